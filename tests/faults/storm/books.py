"""The books of a storm: every event LINE ever sent, what became of it, and every message LINE took, as they happen."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import orjson

from bot.local_line.call import Call, Row
from bot.local_line.post import Attempt
from storage.store import StoreDown
from tests.faults.storm.ledger import Ledger, Parcel

HANDLED = frozenset({"message", "postback", "follow", "unfollow", "unsend"})
BY_ANOTHER = "by another process"
SILENT = ("hang_before", "hang_after", "late")


@dataclass(slots=True, eq=False)
class Happened:
    """One event. Times in seconds of this process; token: its reply token; gone: its message was unsent before it."""

    id: str
    user: str
    token: str
    message: str
    at: float
    gone: bool = False
    acked: float = 0.0
    done: float = 0.0
    answered: float = 0.0
    hung: bool = False
    seen: asyncio.Event = field(default_factory=asyncio.Event)


class Books:
    """A witness of the local LINE. `violations` are words; each one is a promise that was broken."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.events: dict[str, Happened] = {}
        self.by_token: dict[str, Happened] = {}
        self.by_message: dict[str, Happened] = {}
        self.copies: dict[str, str] = {}
        self.open: dict[str, Happened] = {}
        self.violations: list[str] = []
        self.faults: Counter[str] = Counter()
        self.attempts: Counter[str] = Counter()
        self.calls = 0
        self.probes = 0
        self.taken: dict[int, float] = {}
        self.last: defaultdict[str, int] = defaultdict(int)
        self.late_replies = 0
        self.first_effect = asyncio.Event()
        self.acks: list[float] = []
        self.healthy = True
        self.sendings = 0
        self.wasted: Counter[str] = Counter()
        self._takers: dict[str, str] = {}
        self._unseen: list[Call] = []
        self._caught: list[Happened] | None = None

    def wrong(self, words: str) -> None:
        self.violations.append(words)

    # What LINE tells.

    def happened(self, events: Sequence[dict[str, Any]]) -> None:
        for event in events:
            if event["type"] not in HANDLED or event["source"].get("type") != "user":
                continue
            message = event.get("message", {}).get("id", "")
            it = Happened(
                event["webhookEventId"],
                event["source"]["userId"],
                event.get("replyToken", ""),
                message,
                time.monotonic(),
            )
            self.events[it.id] = self.open[it.id] = it
            self.by_token[it.token] = it
            if message:
                self.by_message[message] = it
            if self._caught is not None:
                self._caught.append(it)

    @contextmanager
    def catching(self) -> Iterator[list[Happened]]:
        """The events that somebody's deed makes."""
        caught: list[Happened] = []
        self._caught = caught
        try:
            yield caught
        finally:
            self._caught = None

    def copied(self, event: str, of: str) -> None:
        self.copies[event] = of
        self.ledger.alias(event, of)

    def canonical(self, event: str) -> Happened | None:
        return self.events.get(self.copies.get(event, event))

    def attempted(self, attempt: Attempt) -> None:
        self.attempts[f"{attempt.kind}: {attempt.reason}" if attempt.reason else attempt.kind] += 1
        if not 200 <= attempt.status < 300:
            if attempt.status not in (0, 503) and not attempt.kind.startswith("forged"):
                self.wrong(f"a webhook of LINE was answered {attempt.status}")
            return
        if attempt.kind.startswith("forged"):
            self.wrong(f"a webhook with a wrong signature was answered {attempt.status}")
            return
        for event in attempt.events:
            it = self.canonical(event)
            if it is not None and not it.acked:
                it.acked = time.monotonic()

    def accepted(self, call: Call) -> None:
        """The live probe: what LINE takes at this moment must be committed, final, in order, and new.

        While the database is away the probe waits for it to be back.
        """
        self.probes += 1
        self.first_effect.set()
        self._takers.setdefault(_mark(call), _caller(call))
        self._unseen.append(call)
        with suppress(StoreDown):
            self._look()

    def _look(self) -> None:
        while self._unseen:
            self._probe(self._unseen[0])
            del self._unseen[0]

    def _probe(self, call: Call) -> None:
        token, key = call.body.get("replyToken", ""), call.retry_key or ""
        it = self.by_token.get(token) if token else None
        user = it.user if it else call.body.get("to", "")
        parcel = self.ledger.find(user, it.id if it else "", token, key)
        if parcel is None:
            kind = "reply" if token else "push"
            self.wrong(f"ahead: LINE was sent something that is in no outbox ({kind} to {user})")
            return
        if (committed := self.ledger.body(parcel)) is not None and committed != call.body["messages"]:
            self.wrong(f"parcel {parcel.id}: sent otherwise than it was committed")
        if parcel.id in self.taken:
            self._twice(parcel)
        elif parcel.id < self.last[user]:
            what = f"{parcel.kind} {parcel.id} of event {parcel.event}"
            self.wrong(f"order: {what} came to {user} after {self.last[user]}")
        self.last[user] = max(self.last[user], parcel.id)
        self.taken[parcel.id] = time.monotonic()
        self._answers(parcel)

    def _twice(self, parcel: Parcel) -> None:
        if time.time() * 1000 - parcel.received >= 55_000 and parcel.received:
            self.late_replies += 1
        else:
            self.wrong(f"twice: parcel {parcel.id} ({parcel.kind}, event {parcel.event}) reached a person two times")

    def called(self, call: Call, row: Row) -> None:
        self.calls += 1
        if row.fault:
            self.faults[row.fault] += 1
        if call.route.startswith("POST /v2/bot/message/"):
            self.sendings += 1
            if row.decided in (400, 409) and (taker := self._takers.get(_mark(call))):
                self.wasted[BY_ANOTHER if taker != _caller(call) else "by itself"] += 1
        if row.fault in SILENT and b"replyToken" in call.data:
            it = self.by_token.get(orjson.loads(call.data).get("replyToken", ""))
            if it is not None:
                it.hung = True

    # What the database tells.

    def read(self) -> None:
        """Takes over what was committed since the last time; nothing while the database is away."""
        try:
            self._look()
            parcels, done = self.ledger.news()
        except StoreDown:
            return
        for event in done:
            it = self.canonical(event)
            if it is None:
                self.wrong(f"unexpected: the inbox has an event {event} that LINE never sent")
            elif not it.done:
                it.done = time.monotonic()
                self.first_effect.set()
                self._check(it)
        for parcel in parcels:
            if parcel.id in self.taken:
                self._answers(parcel)

    def _answers(self, parcel: Parcel) -> None:
        it = self.canonical(parcel.event)
        if it is not None and it.done:
            self._check(it)

    def _check(self, it: Happened) -> None:
        """Whether everything that this event caused has arrived."""
        if it.answered or not it.done:
            return
        caused = self.ledger.caused(it.id)
        if all(parcel.id in self.taken for parcel in caused if parcel.kind != "menu"):
            it.answered = time.monotonic()
            self.open.pop(it.id, None)
            it.seen.set()

    def dropped(self, it: Happened) -> None:
        """An event that must have no effect: its message had been taken back. An acknowledgement is all it gets."""
        it.gone = True

    def unfinished(self) -> list[Happened]:
        return [it for it in self.open.values() if not (it.gone and it.acked)]


def _caller(call: Call) -> str:
    """Each service calls LINE by an address of its own."""
    return call.headers.get("Host", "")


def _mark(call: Call) -> str:
    """What two calls for the same parcel have in common."""
    return call.body.get("replyToken", "") or call.retry_key or ""
