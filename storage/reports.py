"""Visits as their reports see them: what an expert still has to write, and how many wait where for how long."""

from __future__ import annotations

from storage import keys
from storage.dispatches import Dispatch, of_row
from storage.search import keyed
from storage.store import Row, Unit

EVER = 2**62


async def of_expert(
    unit: Unit, expert: str, state: str, *, after: tuple[int, str] | None = None, most: int = 10
) -> list[Dispatch]:
    """An expert's visits in a state, the longest in it first. after: (since, id) of the last one shown."""
    since, id = after or (-1, "")
    rows = await unit.rows("reports.of_expert", expert=expert, state=state, since=since, id=id, most=most)
    return [of_row(unit, row) for row in rows]


async def sent(unit: Unit, expert: str, *, before: tuple[int, str] | None = None, most: int = 10) -> list[Dispatch]:
    """An expert's visits whose report is sent, the newest first. before: (starts, id) of the last one shown."""
    starts, id = before or (EVER, "")
    rows = await unit.rows("reports.sent", expert=expert, starts=starts, id=id, most=most)
    return [of_row(unit, row) for row in rows]


async def count(unit: Unit, state: str, *, agency: str = "", office: str = "", before: int = EVER) -> int:
    """How many of an agency or of an office came into a state before a time."""
    row = await (
        unit.row("reports.count_at_agency", agency=agency, state=state, before=before)
        if agency
        else unit.row("reports.count_at_office", office=office, state=state, before=before)
    )
    assert row is not None
    return int(row["n"])


async def find(
    unit: Unit, word: str, state: str, *, agency: str = "", office: str = "", most: int = 10
) -> list[Dispatch]:
    """Those of an agency or of an office in a state whose client or expert has this name (folded), oldest first."""
    wrapped = await keys.find(unit, "search")
    if wrapped is None:
        return []
    sought = keyed(unit.vault.secret(wrapped), word)
    rows: dict[str, Row] = {}
    for row in (
        *await unit.rows("reports.of_named_client", word=sought, state=state, agency=agency, office=office, most=most),
        *await unit.rows("reports.of_named_expert", word=sought, state=state, agency=agency, office=office, most=most),
    ):
        rows[row["id"]] = row
    return sorted((of_row(unit, row) for row in rows.values()), key=lambda it: (it.since, it.id))[:most]
