"""Lanes: a lease per person, so that of several processes one at a time serves a person, and a dead one is succeeded.

owner: a seat (where a process listens) and something random of that process. until: milliseconds.
"""

from __future__ import annotations

from storage.store import Unit


async def claim(unit: Unit, person: str, owner: str, until: int) -> bool:
    """Takes or renews the lane until then. False while another owner's lease runs.

    A lease that ends more than a minute after this one would was given by a clock that has been set back since.
    """
    return bool(await unit.run("lanes.claim", person=person, owner=owner, until=until, now=unit.now))


async def hold(unit: Unit, person: str, owner: str, until: int) -> bool:
    """Renews a lane. False when it is not this owner's any more: somebody else has served the person meanwhile."""
    return bool(await unit.run("lanes.hold", person=person, owner=owner, until=until))


async def release(unit: Unit, person: str, owner: str, until: int) -> None:
    """Gives back the lane that was taken until then; one that was renewed or taken by somebody since stays."""
    await unit.run("lanes.release", person=person, owner=owner, until=until)


async def succeed(unit: Unit, seat: str) -> None:
    """Frees what a process held that has ended: every lease of this seat, on which one process at a time can sit, and
    those that have run out.
    """
    await unit.run("lanes.succeed", seat=seat, now=unit.now)
