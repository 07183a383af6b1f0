"""PostgreSQL: refuses to run without durability or schema, survives losing its connections, wakes other processes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from storage import people, timers
from storage.postgres import PostgresStore
from storage.store import StoreDown, Unit, Work, migrate, open_store
from storage.vault import Vault
from tests.storage.conftest import Clock, Closing
from tests.storage.tampering import tampering

pytestmark = pytest.mark.postgres


@pytest.fixture
async def admin(postgres_url: str) -> AsyncIterator[Any]:
    import asyncpg

    db = await asyncpg.connect(postgres_url)
    yield db
    await db.close()


@pytest.fixture
async def store(postgres_url: str, vault: Vault, clock: Clock) -> AsyncIterator[PostgresStore]:
    opened = await PostgresStore.open(postgres_url, vault, clock)
    yield opened
    await opened.close()


def setting(key: str) -> Work[str]:
    async def work(unit: Unit) -> str:
        await timers.set(unit, key, 1, "what", "about")
        return key

    return work


async def test_a_server_that_answers_before_the_disk_does_is_refused(
    postgres_url: str, admin: Any, vault: Vault, clock: Clock
) -> None:
    await admin.execute("ALTER DATABASE tests SET synchronous_commit = off")
    try:
        with pytest.raises(RuntimeError, match="synchronous_commit = off"):
            await open_store(postgres_url, vault, clock)
    finally:
        await admin.execute("ALTER DATABASE tests RESET synchronous_commit")


async def test_a_database_without_the_schema_is_refused_until_it_is_migrated(
    postgres_server: Any, admin: Any, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    await admin.execute("CREATE DATABASE bare")
    url = postgres_server.get_uri("bare")
    with pytest.raises(RuntimeError, match=r"lacks 0001_people.*migrate"):
        await open_store(url, vault, clock)
    names = await asyncio.gather(migrate(url), migrate(url))
    assert sorted(map(len, names)) == [0, len(max(names, key=len))]
    store = closing(await open_store(url, vault, clock))
    assert await store.do(setting("a")) == "a"
    await store.close()


async def test_a_server_that_cannot_be_reached_is_down(tmp_path: object, vault: Vault, clock: Clock) -> None:
    with pytest.raises(StoreDown):
        await open_store(f"postgresql:///x?host={tmp_path}", vault, clock)


async def test_connections_that_are_lost_are_down_once_and_then_made_anew(store: PostgresStore, admin: Any) -> None:
    await store.do(setting("before"))
    await admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'tests'"
    )
    ends = []
    for n in range(15):
        try:
            ends.append(await store.do(setting(f"{n}")))
        except StoreDown:
            ends.append("down")
    assert ends[-1] == "14"
    there = [timer.key for timer in await store.look(lambda unit: timers.due(unit, 1))]
    assert sorted(there) == sorted({*ends, "before"} - {"down"})


async def test_a_connection_lost_in_the_middle_of_a_unit_undoes_it_and_says_down(
    store: PostgresStore, admin: Any
) -> None:
    async def suicide(unit: Unit) -> None:
        await timers.set(unit, "never", 1, "what", "about")
        await unit.row("test.die")

    with tampering("test.die", "SELECT pg_terminate_backend(pg_backend_pid())"), pytest.raises(StoreDown):
        await store.do(suicide)
    assert await store.look(lambda unit: timers.due(unit, 1)) == []
    assert await store.do(setting("after")) == "after"


async def test_a_locked_person_waits_for_the_other_process(store: PostgresStore, admin: Any) -> None:
    person = await store.do(lambda unit: people.meet(unit, "U1"))
    lock = admin.transaction()
    await lock.start()
    await admin.execute("SELECT 1 FROM people FOR UPDATE")
    locking = asyncio.create_task(store.do(lambda unit: people.lock(unit, person)))
    assert await store.do(setting("others go on")) == "others go on"
    assert not locking.done()
    await lock.rollback()
    await locking


async def test_a_lock_that_is_never_given_is_down(
    postgres_url: str, admin: Any, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    from storage import postgres

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(postgres.SESSION, "lock_timeout", "20ms")
        store = closing(await PostgresStore.open(postgres_url, vault, clock))
    person = await store.do(lambda unit: people.meet(unit, "U1"))
    async with admin.transaction():
        await admin.execute("SELECT 1 FROM people FOR UPDATE")
        with pytest.raises(StoreDown, match="lock timeout"):
            await store.do(lambda unit: people.lock(unit, person))
    await store.do(lambda unit: people.lock(unit, person))
    await store.close()


async def test_who_is_stopped_in_the_middle_of_a_unit_loses_it_and_its_locks(
    store: PostgresStore, postgres_url: str, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    from storage import postgres

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(postgres.SESSION, "idle_in_transaction_session_timeout", "20ms")
        slow = closing(await PostgresStore.open(postgres_url, vault, clock))
    person = await store.do(lambda unit: people.meet(unit, "U1"))

    async def stopped(unit: Unit) -> None:
        await people.lock(unit, person)
        await timers.set(unit, "never", 1, "what", "about")
        time.sleep(0.2)  # noqa: ASYNC251  # as a process that gets SIGSTOP
        await timers.set(unit, "neither", 1, "what", "about")

    with pytest.raises(StoreDown):
        await slow.do(stopped)
    await store.do(lambda unit: people.lock(unit, person))
    assert await store.look(lambda unit: timers.due(unit, 1)) == []
    await slow.close()


DEADLOCK = "DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40P01'; END $$"


def losing(runs: list[int], times: int) -> Work[int]:
    async def work(unit: Unit) -> int:
        runs.append(1)
        await timers.set(unit, f"run {len(runs)}", 1, "what", "about")
        if len(runs) <= times:
            await unit.run("test.deadlock")
        return len(runs)

    return work


async def test_a_unit_lost_to_a_deadlock_runs_again_from_its_beginning(store: PostgresStore) -> None:
    with tampering("test.deadlock", DEADLOCK):
        assert await store.do(losing([], 2)) == 3
    assert [timer.key for timer in await store.look(lambda unit: timers.due(unit, 1))] == ["run 3"]


async def test_a_unit_that_is_lost_again_and_again_is_given_up(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgres.uniform", lambda low, high: 0)
    runs: list[int] = []
    with tampering("test.deadlock", DEADLOCK), pytest.raises(StoreDown, match="lost 8 times"):
        await store.do(losing(runs, 99))
    assert len(runs) == 8
