"""The outbox: what is to be sent is committed with its effect, final and sealed, before LINE is called.

A reply counts as tried from the start: LINE's retry key does not cover replies, nobody can ask what became of one.
The retry key of a parcel never changes. Bodies are blanked once LINE took them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid5

from storage import people
from storage.store import Row, Unit
from storage.vault import Unreadable

Kind = Literal["reply", "push", "menu"]
Outcome = Literal["sent", "parked", "unreachable"]
NAMESPACE = UUID("6f1d0c5e-2a9b-5b0e-9d57-1c8f4e1190aa")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One call to LINE. n: which one of its event; received: when that came (for the age of the reply token).

    body: JSON of the messages or the name of a menu; b"" when it cannot be read any more, or was blanked.
    question: it asks something; what was sent before LINE took it is not its answer. Times in milliseconds.
    """

    id: int
    person: str
    line_user: str
    event: str
    n: int
    kind: Kind
    reply_token: str
    body: bytes
    retry_key: str
    received: int
    created: int
    attempts: int
    not_before: int
    question: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a parcel. at: when; line_id: LINE's request id; note: in words, never content."""

    id: int
    outcome: Outcome
    at: int
    note: str = ""
    line_id: str = ""


async def add(
    unit: Unit,
    *,
    person: str,
    event: str,
    n: int,
    kind: Kind,
    body: bytes,
    reply_token: str = "",
    received: int = 0,
    question: bool = False,
) -> Parcel:
    """Puts one in. The same (event, n) a second time gives the first one back."""
    key, line_user = await people.key_and_address(unit, person)
    retry_key = str(uuid5(NAMESPACE, f"{event}/{n}"))
    added = await unit.row(
        "outbox.add",
        state="tried" if kind == "reply" else "open",
        person=person,
        event=event,
        n=n,
        kind=kind,
        reply_token=reply_token,
        body=unit.vault.seal(key, body, _where(event, n)),
        retry_key=retry_key,
        received=received,
        now=unit.now,
        question=int(question),
    )
    if added is None:
        row = await unit.row("outbox.by_event", event=event, n=n)
        assert row is not None
        return _parcel(unit, row)
    return Parcel(
        added["id"],
        person,
        line_user,
        event,
        n,
        kind,
        reply_token,
        body,
        retry_key,
        received,
        unit.now,
        0,
        0,
        question,
    )


async def due(unit: Unit, person: str) -> list[Parcel]:
    """What is unsettled, in order of id; the caller minds not_before and never overtakes the first."""
    return [_parcel(unit, row) for row in await unit.rows("outbox.due", person=person)]


async def waits(unit: Unit, person: str, before: int) -> bool:
    """Whether anything with a lower id is unsettled."""
    return await unit.row("outbox.waits", person=person, before=before) is not None


async def people_due(unit: Unit) -> list[str]:
    """Whoever has something unsettled, the longest waiting first."""
    return [row["person"] for row in await unit.rows("outbox.people_due")]


async def settle(unit: Unit, marks: Sequence[Mark]) -> None:
    """Writes what became of parcels; one that is settled already stays as it is."""
    for mark in marks:
        await unit.run(
            "outbox.settle", id=mark.id, outcome=mark.outcome, at=mark.at, note=mark.note, line_id=mark.line_id
        )


async def postpone(unit: Unit, id: int, not_before: int) -> None:
    """Another attempt, not before that time."""
    await unit.run("outbox.postpone", id=id, not_before=not_before)


async def as_push(unit: Unit, id: int) -> None:
    """A reply whose token is surely dead goes out as a push, under the same retry key."""
    await unit.run("outbox.as_push", id=id)


async def accepted_at(unit: Unit, id: int) -> int | None:
    """When LINE took it; None when it is not known to have. What is no longer kept counts as taken (0), and so does
    what was taken at a time that is yet to come, by a clock that has been set back.
    """
    row = await unit.row("outbox.accepted_at", id=id)
    if row is None:
        return 0
    taken: int = row["settled"] if row["settled"] <= unit.now else 0
    return taken if row["state"] == "sent" else None


async def parked(unit: Unit) -> list[Row]:
    """For the operator: id, person, event, n, kind, created, attempts, note; oldest first."""
    return await unit.rows("outbox.parked")


async def reopen(unit: Unit, id: int) -> bool:
    """Sends a parked one after all (a reply as a push), its key as good as new. False when it is not parked."""
    return bool(await unit.run("outbox.reopen", id=id, now=unit.now))


async def prune(unit: Unit, before: int) -> int:
    """Deletes what was settled before that time, at most 1000 a call; how many. What is parked stays."""
    return await unit.run("outbox.prune", before=before)


def _where(event: str, n: int) -> str:
    return f"outbox:body:{event}/{n}"


def _parcel(unit: Unit, row: Row) -> Parcel:
    try:
        body = unit.vault.open(row["key"] or b"", row["body"], _where(row["event"], row["n"])) if row["body"] else b""
    except Unreadable:
        body = b""
    return Parcel(
        row["id"],
        row["person"],
        row["line_user"],
        row["event"],
        row["n"],
        row["kind"],
        row["reply_token"],
        body,
        row["retry_key"],
        row["received"],
        row["created"],
        row["attempts"],
        row["not_before"],
        bool(row["question"]),
    )
