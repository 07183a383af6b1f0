"""One person's outbox, a postman who carries it when told to, and a LINE that answers by a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from bot.leases import Leases
from bot.line import Answer, Line
from bot.postman import Postman
from storage import outbox, people
from storage.outbox import Kind, Parcel
from storage.store import Store
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import sqlite as store
from tests.storage.conftest import vault as vault

__all__ = ["clock", "store", "vault"]
INVALID = Answer(400, {"message": "Invalid reply token"})
LOST, UNSENT = Answer(0, {}), Answer(0, {}, unsent=True)
HOUR = 3_600_000


class Script(Line):
    """Answers what is planned, one call after the other, then 200. calls: what it was asked; keys: of its pushes.
    meanwhile: what happens while it is asked for the first time.
    """

    def __init__(self, *planned: Answer) -> None:
        super().__init__("http://127.0.0.1:1", "http://127.0.0.1:1", "t")
        self.planned, self.calls, self.keys = list(planned), list[str](), list[str]()
        self.meanwhile: Callable[[], None] = lambda: None

    async def push(self, to: str, messages: bytes, retry_key: str) -> Answer:
        self.keys.append(retry_key)
        return self._answer("push")

    async def reply(self, token: str, messages: bytes) -> Answer:
        return self._answer("reply")

    def _answer(self, call: str) -> Answer:
        self.calls.append(call)
        happens, self.meanwhile = self.meanwhile, lambda: None
        happens()
        return self.planned.pop(0) if self.planned else Answer(200, {})


class NoMenus:
    async def id_of(self, name: str, gone: str = "") -> str | None:
        return None


class Desk:
    """One person's outbox, and a postman who looks again when told to."""

    def __init__(self, store: Store, clock: Clock, person: str) -> None:
        self.store, self.clock, self.person, self.line = store, clock, person, Script()
        self.postman: Postman

    async def start(self) -> None:
        """Another process, which knows nothing but what is in the database, and takes the lane."""
        leases = Leases(self.store, self.clock, "here:1")
        await leases.start()
        self.postman = Postman(self.store, self.line, NoMenus(), leases, self.clock, self._wake)
        await self.postman.start()
        await self.deliver()

    def _wake(self, persons: Iterable[str]) -> None:
        """Only the test says when."""

    async def put(self, kind: Kind = "reply", event: str = "e", *, fresh: bool = True) -> Parcel:
        token = "t" if kind == "reply" else ""
        put: dict[str, Any] = {"event": event, "n": 0, "kind": kind, "body": b"[]", "reply_token": token}
        parcel = await self.store.do(
            lambda unit: outbox.add(unit, person=self.person, received=unit.now if token else 0, **put)
        )
        if fresh:
            self.postman.fresh([parcel])
        return parcel

    async def deliver(self) -> bool:
        self.postman.owe(self.person)
        heard = await self.postman.deliver(self.person)
        await self.postman.marks.flush()
        return heard

    async def parked(self) -> list[str]:
        return [row["note"] for row in await self.store.look(outbox.parked)]

    async def open(self) -> int:
        return len(await self.store.look(lambda unit: outbox.due(unit, self.person)))


@pytest.fixture
async def desk(store: Store, clock: Clock) -> Desk:
    made = Desk(store, clock, await store.do(lambda unit: people.meet(unit, "U1")))
    await made.start()
    return made
