"""Auditors (監査): who read everything of the visits for a while, and what they look through."""

from __future__ import annotations

import secrets

from storage.dispatches import Dispatch, of_row
from storage.people import Membership
from storage.store import Unit

TRIES = 4
"""Draws for each visit of a sample: among few inspected ones the same comes up again."""


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
    """Inspected visits drawn by lot, each once; all of them when there are few."""
    drawn: dict[str, Dispatch] = {}
    for _ in range(most * TRIES):
        row = await unit.row("auditors.from_id", id=secrets.token_hex(10))
        row = row or await unit.row("auditors.from_id", id="")
        if row is not None and len(drawn) < most:
            drawn.setdefault(row["id"], of_row(unit, row))
    return list(drawn.values())
