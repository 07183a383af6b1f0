"""Invitations: a hashed code, single use, expiring, that carries the role.

Five wrong tries in 15 minutes lock a person for an hour.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage import people
from storage.people import Role
from storage.store import Row, Unit

WRONG_TRIES = 5
WINDOW = 15 * 60 * 1000
LOCK = 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the code gives. issued_by: the person who invited; interview_on: a day; head: of the agency's staff.

    days: so long an auditor may read.
    """

    role: Role
    agency: str | None
    office: str | None
    issued_by: str | None
    expires: int
    interview_on: str
    interview_how: str
    head: bool
    days: int = 0


async def add(
    unit: Unit,
    code_hash: str,
    *,
    role: Role,
    agency: str | None = None,
    office: str | None = None,
    issued_by: str | None = None,
    expires: int,
    interview_on: str = "",
    interview_how: str = "",
    head: bool = False,
    days: int = 0,
) -> None:
    await unit.run(
        "invitations.add",
        code_hash=code_hash,
        role=role,
        agency=agency,
        office=office,
        issued_by=issued_by,
        expires=expires,
        interview_on=interview_on,
        interview_how=interview_how,
        head=int(head),
        days=days,
        now=unit.now,
    )


async def unused(unit: Unit, code_hash: str) -> Invitation | None:
    """What the code would give, without using it up."""
    row = await unit.row("invitations.unused", code_hash=code_hash, now=unit.now)
    return _invitation(row) if row is not None else None


async def redeem(unit: Unit, code_hash: str, person: str) -> Invitation | None:
    """Uses the code up. None for an unknown, a used and an expired one alike: nobody learns which."""
    row = await unit.row("invitations.redeem", code_hash=code_hash, person=person, now=unit.now)
    return _invitation(row) if row is not None else None


def _invitation(row: Row) -> Invitation:
    return Invitation(
        row["role"],
        row["agency"],
        row["office"],
        row["issued_by"],
        row["expires"],
        row["interview_on"],
        row["interview_how"],
        bool(row["head"]),
        row["days"],
    )


async def note_try(unit: Unit, person: str) -> int:
    """Counts a wrong try. Until when the person is now locked, 0 when not."""
    await people.lock(unit, person)
    await unit.run("invitations.note_try", person=person, now=unit.now)
    row = await unit.row("invitations.tries", person=person, since=unit.now - WINDOW)
    if row is not None and row["tries"] >= WRONG_TRIES:
        await unit.run("invitations.lock", person=person, until=unit.now + LOCK)
    return await locked_until(unit, person)


async def locked_until(unit: Unit, person: str) -> int:
    """Milliseconds; 0 when not locked."""
    row = await unit.row("invitations.locked_until", person=person, now=unit.now)
    return row["until"] if row is not None else 0


async def tries_since(unit: Unit, since: int) -> int:
    """Wrong tries of everybody since then: many people guessing at once shows only here."""
    row = await unit.row("invitations.all_tries", since=since)
    return row["tries"] if row is not None else 0


async def prune(unit: Unit, before: int) -> None:
    """Deletes tries and locks that ended before that time."""
    await unit.run("invitations.prune_tries", before=before)
    await unit.run("invitations.prune_locks", before=before)
