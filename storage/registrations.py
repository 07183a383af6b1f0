"""Registrations: the road of one expert from the invitation to the final approval.

What people wrote is sealed; the rest is searched.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from storage import people
from storage.store import Row, Stale, Unit

LOOKING = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Registration:
    """version counts every save; a decision is bound to it. receipt: a short running number, to read out on the phone.

    profile: the answers (JSON); before: what the returned fields were; returned: names of the fields to mend.
    *_by: person ids; the database refuses who decides on themselves or twice. Times: milliseconds, 0 = not yet.
    review_on: the day on which a suspension is looked at again. looker, looked: who opened it last, and when.
    """

    id: str
    person: str
    agency: str
    invited_by: str
    office: str
    state: str = "INVITED"
    version: int = 1
    receipt: str = ""
    interview_on: str = ""
    interview_how: str = ""
    profile: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    returned: list[str] = field(default_factory=list)
    reason: str = ""
    submitted: int = 0
    agency_decided: int = 0
    agency_decided_by: str = ""
    recommendation: str = ""
    secretariat_decided: int = 0
    secretariat_decided_by: str = ""
    review_on: str = ""
    looker: str = field(default="", compare=False)
    looked: int = field(default=0, compare=False)


async def open(
    unit: Unit, person: str, agency: str, invited_by: str, office: str, interview_on: str = "", interview_how: str = ""
) -> Registration:
    """A new one in the state INVITED, with the next receipt number."""
    row = await unit.row("registrations.next_receipt")
    assert row is not None
    new = Registration(
        people.fresh_id(),
        person,
        agency,
        invited_by,
        office,
        receipt=str(row["value"]),
        interview_on=interview_on,
        interview_how=interview_how,
    )
    await unit.run("registrations.add", **_columns(new), sealed=await _sealed(unit, new), now=unit.now)
    return new


async def one(unit: Unit, id: str) -> Registration | None:
    row = await unit.row("registrations.one", id=id)
    return of_row(unit, row) if row is not None else None


async def of_person(unit: Unit, person: str) -> Registration | None:
    """The newest of a person."""
    row = await unit.row("registrations.of_person", person=person)
    return of_row(unit, row) if row is not None else None


async def by_receipt(unit: Unit, receipt: str) -> Registration | None:
    row = await unit.row("registrations.by_receipt", receipt=receipt)
    return of_row(unit, row) if row is not None else None


async def save(unit: Unit, registration: Registration) -> Registration:
    """Writes it if nobody did since it was read (version + 1); Stale otherwise."""
    saved = replace(registration, version=registration.version + 1)
    if not await unit.run("registrations.save", **_columns(saved), sealed=await _sealed(unit, saved), now=unit.now):
        raise Stale(f"registration {registration.id}")
    return saved


async def waiting(
    unit: Unit,
    *,
    agency: str | None = None,
    office: str | None = None,
    state: str,
    after: tuple[int, str] | None = None,
    most: int = 10,
) -> list[Registration]:
    """Those in a state, oldest submission first. after: (submitted, id) of the last one shown."""
    submitted, id = after or (-1, "")
    page: dict[str, Any] = {"state": state, "submitted": submitted, "id": id, "most": most}
    if agency is not None:
        rows = await unit.rows("registrations.waiting_at_agency", agency=agency, **page)
    elif office is not None:
        rows = await unit.rows("registrations.waiting_at_office", office=office, **page)
    else:
        rows = await unit.rows("registrations.waiting", **page)
    return [of_row(unit, row) for row in rows]


async def overdue(
    unit: Unit, office: str, before: int, after: tuple[int, str] | None = None, most: int = 10
) -> list[Registration]:
    """Of an office, those that wait for their agency since before that time, the longest waiting first."""
    submitted, id = after or (-1, "")
    page: dict[str, Any] = {"submitted": submitted, "id": id, "most": most}
    rows = await unit.rows("registrations.overdue", office=office, before=before, **page)
    return [of_row(unit, row) for row in rows]


async def count_overdue(unit: Unit, office: str, before: int) -> int:
    row = await unit.row("registrations.count_overdue", office=office, before=before)
    return int(row["n"]) if row is not None else 0


async def unreachable(
    unit: Unit, *, agency: str | None = None, office: str | None = None, after: str = "", most: int = 10
) -> list[Registration]:
    """Of an agency or an office, the newest registration of everybody who blocked the account, by id after `after`."""
    rows = await (
        unit.rows("registrations.unreachable_at_office", office=office, after=after, most=most)
        if agency is None
        else unit.rows("registrations.unreachable_at_agency", agency=agency, after=after, most=most)
    )
    return [of_row(unit, row) for row in rows]


async def every(unit: Unit, most: int = 500) -> AsyncIterator[Registration]:
    """All of them, oldest first. Of an erased person only the road is left: the profile is empty."""
    opened, id = -1, ""
    while rows := await unit.rows("registrations.every", opened=opened, id=id, most=most):
        for row in rows:
            yield of_row(unit, row) if row["key"] is not None else _road(row)
        opened, id = rows[-1]["opened"], rows[-1]["id"]


async def looking(unit: Unit, id: str, person: str) -> str | None:
    """Notes that this person has it open. Who else opened it in the last five minutes, for 「◯◯が確認中」."""
    row = await unit.row("registrations.looker", id=id, person=person, since=unit.now - LOOKING)
    if row is not None:
        return str(row["looker"])
    await unit.run("registrations.look", id=id, person=person, now=unit.now)
    return None


def _columns(it: Registration) -> dict[str, Any]:
    return {name: getattr(it, name) for name in PLAIN} | {"returned": orjson.dumps(it.returned).decode()}


async def _sealed(unit: Unit, it: Registration) -> bytes:
    words = {name: getattr(it, name) for name in ("profile", "before", "reason", "recommendation", "review_on")}
    key = await people.key_of(unit, it.person)
    return unit.vault.seal(key, orjson.dumps(words), _where(it.id, it.version))


def _where(id: str, version: int) -> str:
    return f"registrations:sealed:{id}/{version}"


def _road(row: Row) -> Registration:
    return Registration(**{name: row[name] for name in PLAIN}, returned=orjson.loads(row["returned"]))


def of_row(unit: Unit, row: Row) -> Registration:
    """A row with its person's `key`."""
    words = orjson.loads(unit.vault.open(row["key"] or b"", row["sealed"], _where(row["id"], row["version"])))
    return Registration(
        **{name: row[name] for name in (*PLAIN, "looker", "looked")},
        returned=orjson.loads(row["returned"]),
        **words,
    )


PLAIN = (
    "id", "person", "agency", "invited_by", "office", "state", "version", "receipt", "interview_on", "interview_how",
    "submitted", "agency_decided", "agency_decided_by", "secretariat_decided", "secretariat_decided_by",
)  # fmt: skip
