"""Parcels that were put aside because LINE would not take them, all of them together. They wait for somebody."""

from __future__ import annotations

from storage.store import Unit

QUOTA = "quota"  # why: the month's messages of the account are used up


async def by_reason(unit: Unit) -> dict[str, int]:
    """How many there are, by the note they were parked with."""
    return {row["note"]: row["n"] for row in await unit.rows("aside.by_reason")}


async def prune(unit: Unit, before: int) -> int:
    """Deletes what was put aside before that time; how many."""
    return await unit.run("aside.prune", before=before)
