"""Lanes: a lease per person, so that of several processes one at a time sends a person's messages, and a dead one is
succeeded.
"""

from __future__ import annotations

from storage.store import Unit


async def claim(unit: Unit, person: str, owner: str, until: int) -> bool:
    """Takes or renews the lane until then.

    False while another owner's lease runs. owner: random, one per process start.
    """
    return bool(await unit.run("lanes.claim", person=person, owner=owner, until=until, now=unit.now))


async def release(unit: Unit, person: str, owner: str) -> None:
    """Gives it back; a lane somebody else has taken meanwhile stays theirs."""
    await unit.run("lanes.release", person=person, owner=owner)
