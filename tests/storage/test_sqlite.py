"""SQLite: many units share one commit, and when the disk or the file fails nobody is told that all is well."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from storage import sqlite_file, timers
from storage.sqlite import SqliteStore
from storage.sqlite_file import PRAGMAS, connect, in_thread
from storage.store import StoreDown, Unit, Work, open_store
from storage.vault import Vault
from tests.storage.conftest import Clock, Closing


def setting(key: str, size: int = 0) -> Work[str]:
    async def work(unit: Unit) -> str:
        await timers.set(unit, key, 1, "what", "x" * size)
        return key

    return work


async def kept(store: SqliteStore) -> list[str]:
    return [timer.key for timer in await store.look(lambda unit: timers.due(unit, 1, most=1000))]


def pragma(store: SqliteStore, text: str) -> asyncio.Future[object]:
    return asyncio.ensure_future(in_thread(store._writer, lambda db: db.execute(text).fetchone()[0]))


async def test_units_that_wait_together_share_one_commit(
    tmp_path: Path, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    said: Counter[str] = Counter()
    store = closing(
        await open_store(f"sqlite:///{tmp_path}/x.db", vault, clock, probe=lambda word: said.update([word]))
    )
    await asyncio.gather(*(store.do(setting(f"{n}")) for n in range(50)))
    await store.close()
    assert said["before:COMMIT"] == said["after:COMMIT"] == 1
    assert said["after:timers.set"] == 50


async def test_a_probe_sees_every_step_in_order(
    tmp_path: Path, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    said: list[str] = []
    store = closing(await open_store(f"sqlite:///{tmp_path}/x.db", vault, clock, probe=said.append))
    await store.do(setting("a"))
    await store.close()
    assert said == [
        f"{when}:{word}" for word in ("BEGIN IMMEDIATE", "timers.set", "COMMIT") for when in ("before", "after")
    ]


async def test_nobody_hears_of_success_before_the_commit(
    tmp_path: Path, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    heard: list[str] = []
    store = closing(await open_store(f"sqlite:///{tmp_path}/x.db", vault, clock, probe=heard.append))

    async def caller(n: int) -> None:
        await store.do(setting(f"{n}"))
        heard.append("told")

    await asyncio.gather(*(caller(n) for n in range(5)))
    await store.close()
    assert heard.index("told") > heard.index("after:COMMIT")
    assert heard.count("told") == 5


@pytest.mark.parametrize("name", [name for name in PRAGMAS if name != "busy_timeout"])
async def test_a_connection_that_would_lose_or_leak_data_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    impossible = {"journal_mode": "wal2", "synchronous": 9}.get(name, 7)
    monkeypatch.setitem(sqlite_file.PRAGMAS, name, impossible)
    with pytest.raises(RuntimeError, match=name):
        await connect(str(tmp_path / "x.db"))


async def test_every_connection_is_durable(sqlite: SqliteStore) -> None:
    demanded = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert demanded.items() <= PRAGMAS.items()
    for db in (sqlite._writer, *sqlite._readers):
        for name, value in PRAGMAS.items():
            async with db.execute(f"PRAGMA {name}") as cursor:
                row = await cursor.fetchone()
            assert row is not None
            assert row[0] == value


async def test_a_full_database_acknowledges_nothing_and_goes_on_once_there_is_room(sqlite: SqliteStore) -> None:
    await sqlite.do(setting("before"))
    pages = await pragma(sqlite, "PRAGMA page_count")
    await pragma(sqlite, f"PRAGMA max_page_count = {pages}")
    ends = await asyncio.gather(
        sqlite.do(setting("small")), sqlite.do(setting("large", 100_000)), return_exceptions=True
    )
    assert [type(end) for end in ends] == [StoreDown, StoreDown]
    assert await kept(sqlite) == ["before"]
    await pragma(sqlite, "PRAGMA max_page_count = 1000000")
    assert await sqlite.do(setting("large", 100_000)) == "large"
    assert await kept(sqlite) == ["before", "large"]


async def test_a_unit_that_swallows_a_full_disk_is_not_acknowledged_either(sqlite: SqliteStore) -> None:
    pages = await pragma(sqlite, "PRAGMA page_count")
    await pragma(sqlite, f"PRAGMA max_page_count = {pages}")

    async def swallow(unit: Unit) -> str:
        with pytest.raises(StoreDown):
            await timers.set(unit, "large", 1, "what", "x" * 100_000)
        return "all is well"

    with pytest.raises(StoreDown):
        await sqlite.do(swallow)
    assert await kept(sqlite) == []


async def test_a_unit_that_met_a_failing_database_takes_the_units_beside_it_along(sqlite: SqliteStore) -> None:
    async def meet_it(unit: Unit) -> str:
        await timers.set(unit, "never", 1, "what", "about")
        unit.fault = StoreDown("disk I/O error")  # type: ignore[attr-defined]
        return "all is well"

    ends = await asyncio.gather(sqlite.do(setting("beside")), sqlite.do(meet_it), return_exceptions=True)
    assert [type(end) for end in ends] == [StoreDown, StoreDown]
    assert await kept(sqlite) == []


async def test_a_transaction_that_sqlite_ended_itself_is_not_rolled_back_twice(sqlite: SqliteStore) -> None:
    async def lose(unit: Unit) -> None:
        await timers.set(unit, "never", 1, "what", "about")
        unit._db.execute("ROLLBACK")  # type: ignore[attr-defined]  # as SQLite does on FULL and IOERR

    ends = await asyncio.gather(sqlite.do(setting("beside")), sqlite.do(lose), return_exceptions=True)
    assert [type(end) for end in ends] == [StoreDown, StoreDown]
    assert await sqlite.do(setting("after")) == "after"
    assert await kept(sqlite) == ["after"]


async def test_a_database_locked_by_another_process_is_down_until_it_lets_go(
    tmp_path: Path, vault: Vault, clock: Clock, monkeypatch: pytest.MonkeyPatch, closing: Closing[Any]
) -> None:
    monkeypatch.setitem(sqlite_file.PRAGMAS, "busy_timeout", 10)
    store = closing(await SqliteStore.open(str(tmp_path / "x.db"), vault, clock))
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreDown, match="locked"):
        await store.do(setting("a"))
    assert await kept(store) == []
    other.execute("ROLLBACK")
    other.close()
    assert await store.do(setting("a")) == "a"
    await store.close()


async def test_a_file_that_is_no_database_any_more_is_down_not_a_fault_of_the_unit(
    tmp_path: Path, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    store = closing(await SqliteStore.open(str(tmp_path / "x.db"), vault, clock))
    await store.do(setting("a"))
    await store.close()
    data = bytearray((tmp_path / "x.db").read_bytes())
    with sqlite3.connect(tmp_path / "x.db") as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_timers_1'").fetchone()[0]
    db.close()
    data[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    (tmp_path / "x.db").write_bytes(data)
    store = closing(await SqliteStore.open(str(tmp_path / "x.db"), vault, clock))
    with pytest.raises(StoreDown):
        await store.do(setting("b"))
    await store.close()


async def test_closing_finishes_what_waits_and_then_refuses(
    tmp_path: Path, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    store = closing(await SqliteStore.open(str(tmp_path / "x.db"), vault, clock))
    waiting = [asyncio.create_task(store.do(setting(f"{n}"))) for n in range(9)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*waiting) == [f"{n}" for n in range(9)]
    with pytest.raises(RuntimeError, match="closed"):
        await store.do(setting("late"))
    with pytest.raises(RuntimeError, match="closed"):
        await store.look(setting("late"))


async def test_what_is_deleted_leaves_no_trace_in_the_file(
    tmp_path: Path, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    store = closing(await SqliteStore.open(str(tmp_path / "x.db"), vault, clock))
    await store.do(setting("canary-4711", 2000))
    await store.do(lambda unit: timers.cancel(unit, "canary-4711"))
    await store.close()
    assert not (tmp_path / "x.db-wal").exists()
    assert b"canary-4711" not in (tmp_path / "x.db").read_bytes()


async def test_a_large_number_of_units_is_committed_in_several_batches(
    tmp_path: Path, vault: Vault, clock: Clock, closing: Closing[Any]
) -> None:
    said: Counter[str] = Counter()
    store = closing(
        await SqliteStore.open(str(tmp_path / "x.db"), vault, clock, lambda word: said.update([word]), most=10)
    )
    await asyncio.gather(*(store.do(setting(f"{n}")) for n in range(95)))
    assert len(await kept(store)) == 95
    await store.close()
    assert said["after:COMMIT"] == 10


async def test_a_second_start_migrates_nothing(tmp_path: Path) -> None:
    from storage.store import migrate

    url = f"sqlite:///{tmp_path}/folder/x.db"
    assert (await migrate(url))[0] == "0001_people"
    assert await migrate(url) == []


async def test_an_address_of_neither_database_is_refused(vault: Vault, clock: Clock) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        await open_store("mysql://x", vault, clock)
