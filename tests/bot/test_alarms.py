"""The alarm clock: every timer once, whatever the clock, the process or a neighbour went through."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

import pytest

from bot.alarms import MOST_TRIES, Alarms
from conversations.alarms import Alarm
from conversations.engine import Engine
from conversations.outgoing import Notice, Outgoing
from flex_messages.cards import Say
from flex_messages.draw import draw
from rules import japan_time
from rules.japan_time import DAY
from storage import outbox, people, timers
from storage.store import Store, Unit, open_store
from storage.vault import Vault
from tests.postgres import postgres_server as postgres_server
from tests.postgres import postgres_url as postgres_url
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import store as store
from tests.storage.conftest import url as url
from tests.storage.conftest import vault as vault

HOUR = DAY // 24
Act = Callable[[Unit, str], Awaitable[Sequence[Outgoing]]]


async def tell(unit: Unit, about: str) -> Sequence[Outgoing]:
    return [Notice(about, Say("お知らせです。"))]


async def break_down(unit: Unit, about: str) -> Sequence[Outgoing]:
    await timers.set(unit, "never", unit.now + DAY, "tell", about)
    raise ZeroDivisionError


def alarms(store: Store, owed: list[str]) -> Alarms:
    kinds = (Alarm("tell", tell), Alarm("break", break_down), Alarm("urgent", tell, at_night=True))
    engine = Engine((), (), (), draw=draw, link=lambda *_: "https://example.jp/p", discard=nothing, alarms=kinds)
    return Alarms(store, engine, owed.extend)


async def nothing(unit: Unit, file: str) -> None:
    raise AssertionError("an alarm discards no file")


@pytest.fixture(autouse=True)
def at_ten_in_the_morning(clock: Clock) -> None:
    clock.now = japan_time.at(japan_time.day(clock.now), 10)


@pytest.fixture
async def person(store: Store) -> str:
    return await store.do(lambda unit: people.meet(unit, "U1"))


async def due_in(store: Store, ms: int, person: str, what: str = "tell", key: str = "k") -> None:
    await store.do(lambda unit: timers.set(unit, key, unit.now + ms, what, person))


async def pushed(store: Store, person: str) -> int:
    return len(await store.look(lambda unit: outbox.due(unit, person)))


async def test_an_alarm_rings_when_its_time_has_come_and_only_once(store: Store, clock: Clock, person: str) -> None:
    owed: list[str] = []
    await due_in(store, HOUR, person)
    await alarms(store, owed).ring_due()
    assert await pushed(store, person) == 0
    clock.now += HOUR
    await alarms(store, owed).ring_due()
    await alarms(store, owed).ring_due()  # as after a restart
    assert (await pushed(store, person), owed) == (1, [person])


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_clock_that_jumps_back_an_hour_or_on_a_day_rings_nothing_twice(
    url: str, vault: Vault, store: Store, clock: Clock, person: str, restarts: bool
) -> None:
    """restarts: between any two jumps the process ends, and another one knows only what is on disk."""
    await due_in(store, HOUR, person, key="a")
    await due_in(store, 20 * HOUR, person, "urgent", key="b")
    for jump, rung in ((HOUR, 1), (-HOUR, 1), (25 * HOUR, 2), (-HOUR, 2), (25 * HOUR, 2)):
        clock.now += jump
        process = await open_store(url, vault, clock) if restarts else store
        await alarms(process, []).ring_due()
        assert await pushed(store, person) == rung
        if restarts:
            await process.close()


@pytest.mark.parametrize("jump", [-HOUR, 25 * HOUR])
async def test_of_many_timers_each_is_due_once_though_the_clock_jumps_while_they_ring(
    store: Store, clock: Clock, jump: int
) -> None:
    everybody = [await store.do(lambda unit, n=n: people.meet(unit, f"U{n}")) for n in range(12)]  # type: ignore[misc]
    for n, each in enumerate(everybody):
        await due_in(store, n * HOUR, each, "urgent", key=each)
    clock.now += 6 * HOUR
    owed: list[str] = []

    class Jumping(list[str]):
        """Moves the clock in the middle of the ringing."""

        def extend(self, persons: Iterable[str]) -> None:
            owed.extend(persons)
            clock.now += jump if len(owed) == 3 else 0

    await alarms(store, Jumping()).ring_due()
    clock.now += 20 * HOUR
    await alarms(store, owed).ring_due()
    assert [await pushed(store, each) for each in everybody] == [1] * 12
    assert sorted(owed) == sorted(everybody)


async def test_two_processes_ring_each_alarm_once(url: str, vault: Vault, store: Store, clock: Clock) -> None:
    other = await open_store(url, vault, clock)
    try:
        everybody = [await store.do(lambda unit, n=n: people.meet(unit, f"U{n}")) for n in range(30)]  # type: ignore[misc]
        for each in everybody:
            await due_in(store, -1, each, key=each)
        await asyncio.gather(alarms(store, []).ring_due(), alarms(other, []).ring_due())
        assert [await pushed(store, each) for each in everybody] == [1] * 30
    finally:
        await other.close()


async def test_a_fault_is_undone_tried_again_later_and_in_the_end_put_aside(
    store: Store, clock: Clock, person: str
) -> None:
    await due_in(store, -2, person, "break", key="broken")
    await due_in(store, -1, person, key="good")
    for tries in range(MOST_TRIES):
        await alarms(store, []).ring_due()
        assert await pushed(store, person) == 1, "a neighbour never waits for it"
        clock.now += timers.FIRST_PAUSE * 4**tries
    assert [row["key"] for row in await store.look(timers.parked)] == ["broken"]
    clock.now += 300 * DAY
    assert await store.look(lambda unit: timers.due(unit, unit.now)) == [], "what a fault had written is gone too"


async def test_a_timer_that_nobody_knows_blocks_nobody(store: Store, clock: Clock, person: str) -> None:
    await due_in(store, -2, person, "of another release", key="a")
    await due_in(store, -1, person, key="b")
    await alarms(store, []).ring_due()
    assert await pushed(store, person) == 1


async def test_at_night_only_urgent_alarms_push_the_others_wait_for_eight(
    store: Store, clock: Clock, person: str
) -> None:
    today = japan_time.day(clock.now)
    clock.now = japan_time.at(today, 21)
    await due_in(store, 0, person, key="calm")
    await due_in(store, 0, person, "urgent", key="urgent")
    await alarms(store, []).ring_due()
    assert await pushed(store, person) == 1
    clock.now += 11 * HOUR - 1
    await alarms(store, []).ring_due()
    assert await pushed(store, person) == 1
    clock.now += 1
    await alarms(store, []).ring_due()
    assert await pushed(store, person) == 2


async def test_a_timer_that_was_moved_while_it_was_read_waits_for_its_new_time(
    store: Store, clock: Clock, person: str
) -> None:
    await due_in(store, -1, person)
    [read] = await store.look(lambda unit: timers.due(unit, unit.now))
    await due_in(store, HOUR, person)
    assert not await store.do(lambda unit: timers.take(unit, read))
    assert not await store.do(lambda unit: timers.fail(unit, read, 1))
