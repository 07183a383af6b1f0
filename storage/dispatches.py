"""Dispatches (派遣): one visit of one expert to one client, from the offer to the inspection.

What people wrote is sealed under a key of the dispatch's own: as evidence of public money it outlives the people in it.
A dispatch that is still being written (DRAFT) is the agency's draft in the conversation, not a row.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

import orjson

from storage.people import fresh_id
from storage.store import Row, Stale, Unit


@dataclass(frozen=True, slots=True)
class Dispatch:
    """version counts every save; since: when it came into its state. number: 受付番号, to read out on the phone.

    agency, made_by: who requested it; office: who inspects and pays (of the expert's prefecture). starts, ends: as
    planned. checked_in … inspected: when it happened; client_starts, client_ends: as the client confirmed. All times
    in milliseconds, 0 = not yet. breaks: minutes. it: a theme of IT (the yearly limit differs). *_by: person ids.
    flags: codes (rules/flags.py). returned: names of the report's fields to mend.

    Sealed, JSON: request (what the agency asked for), visit (what was said about check-in and check-out), said (what
    the client stated: name, post, rating …), report (its answers), before (the report's fields before a return),
    reason (of declining, cancelling, returning).
    """

    id: str
    number: str
    agency: str
    made_by: str
    client: str
    expert: str
    registration: str
    office: str
    fiscal_year: int
    starts: int
    ends: int
    online: bool = False
    it: bool = False
    state: str = "OFFERED"
    since: int = 0
    version: int = 1
    offered: int = 0
    offer_until: int = 0
    agreed: int = 0
    checked_in: int = 0
    checked_out: int = 0
    client_starts: int = 0
    client_ends: int = 0
    client_confirmed: int = 0
    breaks: int = 0
    reported: int = 0
    agency_confirmed: int = 0
    agency_confirmed_by: str = ""
    inspected: int = 0
    inspected_by: str = ""
    created: int = 0
    flags: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    request: dict[str, Any] = field(default_factory=dict)
    visit: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    reason: str = ""


_SEALED = ("request", "visit", "said", "report", "before", "reason")
_LISTS = ("flags", "returned")
_TRUTHS = ("online", "it")
_PLAIN = tuple(f.name for f in fields(Dispatch) if f.name not in (*_SEALED, *_LISTS, *_TRUTHS))


async def open(unit: Unit, dispatch: Dispatch) -> Dispatch:
    """A new one, offered now: its id and its number are given here."""
    row = await unit.row("dispatches.next_number")
    assert row is not None
    times = {"since": unit.now, "offered": unit.now, "created": unit.now}
    new = replace(dispatch, id=fresh_id(), number=f"H{row['value']}", **times)  # type: ignore[arg-type]
    key = unit.vault.new_key()
    columns = {name: value for name, value in _columns(new).items() if name != "created"}
    await unit.run("dispatches.add", **columns, key=key, sealed=_sealed(unit, key, new), now=unit.now)
    return new


async def one(unit: Unit, id: str) -> Dispatch | None:
    row = await unit.row("dispatches.one", id=id)
    return of_row(unit, row) if row is not None else None


async def by_number(unit: Unit, number: str) -> Dispatch | None:
    row = await unit.row("dispatches.by_number", number=number)
    return of_row(unit, row) if row is not None else None


async def save(unit: Unit, dispatch: Dispatch) -> Dispatch:
    """Writes it if nobody did since it was read (version + 1); Stale otherwise."""
    saved = replace(dispatch, version=dispatch.version + 1)
    row = await unit.row("dispatches.one", id=dispatch.id)
    if row is None or row["version"] != dispatch.version:
        raise Stale(f"dispatch {dispatch.id}")
    sealed = _sealed(unit, row["key"] or b"", saved)
    columns = {name: value for name, value in _columns(saved).items() if name not in _FIXED}
    if not await unit.run("dispatches.save", **columns, sealed=sealed):
        raise Stale(f"dispatch {dispatch.id}")
    return saved


_FIXED = ("number", "agency", "client", "expert", "registration", "created")


async def of_expert(unit: Unit, expert: str, since: int, until: int = 2**62, most: int = 100) -> list[Dispatch]:
    """An expert's, planned to start from `since` to before `until`, in order of time, in whatever state."""
    rows = await unit.rows("dispatches.of_expert", expert=expert, since=since, until=until, most=most)
    return [of_row(unit, row) for row in rows]


async def of_client(unit: Unit, client: str, fiscal_year: int, most: int = 100) -> list[Dispatch]:
    """Of a client in a fiscal year, in order of time, in whatever state, of whatever agency."""
    rows = await unit.rows("dispatches.of_client", client=client, fiscal_year=fiscal_year, most=most)
    return [of_row(unit, row) for row in rows]


async def of_agency(unit: Unit, agency: str, after: tuple[int, str], most: int = 10) -> list[Dispatch]:
    """Of an agency, in order of time. after: (starts, id) of the last one shown, or (a time, "")."""
    rows = await unit.rows("dispatches.of_agency", agency=agency, starts=after[0], id=after[1], most=most)
    return [of_row(unit, row) for row in rows]


async def ahead(unit: Unit, expert: str, after: tuple[int, str], most: int = 10) -> list[Dispatch]:
    """An expert's that are held or will be, in order of time. after: as for `of_agency`."""
    rows = await unit.rows("dispatches.ahead", expert=expert, starts=after[0], id=after[1], most=most)
    return [of_row(unit, row) for row in rows]


async def past_of_agency(unit: Unit, agency: str, before: tuple[int, str], most: int = 10) -> list[Dispatch]:
    """Of an agency, the latest first. before: (starts, id) of the last one shown, or (a time, "")."""
    rows = await unit.rows("dispatches.past_of_agency", agency=agency, starts=before[0], id=before[1], most=most)
    return [of_row(unit, row) for row in rows]


async def in_doubt(unit: Unit, agency: str, after: tuple[int, str], most: int = 10) -> list[Dispatch]:
    """Those to come whose expert was suspended or withdrawn since, in order of time."""
    rows = await unit.rows("dispatches.in_doubt", agency=agency, starts=after[0], id=after[1], most=most)
    return [of_row(unit, row) for row in rows]


async def waiting(
    unit: Unit,
    state: str,
    *,
    agency: str = "",
    office: str = "",
    after: tuple[int, str] | None = None,
    most: int = 10,
) -> list[Dispatch]:
    """Those of an agency or of an office in a state, the longest in it first. after: (since, id) of the last one."""
    since, id = after or (-1, "")
    page: dict[str, Any] = {"state": state, "since": since, "id": id, "most": most}
    rows = await (
        unit.rows("dispatches.at_agency", agency=agency, **page)
        if agency
        else unit.rows("dispatches.at_office", office=office, **page)
    )
    return [of_row(unit, row) for row in rows]


async def every(unit: Unit, most: int = 500) -> AsyncIterator[Dispatch]:
    """All of them, oldest first."""
    created, id = -1, ""
    while rows := await unit.rows("dispatches.every", created=created, id=id, most=most):
        for row in rows:
            yield of_row(unit, row)
        created, id = rows[-1]["created"], rows[-1]["id"]


def _columns(it: Dispatch) -> dict[str, Any]:
    plain = {name: getattr(it, name) for name in _PLAIN}
    truths = {name: int(getattr(it, name)) for name in _TRUTHS}
    return plain | truths | {name: orjson.dumps(getattr(it, name)).decode() for name in _LISTS}


def _sealed(unit: Unit, key: bytes, it: Dispatch) -> bytes:
    words = {name: getattr(it, name) for name in _SEALED}
    return unit.vault.seal(key, orjson.dumps(words), _where(it.id, it.version))


def _where(id: str, version: int) -> str:
    return f"dispatches:sealed:{id}/{version}"


def of_row(unit: Unit, row: Row) -> Dispatch:
    """Of an erased one only the road is left."""
    words: dict[str, Any] = {}
    if row["key"] is not None:
        words = orjson.loads(unit.vault.open(row["key"], row["sealed"], _where(row["id"], row["version"])))
    plain: dict[str, Any] = {name: row[name] for name in _PLAIN}
    truths: dict[str, Any] = {name: bool(row[name]) for name in _TRUTHS}
    lists: dict[str, Any] = {name: tuple(orjson.loads(row[name])) for name in _LISTS}
    return Dispatch(**plain, **truths, **lists, **words)
