"""What a unit of work promises, on both databases."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any

import pytest

from storage import people, timers
from storage.store import Store, Unit, Work
from tests.storage.conftest import Clock

WORD: ContextVar[str] = ContextVar("WORD", default="")


async def keys(store: Store) -> list[str]:
    return [timer.key for timer in await store.look(lambda unit: timers.due(unit, 10**15))]


def setting(key: str) -> Work[str]:
    async def work(unit: Unit) -> str:
        await timers.set(unit, key, 1, "what", "about")
        return key

    return work


async def set_and_fail(unit: Unit) -> None:
    await timers.set(unit, "never", 1, "what", "about")
    raise LookupError("a fault in the middle")


async def test_what_a_unit_returns_comes_back_and_what_it_wrote_is_there(store: Store) -> None:
    assert await store.do(setting("a")) == "a"
    assert await keys(store) == ["a"]


async def test_a_unit_that_fails_leaves_nothing_and_its_fault_reaches_the_caller(store: Store) -> None:
    with pytest.raises(LookupError, match="in the middle"):
        await store.do(set_and_fail)
    assert await keys(store) == []


async def test_a_unit_that_fails_beside_others_undoes_only_itself(store: Store) -> None:
    works: list[Work[Any]] = [set_and_fail if n % 3 == 0 else setting(f"{n:02}") for n in range(30)]
    ends = await asyncio.gather(*(store.do(work) for work in works), return_exceptions=True)
    assert [type(end) for end in ends[:3]] == [LookupError, str, str]
    assert await keys(store) == [f"{n:02}" for n in range(30) if n % 3]


async def test_a_database_error_counts_even_if_the_unit_swallows_it(store: Store) -> None:
    async def swallow(unit: Unit) -> None:
        await timers.set(unit, "never", 1, "what", "about")
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            await unit.run("people.join", **member())

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await store.do(swallow)
    assert await keys(store) == []


def member() -> dict[str, str | int | None]:
    nobody: dict[str, str | int | None] = dict.fromkeys(("agency", "office"))
    return nobody | {"id": "m", "person": "nobody", "role": "expert", "name": "", "department": "", "head": 0, "now": 1}


async def test_a_unit_that_waits_for_anything_but_its_store_is_told_so_and_undone(store: Store) -> None:
    async def dawdle(unit: Unit) -> None:
        await timers.set(unit, "never", 1, "what", "about")
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="something other than its store"):
        await store.do(dawdle)
    with pytest.raises(RuntimeError, match="something other than its store"):
        await store.look(lambda unit: asyncio.sleep(0))
    assert await keys(store) == []


async def test_a_unit_cannot_be_used_after_its_end(store: Store) -> None:
    async def escape(unit: Unit) -> Unit:
        return unit

    for unit in (await store.do(escape), await store.look(escape)):
        with pytest.raises(RuntimeError, match="over"):
            await unit.row("timers.due", now=1, most=1)


async def test_the_unit_of_a_caller_who_was_cancelled_completes(store: Store) -> None:
    callers = [asyncio.create_task(store.do(setting(f"{n:02}"))) for n in range(20)]
    await asyncio.sleep(0)
    for caller in callers[::2]:
        caller.cancel()
    ends = await asyncio.gather(*callers, return_exceptions=True)
    assert sum(isinstance(end, asyncio.CancelledError) for end in ends) == 10
    await store.do(setting("last"))
    await drained(store)
    assert await keys(store) == [*(f"{n:02}" for n in range(20)), "last"]


async def drained(store: Store) -> None:
    """On PostgreSQL units run side by side: wait for all that were begun."""
    running = getattr(store, "_running", None)
    if running:
        await asyncio.wait(running)


async def test_cancelling_at_any_point_never_wedges_the_store(store: Store) -> None:
    for turns in range(12):
        caller = asyncio.create_task(store.do(setting(f"{turns:02}")))
        for _ in range(turns):
            await asyncio.sleep(0)
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
    await store.do(setting("last"))
    await drained(store)
    assert (await keys(store))[-1] == "last"


async def test_looking_sees_one_moment_and_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await store.look(setting("never"))
    assert await keys(store) == []


async def test_a_unit_knows_the_time_of_its_start_and_the_vault(store: Store, clock: Clock) -> None:
    async def work(unit: Unit) -> int:
        clock.now += 5
        assert unit.vault.new_key()
        return unit.now

    before = clock.now
    assert await store.do(work) == before


async def test_a_unit_runs_in_the_context_of_its_caller(store: Store) -> None:
    async def work(unit: Unit) -> str:
        await timers.due(unit, 1)
        return WORD.get()

    WORD.set("from the caller")
    assert await store.do(work) == "from the caller"
    assert await store.look(work) == "from the caller"


async def test_a_statement_that_is_not_there_is_an_error_of_the_unit_alone(store: Store) -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        await store.do(lambda unit: unit.row("no.such"))
    assert await store.do(lambda unit: people.meet(unit, "U1"))
