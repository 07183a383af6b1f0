"""Auditors (監査): who read everything of the visits for a while, and what they look through."""

from __future__ import annotations

import secrets

from storage import dispatches
from storage.dispatches import Dispatch, of_row
from storage.people import Membership
from storage.store import Unit

SLICE = 1000
"""Ids read at once for a lot."""


async def add(unit: Unit, membership: str, until: int) -> None:
    """until: milliseconds."""
    await unit.run("auditors.add", membership=membership, until=until)


async def until(unit: Unit, member: Membership) -> int:
    """Until when a membership reads (ms); 0 when it is no auditor's."""
    row = await unit.row("auditors.until", membership=member.id)
    return int(row["until"]) if row is not None else 0


async def reads(unit: Unit, member: Membership) -> bool:
    """Whether a membership is an auditor's and has not run out."""
    return member.role == "auditor" and unit.now < await until(unit, member)


async def newest(unit: Unit, before: tuple[int, str] | None = None, most: int = 10) -> list[Dispatch]:
    """Visits of the whole country, the newest first. before: (created, id) of the last one shown."""
    created, id = before or (2**62, "")
    rows = await unit.rows("auditors.newest", created=created, id=id, most=most)
    return [of_row(unit, row) for row in rows]


async def sample(unit: Unit, most: int) -> list[Dispatch]:
    """Inspected visits drawn by lot, each with the same chance; all of them when there are few."""
    ids, after = list[str](), ""
    while rows := await unit.rows("auditors.inspected", after=after, most=SLICE):
        ids += [row["id"] for row in rows]
        after = ids[-1]
    drawn = secrets.SystemRandom().sample(ids, min(most, len(ids)))
    found = [await dispatches.one(unit, id) for id in drawn]
    return [it for it in found if it is not None]
