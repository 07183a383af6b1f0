"""LINE remembers a retry key for a day. What may have been sent before that is never sent again blindly: it is put
aside for the operator, whatever clock and process went through.
"""

from __future__ import annotations

from collections.abc import Iterable

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
HOUR = 3_600_000


class Mute(Line):
    """Takes everything, and answers with what is planned for it: 0 for silence. sent: the retry keys of pushes."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:1", "http://127.0.0.1:1", "t")
        self.status, self.sent = 200, list[str]()

    async def push(self, to: str, messages: bytes, retry_key: str) -> Answer:
        self.sent.append(retry_key)
        return Answer(self.status, {})

    async def reply(self, token: str, messages: bytes) -> Answer:
        return Answer(0, {})


class NoMenus:
    async def id_of(self, name: str, gone: str = "") -> str | None:
        return None


class Scene:
    """`process` is the one that runs: another one knows nothing but what is in the database."""

    def __init__(self, store: Store, clock: Clock, person: str) -> None:
        self.store, self.clock, self.person, self.line = store, clock, person, Mute()
        self.process: Postman

    async def start(self) -> None:
        self.process = Postman(
            self.store, self.line, NoMenus(), Leases(self.store, self.clock, "here:1"), self.clock, self._wake
        )
        await self.process.start()

    def _wake(self, persons: Iterable[str]) -> None:
        """Nobody looks again but when the test says so."""

    async def put(self, kind: Kind = "push") -> Parcel:
        token = "t" if kind == "reply" else ""
        return await self.store.do(
            lambda unit: outbox.add(
                unit, person=self.person, event="e", n=0, kind=kind, body=b"[]", reply_token=token, received=unit.now
            )
        )

    async def deliver(self) -> None:
        self.process.owe(self.person)
        await self.process.deliver(self.person)
        await self.process.marks.flush()

    async def parked(self) -> list[str]:
        return [row["note"] for row in await self.store.look(outbox.parked)]


@pytest.fixture
async def scene(store: Store, clock: Clock) -> Scene:
    made = Scene(store, clock, await store.do(lambda unit: people.meet(unit, "U1")))
    await made.start()
    return made


async def test_a_push_of_unknown_end_is_put_aside_once_its_key_has_expired(scene: Scene) -> None:
    await scene.put()
    scene.line.status = 0
    await scene.deliver()
    scene.clock.now += 25 * HOUR
    scene.line.status = 200
    await scene.deliver()
    assert len(scene.line.sent) == 1
    assert await scene.parked() == ["key_expired"]


async def test_within_a_day_it_is_sent_again_under_the_same_key_even_if_the_clock_was_set_back(scene: Scene) -> None:
    await scene.put()
    scene.line.status = 0
    for jump in (0, -HOUR, 23 * HOUR):
        scene.clock.now += jump + 60_000
        scene.line.status = 0 if jump < HOUR else 409
        await scene.deliver()
    assert len(scene.line.sent) >= 2
    assert len(set(scene.line.sent)) == 1
    assert await scene.parked() == []
    assert await scene.store.look(outbox.people_due) == []


@pytest.mark.parametrize("kind", ["push", "reply"])
async def test_what_a_process_may_have_sent_before_it_died_is_not_sent_a_day_later(scene: Scene, kind: Kind) -> None:
    await scene.put(kind)  # and the process dies in the middle of the call, or just before
    scene.clock.now += 25 * HOUR
    await scene.start()
    await scene.deliver()
    assert scene.line.sent == []
    assert await scene.parked() == ["key_expired"]


async def test_after_a_short_death_it_is_sent(scene: Scene) -> None:
    await scene.put()
    scene.clock.now += HOUR
    await scene.start()
    await scene.deliver()
    assert len(scene.line.sent) == 1
    assert await scene.parked() == []


async def test_the_operator_may_send_it_after_all(scene: Scene) -> None:
    parcel = await scene.put()
    scene.clock.now += 25 * HOUR
    await scene.start()
    await scene.deliver()
    assert await scene.store.do(lambda unit: outbox.reopen(unit, parcel.id))
    await scene.deliver()
    assert len(scene.line.sent) == 1
    assert await scene.parked() == []
