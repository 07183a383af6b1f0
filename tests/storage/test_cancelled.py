"""Whoever is cancelled, at whatever moment: no lock stays, no half of a unit, no connection, and the next one succeeds.

Exhaustive: the n-th wait is cut, for n = 1, 2, 3 … until one passes uncut.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from storage import timers
from storage.store import Store, StoreDown, Unit, Work, open_store
from storage.vault import Vault
from tests.knife import WHEN, Knife, When, ended
from tests.storage.conftest import Clock, Closing

SOON = 10.0  # seconds: a lock that stays is never given


def double(key: str) -> Work[str]:
    """Writes two rows with a look in between: one alone would be half of it."""

    async def work(unit: Unit) -> str:
        await timers.set(unit, f"{key} first", 1, "what", "about")
        await timers.due(unit, 1)
        await timers.set(unit, f"{key} second", 1, "what", "about")
        return key

    return work


async def whole(store: Store) -> set[str]:
    """What took effect. Fails when something did so by half."""
    keys = [timer.key.split() for timer in await store.look(lambda unit: timers.due(unit, 1, most=10_000))]
    halves = [{key for key, half in keys if half == which} for which in ("first", "second")]
    assert halves[0] == halves[1]
    return halves[0]


def knives(when: When) -> Iterator[Knife]:
    """One for each wait; the last one finds nothing more to cut."""
    for n in count(1):
        knife = Knife(n, when)
        yield knife
        if not knife.cut:
            assert n > 1, "it never waited"
            return


async def nothing_left(url: str) -> None:
    """No thread, connection or lock of a store stays."""
    if url.startswith("sqlite"):
        for thread in threading.enumerate():
            if "connection_worker" in thread.name:
                thread.join(SOON)
                assert not thread.is_alive(), "a connection is still open"
        db = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)
        db.execute("BEGIN IMMEDIATE")
        db.close()
        return
    import asyncpg

    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'tests' AND pid <> pg_backend_pid()"
    admin = await asyncpg.connect(url)
    async with asyncio.timeout(SOON):
        while await admin.fetchval(others):
            pass
    await admin.close()


@pytest.mark.parametrize("when", WHEN)
async def test_a_caller_who_is_cancelled_at_any_wait_of_a_unit_leaves_it_to_complete(store: Store, when: When) -> None:
    for knife in knives(when):
        key = f"{knife.n}"
        running: set[asyncio.Task[Any]] = getattr(store, "_running", set())
        said = await ended(knife.into(store.do(double(key))))
        assert said in (key, None)
        async with asyncio.timeout(SOON):
            await store.do(double(f"after-{key}"))
            if running:
                await asyncio.wait(running)
        assert {key, f"after-{key}"} <= await whole(store)


@pytest.mark.parametrize("when", WHEN)
async def test_a_look_that_is_cancelled_at_any_wait_disturbs_nobody(store: Store, when: When) -> None:
    await store.do(double("there"))
    for knife in knives(when):
        await ended(knife.into(store.look(lambda unit: timers.due(unit, 1))))
        async with asyncio.timeout(SOON):
            for _ in range(4):  # each of the readers
                assert await whole(store) >= {"there"}
            await store.do(double(f"after-{knife.n}"))


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("way", ["do", "look"])
async def test_whatever_is_cancelled_inside_a_store_leaves_whole_units_and_no_lock(
    store: Store, when: When, way: str
) -> None:
    """Not only the caller: the writer, the task of a unit, every statement. As at the end of a process."""
    for knife in knives(when):
        key = f"{knife.n}"
        work = store.do(double(key)) if way == "do" else store.look(lambda unit: timers.due(unit, 1))
        try:
            said = await knife.everywhere(work)
        except (asyncio.CancelledError, StoreDown):
            said = None
        async with asyncio.timeout(SOON):
            await store.do(double(f"after-{key}"))
        there = await whole(store)
        assert f"after-{key}" in there
        assert way == "look" or said is None or key in there


class Step:
    """Cancels a caller when its unit has come to the n-th step, in whichever thread that is."""

    def __init__(self) -> None:
        self.passed = self.deadly = 0
        self.caller: asyncio.Task[Any]
        self._loop, self._thread = asyncio.get_running_loop(), threading.get_ident()

    def __call__(self, step: str) -> None:
        self.passed += 1
        if self.passed != self.deadly:
            return
        if threading.get_ident() == self._thread:
            self.caller.cancel()
            return
        cancelled = threading.Event()
        self._loop.call_soon_threadsafe(lambda: cancelled.set() if self.caller.cancel() else None)
        assert cancelled.wait(SOON)


async def test_a_caller_who_is_cancelled_at_any_statement_leaves_the_unit_to_complete(
    url: str, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    step = Step()
    store = closing(await open_store(url, vault, clock, step))
    await store.do(double("calm"))
    steps = step.passed
    assert steps == 10, "before and after each of: BEGIN, three statements, COMMIT"
    for n in range(1, steps + 1):
        step.passed, step.deadly = 0, n
        step.caller = asyncio.create_task(store.do(double(f"{n}")))
        async with asyncio.timeout(SOON):
            assert isinstance((await asyncio.gather(step.caller, return_exceptions=True))[0], asyncio.CancelledError)
            await store.do(double(f"after-{n}"))
            if running := getattr(store, "_running", None):
                await asyncio.wait(running)
        assert {f"{n}", f"after-{n}"} <= await whole(store)


@pytest.mark.parametrize("when", WHEN)
async def test_opening_that_is_cancelled_at_any_wait_leaves_nothing_open(
    url: str, vault: Vault, clock: Clock, when: When
) -> None:
    for knife in knives(when):
        opened = await ended(knife.into(open_store(url, vault, clock)))
        if opened is not None:
            await opened.do(double(f"{knife.n}"))
            await opened.close()
        await nothing_left(url)


@pytest.mark.parametrize("when", WHEN)
async def test_closing_that_is_cancelled_at_any_wait_leaves_nothing_open_and_nobody_waiting(
    url: str, vault: Vault, clock: Clock, when: When
) -> None:
    for knife in knives(when):
        store = await open_store(url, vault, clock)
        waiting = [asyncio.create_task(store.do(double(f"{knife.n}-{n}"))) for n in range(3)]
        await asyncio.sleep(0)
        await ended(knife.into(store.close()))
        async with asyncio.timeout(SOON):
            said = await asyncio.gather(*waiting, return_exceptions=True)
        await nothing_left(url)
        store = await open_store(url, vault, clock)
        there = await whole(store)
        await store.close()
        for n, each in enumerate(said):
            assert isinstance(each, StoreDown) or f"{knife.n}-{n}" in there, each
