"""Appointments (委嘱): conditions, consent, letter and acceptance of one expert in one fiscal year.

What the expert wrote (signature, reason) is sealed; the rest is searched.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import orjson

from storage import people
from storage.store import Row, Stale, Unit
from storage.vault import Unreadable


@dataclass(frozen=True, slots=True)
class Appointment:
    """version counts every save; a decision is bound to it. since: when it came into its state.

    number: 文書番号; period_*, accepted_on: ISO days; letter, letter_picture, acceptance: ids of kept files, "" until
    they are made. signature: the name as it was typed. reason: of declining or revoking. Times: milliseconds, 0 = not
    yet.
    """

    id: str
    person: str
    registration: str
    fiscal_year: int
    office: str
    state: str = "CONDITIONS_SENT"
    since: int = 0
    version: int = 1
    conditions_version: str = ""
    conditions_hash: str = ""
    sent: int = 0
    consented: int = 0
    number: str = ""
    issued: int = 0
    issued_by: str = ""
    period_from: str = ""
    period_to: str = ""
    accepted: int = 0
    accepted_on: str = ""
    ended: int = 0
    letter: str = ""
    letter_picture: str = ""
    acceptance: str = ""
    signature: str = ""
    reason: str = ""


_SEALED = ("signature", "reason")
_PLAIN = tuple(field.name for field in fields(Appointment) if field.name not in _SEALED)


async def open(
    unit: Unit, person: str, registration: str, fiscal_year: int, office: str, version: str, hash: str
) -> Appointment:
    """A new one, its conditions (version and hash of their text) sent now."""
    sent: dict[str, Any] = {"sent": unit.now, "since": unit.now}
    new = Appointment(
        people.fresh_id(),
        person,
        registration,
        fiscal_year,
        office,
        conditions_version=version,
        conditions_hash=hash,
        **sent,
    )
    await unit.run("appointments.add", **_columns(new), sealed=await _sealed(unit, new))
    return new


async def one(unit: Unit, id: str) -> Appointment | None:
    row = await unit.row("appointments.one", id=id)
    return _appointment(unit, row) if row is not None else None


async def of_person(unit: Unit, person: str) -> list[Appointment]:
    """Those of a person, the latest fiscal year first."""
    return [_appointment(unit, row) for row in await unit.rows("appointments.of_person", person=person)]


async def of_year(unit: Unit, person: str, fiscal_year: int) -> Appointment | None:
    """The one that a visit in this fiscal year looks at."""
    return next((it for it in await of_person(unit, person) if it.fiscal_year == fiscal_year), None)


async def save(unit: Unit, appointment: Appointment) -> Appointment:
    """Writes it if nobody did since it was read (version + 1); Stale otherwise."""
    saved = replace(appointment, version=appointment.version + 1)
    if not await unit.run("appointments.save", **_columns(saved), sealed=await _sealed(unit, saved)):
        raise Stale(f"appointment {appointment.id}")
    return saved


async def of_office(
    unit: Unit, office: str, state: str, *, after: tuple[int, str] | None = None, most: int = 10
) -> list[Appointment]:
    """Those of an office in a state, the longest in it first. after: (since, id) of the last one shown."""
    since, id = after or (-1, "")
    rows = await unit.rows("appointments.of_office", office=office, state=state, since=since, id=id, most=most)
    return [_appointment(unit, row) for row in rows]


async def count(unit: Unit, office: str, state: str, until: int) -> int:
    """How many came into the state up to that time."""
    row = await unit.row("appointments.count", office=office, state=state, until=until)
    assert row is not None
    return int(row["n"])


async def next_number(unit: Unit, office: str, fiscal_year: int) -> int:
    """The next running number for a letter: 1, 2, … without a gap, for each office and fiscal year."""
    row = await unit.row("appointments.next_number", name=f"letter/{office}/{fiscal_year}")
    assert row is not None
    return int(row["value"])


async def without(unit: Unit, office: str, fiscal_year: int, most: int) -> list[str]:
    """Ids of registered experts' registrations that have no appointment for that year, the oldest first."""
    rows = await unit.rows("appointments.without", office=office, fiscal_year=fiscal_year, most=most)
    return [row["id"] for row in rows]


async def count_without(unit: Unit, office: str, fiscal_year: int) -> int:
    row = await unit.row("appointments.count_without", office=office, fiscal_year=fiscal_year)
    assert row is not None
    return int(row["n"])


def _columns(it: Appointment) -> dict[str, Any]:
    return {name: getattr(it, name) for name in _PLAIN}


async def _sealed(unit: Unit, it: Appointment) -> bytes:
    """Nothing of an erased person: the road goes on to its end without words."""
    words = {name: getattr(it, name) for name in _SEALED}
    try:
        key = await people.key_of(unit, it.person)
    except Unreadable:
        return b""
    return unit.vault.seal(key, orjson.dumps(words), _where(it.id, it.version))


def _where(id: str, version: int) -> str:
    return f"appointments:sealed:{id}/{version}"


def _appointment(unit: Unit, row: Row) -> Appointment:
    """Of an erased person only the road is left."""
    words: dict[str, Any] = {}
    if row["key"] is not None:
        words = orjson.loads(unit.vault.open(row["key"], row["sealed"], _where(row["id"], row["version"])))
    return Appointment(**{name: row[name] for name in _PLAIN}, **words)
