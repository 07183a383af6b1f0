"""Changes after the approval: what an expert wants to be written instead, sealed, until somebody has decided."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from storage import people
from storage.store import Row, Stale, Unit


@dataclass(frozen=True, slots=True)
class Change:
    """version counts every save; a decision is bound to it.

    fields: names of those that change; answers: what their steps shall say (a step that is not in it says nothing any
    more); was: what they said when it was sent. before, returned, reason: of the last return, as with a registration.
    looker, looked: who opened it last, and when.
    """

    id: str
    person: str
    registration: str
    agency: str
    office: str
    state: str = "DRAFT"
    version: int = 1
    fields: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    was: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    returned: list[str] = field(default_factory=list)
    reason: str = ""
    submitted: int = 0
    agency_decided: int = 0
    agency_decided_by: str = ""
    secretariat_decided: int = 0
    secretariat_decided_by: str = ""
    looker: str = field(default="", compare=False)
    looked: int = field(default=0, compare=False)


_PLAIN = (
    "id", "person", "registration", "agency", "office", "state", "version", "submitted", "agency_decided",
    "agency_decided_by", "secretariat_decided", "secretariat_decided_by",
)  # fmt: skip
_SEALED = ("answers", "was", "before", "reason")


async def open(unit: Unit, person: str, registration: str, agency: str, office: str, fields: list[str]) -> Change:
    """A new one in the state DRAFT."""
    new = Change(people.fresh_id(), person, registration, agency, office, fields=fields)
    await unit.run("changes.add", **_columns(new), sealed=await _sealed(unit, new), now=unit.now)
    return new


async def one(unit: Unit, id: str) -> Change | None:
    row = await unit.row("changes.one", id=id)
    return _change(unit, row) if row is not None else None


async def open_one(unit: Unit, registration: str) -> Change | None:
    """The one that somebody has to decide on or to mend; the database allows no second one."""
    row = await unit.row("changes.open_one", registration=registration)
    return _change(unit, row) if row is not None else None


async def newest(unit: Unit, registration: str, most: int = 5) -> list[Change]:
    """Of a registration, the newest first, in whatever state."""
    rows = await unit.rows("changes.of_registration", registration=registration, most=most)
    return [_change(unit, row) for row in rows]


async def save(unit: Unit, change: Change) -> Change:
    """Writes it if nobody did since it was read (version + 1); Stale otherwise."""
    saved = replace(change, version=change.version + 1)
    if not await unit.run("changes.save", **_columns(saved), sealed=await _sealed(unit, saved)):
        raise Stale(f"change {change.id}")
    return saved


async def waiting(
    unit: Unit,
    *,
    agency: str | None = None,
    office: str | None = None,
    after: tuple[int, str] | None = None,
    most: int = 10,
) -> list[Change]:
    """Those an agency, or an office, has to decide on, oldest first. after: (submitted, id) of the last one shown."""
    submitted, id = after or (-1, "")
    page: dict[str, Any] = {"submitted": submitted, "id": id, "most": most}
    rows = await (
        unit.rows("changes.waiting_at_office", office=office, **page)
        if agency is None
        else unit.rows("changes.waiting_at_agency", agency=agency, **page)
    )
    return [_change(unit, row) for row in rows]


async def overdue(
    unit: Unit, office: str, before: int, after: tuple[int, str] | None = None, most: int = 10
) -> list[Change]:
    """Of an office, those that wait for their agency since before that time, the longest waiting first."""
    submitted, id = after or (-1, "")
    page: dict[str, Any] = {"submitted": submitted, "id": id, "most": most}
    rows = await unit.rows("changes.overdue", office=office, before=before, **page)
    return [_change(unit, row) for row in rows]


async def count_overdue(unit: Unit, office: str, before: int) -> int:
    row = await unit.row("changes.count_overdue", office=office, before=before)
    return int(row["n"]) if row is not None else 0


async def look(unit: Unit, id: str, person: str) -> None:
    """Notes that this person has it open."""
    await unit.run("changes.look", id=id, person=person, now=unit.now)


def _columns(it: Change) -> dict[str, Any]:
    lists = {name: orjson.dumps(getattr(it, name)).decode() for name in ("fields", "returned")}
    return {name: getattr(it, name) for name in _PLAIN} | lists


async def _sealed(unit: Unit, it: Change) -> bytes:
    words = {name: getattr(it, name) for name in _SEALED}
    key = await people.key_of(unit, it.person)
    return unit.vault.seal(key, orjson.dumps(words), _where(it.id, it.version))


def _where(id: str, version: int) -> str:
    return f"changes:sealed:{id}/{version}"


def _change(unit: Unit, row: Row) -> Change:
    words = orjson.loads(unit.vault.open(row["key"] or b"", row["sealed"], _where(row["id"], row["version"])))
    lists = {name: orjson.loads(row[name]) for name in ("fields", "returned")}
    seen = {"looker": row["looker"], "looked": row["looked"]}
    return Change(**{name: row[name] for name in _PLAIN}, **lists, **words, **seen)
