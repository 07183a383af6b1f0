"""What the postman makes of LINE's answers when the clock, the process or the database misbehave meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from bot.leases import Leases
from bot.line import Answer, Line
from bot.postman import LONGEST_PAUSE, TOKEN_MS, Postman
from storage import outbox, people
from storage.outbox import Kind, Parcel
from storage.store import Store
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import sqlite as store
from tests.storage.conftest import vault as vault
from tests.storage.tampering import tampering

__all__ = ["clock", "store", "vault"]
HOUR = 3_600_000
INVALID = Answer(400, {"message": "Invalid reply token"})
LOST, UNSENT = Answer(0, {}), Answer(0, {}, unsent=True)


class Script(Line):
    """Answers what is planned, one call after the other, then 200. calls: what it was asked. meanwhile: what happens
    while it is asked for the first time.
    """

    def __init__(self, *planned: Answer) -> None:
        super().__init__("http://127.0.0.1:1", "http://127.0.0.1:1", "t")
        self.planned, self.calls = list(planned), list[str]()
        self.meanwhile: Callable[[], None] = lambda: None

    async def push(self, to: str, messages: bytes, retry_key: str) -> Answer:
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
        self.postman = Postman(store, self.line, NoMenus(), Leases(store, clock, "here:1"), clock, self._wake)

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
    await made.deliver()  # takes the lane
    return made


async def test_a_refused_token_says_that_the_reply_came_while_it_is_young(desk: Desk) -> None:
    await desk.put(fresh=False)
    desk.line.planned = [INVALID]
    assert await desk.deliver()
    assert (desk.line.calls, await desk.open()) == (["reply"], 0)


async def test_a_token_that_grew_old_on_the_way_says_nothing(desk: Desk) -> None:
    """The process slept between the look at the clock and LINE's answer."""
    await desk.put(fresh=False)
    desk.line.planned = [INVALID]
    desk.line.meanwhile = lambda: setattr(desk.clock, "now", desk.clock.now + TOKEN_MS + 20_000)
    await desk.deliver()
    assert desk.line.calls == ["reply", "push"]


async def test_a_clock_that_was_set_back_says_nothing_about_the_age_of_a_token(desk: Desk) -> None:
    await desk.put()
    desk.line.planned = [LOST]
    assert not await desk.deliver()
    desk.clock.now -= HOUR
    await desk.deliver()
    assert (desk.line.calls, await desk.open()) == (["reply", "push"], 0)


async def test_what_found_no_connection_is_surely_not_sent(desk: Desk) -> None:
    await desk.put()
    desk.line.planned = [UNSENT, INVALID]
    assert await desk.deliver(), "what the person says next may be heard"
    await desk.deliver()
    assert desk.line.calls == ["reply", "reply", "push"]


@pytest.mark.parametrize("status", [403, 404, 413, 415])
async def test_a_reply_that_line_refuses_is_put_aside_at_once(desk: Desk, status: int) -> None:
    await desk.put()
    desk.line.planned = [Answer(status, {})]
    assert await desk.deliver()
    assert (desk.line.calls, await desk.parked()) == (["reply"], [f"refused_{status}"])


async def test_a_pause_that_a_jump_of_the_clock_made_endless_is_over(desk: Desk) -> None:
    await desk.put("push")
    desk.line.planned = [LOST]
    await desk.deliver()
    desk.clock.now -= HOUR
    await desk.deliver()
    assert (len(desk.line.calls), await desk.open()) == (2, 0)


async def test_a_pause_ends_however_often_and_whatever_line_asks_for(desk: Desk) -> None:
    parcel = await desk.put("push")
    with tampering("test.tried", "UPDATE outbox SET attempts = 5000 WHERE id = :id"):
        await desk.store.do(lambda unit: unit.run("test.tried", id=parcel.id))
    desk.line.planned = [Answer(429, {}, retry_after=10_000_000)]
    await desk.deliver()
    [waits] = await desk.store.look(lambda unit: outbox.due(unit, desk.person))
    assert waits.not_before - desk.clock.now == LONGEST_PAUSE * 1000


async def test_one_that_cannot_be_read_is_put_aside_and_hides_nothing_behind_it(desk: Desk) -> None:
    spoilt, _ = await desk.put("push"), await desk.put("push", "e2")
    with tampering("test.spoil", "UPDATE outbox SET body = :body WHERE id = :id"):
        await desk.store.do(lambda unit: unit.run("test.spoil", id=spoilt.id, body=b"?" * 40))
    await desk.deliver()
    assert (desk.line.calls, await desk.parked()) == (["push"], ["unreadable"])
