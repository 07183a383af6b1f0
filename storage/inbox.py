"""The inbox: every event LINE hands us is a row on disk before LINE gets its 200, sealed, once, and blanked when done.

States: media (its content has to be fetched first) → ready → done; parked after too many failures (replay brings it
back).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage import pauses, people
from storage.store import Row, Unit
from storage.vault import Unreadable


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event as it came.

    event: webhookEventId; message: LINE's message id if it has one; raw: the JSON bytes of this one event.
    """

    event: str
    message: str | None
    line_user: str
    at: int
    raw: bytes
    media: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """An event in the inbox.

    at: LINE's time, received: ours; raw: b"" when it cannot be read; media: JSON of the fetched content, None when none
    is there.
    tries: how often its file was asked for in vain; not_before: when it is worth another try.
    """

    seq: int
    event: str
    person: str
    at: int
    received: int
    raw: bytes
    attempts: int
    media: str | None
    unfetched: bool
    tries: int = 0
    not_before: int = 0

    def waits(self, now: int) -> bool:
        """Whether its file was asked for in vain a moment ago."""
        return self.unfetched and pauses.waits(self.not_before, now)


async def take_in(unit: Unit, arrivals: Sequence[Arrival]) -> list[str]:
    """Keeps what is new. The persons that got something, in order of arrival.

    The same event id or the same message id is taken once; a message that was unsent before it came is dropped.
    """
    keys = {user: await people.meet_with_key(unit, user) for user in sorted({each.line_user for each in arrivals})}
    touched: dict[str, None] = {}
    for each in arrivals:
        person, key = keys[each.line_user]
        added = await unit.run(
            "inbox.take_in",
            event=each.event,
            message=each.message,
            person=person,
            at=each.at,
            now=unit.now,
            raw=unit.vault.seal(key, each.raw, f"inbox:raw:{each.event}"),
            needs_media=int(each.media),
            state="media" if each.media else "ready",
        )
        if added:
            touched[person] = None
    return list(touched)


async def next_letter(unit: Unit, person: str) -> Letter | None:
    """The oldest open one by (at, seq). One not fetched yet comes in its turn: fetch it, then ask again."""
    row = await unit.row("inbox.next", person=person)
    return _letter(unit, row) if row is not None else None


async def more(unit: Unit, person: str) -> bool:
    """Whether an open letter waits."""
    return await unit.row("inbox.more", person=person) is not None


async def fetched(unit: Unit, seq: int, media: str) -> bool:
    """The content is kept (or known to be gone: then the JSON says so); the letter becomes ready.

    False when it does not wait for that any more: it was fetched by somebody else, or taken back by its sender.
    """
    row = await unit.row("inbox.place", seq=seq)
    if row is None or row["key"] is None:
        return False
    sealed = unit.vault.seal(row["key"], media, f"inbox:media:{row['event']}")
    return bool(await unit.run("inbox.fetched", seq=seq, media=sealed))


async def put_off(unit: Unit, seq: int, not_before: int) -> bool:
    """Its file could not be had: counts the try. False when it does not wait for a file any more."""
    return bool(await unit.run("inbox.put_off", seq=seq, not_before=not_before))


async def finish(unit: Unit, seq: int) -> None:
    """Done: the content is blanked, the ids stay so that it is never taken again."""
    await unit.run("inbox.finish", seq=seq, now=unit.now)


async def fail(unit: Unit, seq: int, reason: str, most: int) -> bool:
    """Counts an attempt.

    True when that was the last one and the letter is parked. reason: never anything a person wrote.
    """
    row = await unit.row("inbox.fail", seq=seq, reason=reason, most=most)
    return row is not None and row["state"] == "parked"


async def people_waiting(unit: Unit) -> list[str]:
    """Whoever has an open letter, the longest waiting first: they must not starve when there is never time for all."""
    return [row["person"] for row in await unit.rows("inbox.people_waiting")]


async def parked(unit: Unit) -> list[Row]:
    """Dead letters: seq, event, person, at, attempts, reason; oldest first."""
    return await unit.rows("inbox.parked")


async def replay(unit: Unit, event: str) -> bool:
    """Takes a parked letter up again. False when there is none of that event."""
    return bool(await unit.run("inbox.replay", event=event))


async def unsend(unit: Unit, message_id: str) -> None:
    """A person took a message back: blanked if it waits, dropped if it comes later (a tombstone holds its id)."""
    await unit.run("inbox.bury", event=f"unsent:{message_id}", message=message_id, now=unit.now)
    await unit.run("inbox.unsend", message=message_id, now=unit.now)


async def prune(unit: Unit, before: int) -> int:
    """Deletes what was done before that time, at most 1000 a call; how many.

    Events older than this must be refused at the door.
    """
    return await unit.run("inbox.prune", before=before)


def _letter(unit: Unit, row: Row) -> Letter:
    event, key = row["event"], row["key"]
    media = row["media"]
    try:
        raw = unit.vault.open(key or b"", row["raw"], f"inbox:raw:{event}")
        if media is not None:
            media = unit.vault.open(key, media, f"inbox:media:{event}").decode()
    except Unreadable:
        raw, media = b"", None
    return Letter(
        row["seq"],
        event,
        row["person"],
        row["at"],
        row["received"],
        raw,
        row["attempts"],
        media,
        row["state"] == "media",
        row["tries"],
        row["not_before"],
    )
