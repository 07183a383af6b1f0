"""Relinks: who lost their phone goes on from a new LINE account. Two people vouch for them, one code moves them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from storage import people
from storage.people import Person
from storage.store import Row, Stale, Unit


@dataclass(frozen=True, slots=True)
class Relink:
    """person: who moves. agency: of who started it, None when an office did; office: which decides.

    name: of whom it is about, reason: how it is known that it is they (both sealed). code_hash: "" until a code was
    given out; expires: of the code, milliseconds. looker, looked: who opened it last, and when.
    """

    id: str
    person: str
    agency: str | None
    office: str
    state: str
    version: int
    submitted: int
    started_by: str
    decided: int = 0
    decided_by: str = ""
    code_hash: str = ""
    expires: int = 0
    name: str = ""
    reason: str = ""
    looker: str = field(default="", compare=False)
    looked: int = field(default=0, compare=False)


_PLAIN = (
    "id", "person", "agency", "office", "state", "version", "submitted", "started_by", "decided", "decided_by",
    "code_hash", "expires",
)  # fmt: skip


async def open(
    unit: Unit, person: str, *, agency: str | None, office: str, started_by: str, name: str, reason: str
) -> Relink:
    """A new one, waiting for the office."""
    new = Relink(
        people.fresh_id(),
        person,
        agency,
        office,
        "SECRETARIAT_REVIEW",
        1,
        unit.now,
        started_by,
        name=name,
        reason=reason,
    )
    await unit.run("relinks.add", **_columns(new), sealed=await _sealed(unit, new))
    return new


async def one(unit: Unit, id: str) -> Relink | None:
    row = await unit.row("relinks.one", id=id)
    return _relink(unit, row) if row is not None else None


async def open_one(unit: Unit, person: str) -> Relink | None:
    """The one about this person that is not over; the database allows no second one."""
    row = await unit.row("relinks.open_one", person=person)
    return _relink(unit, row) if row is not None else None


async def by_code(unit: Unit, code_hash: str) -> Relink | None:
    """The one this code moves; None for an unknown, a used and an expired one alike."""
    row = await unit.row("relinks.by_code", code_hash=code_hash, now=unit.now)
    return _relink(unit, row) if row is not None else None


async def save(unit: Unit, relink: Relink) -> Relink:
    """Writes it if nobody did since it was read (version + 1); Stale otherwise."""
    saved = replace(relink, version=relink.version + 1)
    columns = {name: value for name, value in _columns(saved).items() if name in _CHANGING}
    if not await unit.run("relinks.save", **columns, sealed=await _sealed(unit, saved)):
        raise Stale(f"relink {relink.id}")
    return saved


_CHANGING = frozenset({"id", "office", "state", "version", "decided", "decided_by", "code_hash", "expires"})


async def waiting(unit: Unit, office: str, after: tuple[int, str] | None = None, most: int = 10) -> list[Relink]:
    """Those an office has to decide on, oldest first. after: (submitted, id) of the last one shown."""
    submitted, id = after or (-1, "")
    rows = await unit.rows("relinks.waiting", office=office, submitted=submitted, id=id, most=most)
    return [_relink(unit, row) for row in rows]


async def look(unit: Unit, id: str, person: str) -> None:
    """Notes that this person has it open."""
    await unit.run("relinks.look", id=id, person=person, now=unit.now)


async def move(unit: Unit, person: Person, to: Person) -> None:
    """The one goes on from the other's LINE account and the other from theirs: addresses change places.

    Old buttons, links and open letters of both die with it.
    """
    await unit.run("people.line_user", id=to.id, line_user=f"moving:{to.id}", blocked=0, moved=unit.now)
    await unit.run("people.line_user", id=person.id, line_user=to.line_user, blocked=0, moved=unit.now)
    old, blocked = person.line_user, int(person.blocked)
    await unit.run("people.line_user", id=to.id, line_user=old, blocked=blocked, moved=unit.now)
    for statement in ("drawn", "inbox", "outbox"):
        await unit.run(f"people.forget_{statement}", person=person.id, now=unit.now)
    for statement in ("drawn", "drafts", "outbox"):
        await unit.run(f"people.forget_{statement}", person=to.id, now=unit.now)


async def moved_at(unit: Unit, id: str) -> int:
    """When the person last changed to another LINE account; 0 for never, and for somebody unknown."""
    row = await unit.row("people.moved", id=id)
    return int(row["moved"]) if row is not None else 0


def _columns(it: Relink) -> dict[str, Any]:
    return {name: getattr(it, name) for name in _PLAIN}


async def _sealed(unit: Unit, it: Relink) -> bytes:
    key = await people.key_of(unit, it.person)
    words = orjson.dumps({"name": it.name, "reason": it.reason})
    return unit.vault.seal(key, words, _where(it.id, it.version))


def _where(id: str, version: int) -> str:
    return f"relinks:sealed:{id}/{version}"


def _relink(unit: Unit, row: Row) -> Relink:
    words = orjson.loads(unit.vault.open(row["key"] or b"", row["sealed"], _where(row["id"], row["version"])))
    seen = {"looker": row["looker"], "looked": row["looked"]}
    return Relink(**{name: row[name] for name in _PLAIN}, **words, **seen)
