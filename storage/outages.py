"""Outages of LINE that an operator declared: in such a window nobody is to blame for a missing check-in."""

from __future__ import annotations

from storage.store import Unit


async def add(unit: Unit, starts: int, ends: int) -> None:
    """Milliseconds. One that starts at the same moment is replaced: its end is known better now."""
    await unit.run("outages.add", starts=starts, ends=ends, now=unit.now)


async def touching(unit: Unit, since: int, until: int) -> tuple[int, int] | None:
    """(starts, ends) of the first one that lies over any part of this time."""
    row = await unit.row("outages.touching", since=since, until=until)
    return (row["starts"], row["ends"]) if row is not None else None
