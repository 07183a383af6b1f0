"""Declarations (申告): what an expert says about a visit after the fact, and who has confirmed and approved it.

Sealed under the key of the dispatch: both are evidence of the same public money and go together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import orjson

from storage.dispatches import Dispatch
from storage.people import fresh_id
from storage.store import Row, Stale, Unit

Kind = Literal["forgot_in", "forgot_out", "wrong_time", "wrong_place", "no_client"]


@dataclass(frozen=True, slots=True)
class Declaration:
    """number: 受付番号. version counts every save; since: when it came into its state. office: who decides last.

    client_confirmed, agency_decided, office_decided: when, in milliseconds, 0 = not yet; client_by: the member of the
    agency who was on the phone with the client, "" when the client used the link. ended: 0 while it is open.
    paper: file id of the form.

    Sealed, JSON: claimed {"starts", "ends"} and original {"starts", "ends", "client_starts", "client_ends"} (ms, 0 =
    none), cause (a key of rules/declaring.py), reason (words), pledged (ms, 0 = not asked), client {"name", "post",
    "how", "at", "receipt"}, objection (what the client says is wrong), answer (why it was returned or refused).
    """

    id: str
    number: str
    kind: Kind
    dispatch: str
    expert: str
    agency: str
    office: str
    fiscal_year: int
    state: str = "DECLARED"
    version: int = 1
    since: int = 0
    made: int = 0
    client_confirmed: int = 0
    client_by: str = ""
    agency_decided: int = 0
    agency_decided_by: str = ""
    office_decided: int = 0
    office_decided_by: str = ""
    ended: int = 0
    paper: str = ""
    claimed: dict[str, int] = field(default_factory=dict)
    original: dict[str, int] = field(default_factory=dict)
    cause: str = ""
    reason: str = ""
    pledged: int = 0
    client: dict[str, Any] = field(default_factory=dict)
    objection: str = ""
    answer: str = ""


_SEALED = ("claimed", "original", "cause", "reason", "pledged", "client", "objection", "answer")
_PLAIN = tuple(f.name for f in fields(Declaration) if f.name not in _SEALED)
_FIXED = ("number", "kind", "dispatch", "expert", "agency", "fiscal_year", "made")


async def open(unit: Unit, new: Declaration) -> Declaration:
    """A new one: id and number are given here. The database refuses a second open one of the same dispatch."""
    row = await unit.row("declarations.next_number")
    assert row is not None
    made = replace(new, id=fresh_id(), number=f"S{row['value']}", since=unit.now, made=unit.now)
    key = await unit.row("declarations.key", id=made.dispatch)
    assert key is not None
    await unit.run("declarations.add", **_columns(made), sealed=_sealed(unit, key["key"] or b"", made))
    return made


async def save(unit: Unit, it: Declaration) -> Declaration:
    """Writes it if nobody did since it was read (version + 1); Stale otherwise."""
    saved = replace(it, version=it.version + 1)
    row = await unit.row("declarations.one", id=it.id)
    if row is None or row["version"] != it.version:
        raise Stale(f"declaration {it.id}")
    columns = {name: value for name, value in _columns(saved).items() if name not in _FIXED}
    if not await unit.run("declarations.save", **columns, sealed=_sealed(unit, row["key"] or b"", saved)):
        raise Stale(f"declaration {it.id}")
    return saved


async def one(unit: Unit, id: str) -> Declaration | None:
    row = await unit.row("declarations.one", id=id)
    return _declaration(unit, row) if row is not None else None


async def open_for(unit: Unit, dispatch: Dispatch) -> Declaration | None:
    """The one that is not decided yet; while there is one, the visit's money is held."""
    row = await unit.row("declarations.open_for", dispatch=dispatch.id)
    return _declaration(unit, row) if row is not None else None


async def of_dispatch(unit: Unit, dispatch: str) -> list[Declaration]:
    """In whatever state, oldest first."""
    return [_declaration(unit, row) for row in await unit.rows("declarations.of_dispatch", dispatch=dispatch)]


async def waiting(
    unit: Unit,
    state: str,
    *,
    agency: str = "",
    office: str = "",
    after: tuple[int, str] = (-1, ""),
    most: int = 10,
) -> list[Declaration]:
    """Those of an agency or of an office in a state, the longest in it first. after: (since, id) of the last one."""
    page: dict[str, Any] = {"state": state, "since": after[0], "id": after[1], "most": most}
    rows = await (
        unit.rows("declarations.at_agency", agency=agency, **page)
        if agency
        else unit.rows("declarations.at_office", office=office, **page)
    )
    return [_declaration(unit, row) for row in rows]


async def count_of(unit: Unit, expert: str, fiscal_year: int) -> int:
    """How many an expert has made for visits of a fiscal year."""
    row = await unit.row("declarations.count_of", expert=expert, fiscal_year=fiscal_year)
    return int(row["n"]) if row is not None else 0


def _columns(it: Declaration) -> dict[str, Any]:
    return {name: getattr(it, name) for name in _PLAIN}


def _sealed(unit: Unit, key: bytes, it: Declaration) -> bytes:
    words = {name: getattr(it, name) for name in _SEALED}
    return unit.vault.seal(key, orjson.dumps(words), _where(it.id, it.version))


def _where(id: str, version: int) -> str:
    return f"declarations:sealed:{id}/{version}"


def _declaration(unit: Unit, row: Row) -> Declaration:
    """Of an erased dispatch only the road is left."""
    words: dict[str, Any] = {}
    if row["key"] is not None:
        words = orjson.loads(unit.vault.open(row["key"], row["sealed"], _where(row["id"], row["version"])))
    return Declaration(**{name: row[name] for name in _PLAIN}, **words)
