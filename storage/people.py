"""People: one row per LINE user with the key their private data is sealed under, and their memberships (roles), one
active at a time.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal, cast

from storage.store import Row, Unit
from storage.vault import Unreadable

Role = Literal["expert", "agency", "secretariat", "auditor"]


@dataclass(frozen=True, slots=True)
class Membership:
    """What a person is to the programme.

    agency: of agency staff and of the expert it invited; office: of the secretariat.
    """

    id: str
    person: str
    role: Role
    agency: str | None
    office: str | None
    name: str
    department: str
    head: bool


@dataclass(frozen=True, slots=True)
class Person:
    """memberships: those in force, oldest first."""

    id: str
    line_user: str
    blocked: bool
    active: Membership | None
    memberships: tuple[Membership, ...]


async def meet(unit: Unit, line_user: str) -> str:
    """The person's id; a new person with a new key the first time."""
    return (await meet_with_key(unit, line_user))[0]


async def meet_with_key(unit: Unit, line_user: str) -> tuple[str, bytes]:
    """As `meet`, with the wrapped key."""
    row = await unit.row("people.by_line_user", line_user=line_user)
    if row is None:
        await unit.run("people.add", id=fresh_id(), line_user=line_user, key=unit.vault.new_key(), now=unit.now)
        row = await unit.row("people.by_line_user", line_user=line_user)
    assert row is not None
    return row["id"], row["key"]


async def lock(unit: Unit, person_id: str) -> None:
    """One unit at a time for this person, across processes. On SQLite every unit already has the database to itself."""
    await unit.row("people.lock", id=person_id)


async def person(unit: Unit, id: str) -> Person:
    """KeyError when unknown."""
    rows = await unit.rows("people.one", id=id)
    if not rows:
        raise KeyError(id)
    memberships = tuple(_membership(row) for row in rows if row["membership"] is not None)
    first = rows[0]
    active = next((each for each in memberships if each.id == first["active"]), None)
    return Person(first["id"], first["line_user"], bool(first["blocked"]), active, memberships)


async def key_of(unit: Unit, person_id: str) -> bytes:
    """The wrapped key. KeyError when the person is unknown, Unreadable when the key was destroyed."""
    return (await key_and_address(unit, person_id))[0]


async def key_and_address(unit: Unit, person_id: str) -> tuple[bytes, str]:
    """The wrapped key and the LINE user, for what is sealed and sent. Raises as `key_of`."""
    row = await unit.row("people.key", id=person_id)
    if row is None:
        raise KeyError(person_id)
    if row["key"] is None:
        raise Unreadable(f"the key of {person_id} was destroyed")
    return cast(bytes, row["key"]), row["line_user"]


async def block(unit: Unit, id: str, blocked: bool) -> None:
    await unit.run("people.block", id=id, blocked=int(blocked))


async def join(
    unit: Unit,
    person_id: str,
    role: Role,
    *,
    agency: str | None = None,
    office: str | None = None,
    name: str = "",
    department: str = "",
    head: bool = False,
) -> Membership:
    """A new membership; it becomes the active one."""
    new = Membership(fresh_id(), person_id, role, agency, office, name, department, head)
    await unit.run(
        "people.join",
        id=new.id,
        person=person_id,
        role=role,
        agency=agency,
        office=office,
        name=name,
        department=department,
        head=int(head),
        now=unit.now,
    )
    await unit.run("people.switch", person=person_id, membership=new.id)
    return new


async def switch(unit: Unit, person_id: str, membership_id: str) -> None:
    """Makes a membership of theirs the active one. KeyError when it is not theirs or no longer in force."""
    if not await unit.run("people.switch", person=person_id, membership=membership_id):
        raise KeyError(membership_id)


async def describe(unit: Unit, membership_id: str, *, name: str, department: str) -> None:
    """Staff give name and department after redeeming; colleagues and logs show it."""
    await unit.run("people.describe", id=membership_id, name=name, department=department)


async def leave(unit: Unit, membership_id: str) -> None:
    """Ends a membership. Nobody is active in it any more."""
    await unit.run("people.leave", id=membership_id, now=unit.now)
    await unit.run("people.unset", membership=membership_id)


async def lead(unit: Unit, membership_id: str, head: bool) -> None:
    """Makes a member of staff a 責任者, or no longer."""
    await unit.run("people.lead", id=membership_id, head=int(head))


async def heads(unit: Unit, *, agency: str | None = None, office: str | None = None) -> list[str]:
    """Memberships of the 責任者 of one agency or office, locked: of two who remove each other one finds it done."""
    rows = await (
        unit.rows("people.heads_of_office", office=office)
        if agency is None
        else unit.rows("people.heads_of_agency", agency=agency)
    )
    return [row["id"] for row in rows]


async def staff(unit: Unit, *, agency: str | None = None, office: str | None = None) -> list[Membership]:
    """The staff memberships in force of one agency or one office, oldest first (whatever role the person has switched
    to).
    """
    if (agency is None) == (office is None):
        raise ValueError("staff of one agency or of one office")
    rows = await (
        unit.rows("people.of_office", office=office) if agency is None else unit.rows("people.of_agency", agency=agency)
    )
    return [_membership(row) for row in rows]


async def at_work(unit: Unit) -> list[tuple[str, Role, str | None]]:
    """(LINE user, active role, state of their latest registration) of everybody who has a role and can be reached."""
    return [(row["line_user"], row["role"], row["state"]) for row in await unit.rows("people.at_work")]


async def forget(unit: Unit, id: str) -> None:
    """Destroys the key and what is still open under it. Who writes again from the same LINE account is a new person."""
    await unit.run("people.forget", id=id, gone=f"gone:{id}")
    for statement in ("drafts", "drawn", "inbox", "outbox", "absences", "names", "notices", "words"):
        await unit.run(f"people.forget_{statement}", person=id, now=unit.now)
    unit.vault.forget()


def fresh_id() -> str:
    """80 random bits: unique, says nothing, not a secret."""
    return secrets.token_hex(10)


def _membership(row: Row) -> Membership:
    return Membership(
        row["membership"],
        row["id"],
        row["role"],
        row["agency"],
        row["office"],
        row["name"],
        row["department"],
        bool(row["head"]),
    )
