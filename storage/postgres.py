"""The store on PostgreSQL, for several processes: a pool, one transaction per unit, which completes even if its
caller is cancelled.

A unit lost to a deadlock is run again. As on SQLite, a unit that waits for anything but its store is a fault and says
so.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from random import uniform
from typing import Any, Self

import asyncpg

from storage import schema
from storage.postgres_unit import PostgresUnit, telling, watched
from storage.store import Clock, Probe, Stale, StoreDown, T, Work
from storage.vault import Vault

DURABLE = {"synchronous_commit": ("on", "remote_apply"), "fsync": ("on",)}
# A process that was stopped in the middle of a unit loses it before those who wait for its locks give up.
SESSION = {"lock_timeout": "5s", "idle_in_transaction_session_timeout": "4s"}
RUNS, FEW = 8, 6
LOST = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError, asyncpg.UniqueViolationError, Stale)
"""A race that was lost: run again from the beginning, the unit sees what the other one did."""
WRITING, READING = "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgresStore:
    """Opened by `open`. `do` and `look` may be cancelled: the unit completes all the same."""

    def __init__(self, pool: Any, vault: Vault, clock: Clock, probe: Probe | None) -> None:
        self._pool = pool
        self._vault, self._clock, self._probe = vault, clock, probe
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, url: str, vault: Vault, clock: Clock, probe: Probe | None = None, size: int = 10) -> Self:
        with telling():
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=size,
                statement_cache_size=512,
                command_timeout=15,
                server_settings=SESSION,
                reset=_as_it_is,
            )
        try:
            with telling():
                async with pool.acquire() as db:
                    await _assert_ready(db)
        except BaseException:
            await pool.close()
            raise
        return cls(pool, vault, clock, probe)

    async def do(self, work: Work[T]) -> T:
        """work(unit) in a transaction; its result once that is on disk."""
        return await self._shielded(work, WRITING, self._probe)

    async def look(self, work: Work[T]) -> T:
        """work(unit) on one snapshot; nothing can be written."""
        return await self._shielded(work, READING, None)

    async def close(self) -> None:
        """Finishes what runs, then closes. Closes also when it is cancelled."""
        try:
            if self._running:
                await asyncio.wait(self._running)
        finally:
            await self._pool.close()

    async def _shielded(self, work: Work[T], begin: str, probe: Probe | None) -> T:
        task = asyncio.create_task(self._again(work, begin, probe))
        self._running.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen, even if the caller has gone

    async def _again(self, work: Work[T], begin: str, probe: Probe | None) -> T:
        for run in range(RUNS):
            try:
                return await self._once(work, begin, probe)
            except LOST as error:
                if run >= FEW and isinstance(error, Stale | asyncpg.UniqueViolationError):  # no race: it never fits
                    raise
                lost = error
            await asyncio.sleep(uniform(0, 0.02 * 2**run))
        raise StoreDown(f"lost {RUNS} times: {lost}")

    async def _once(self, work: Work[T], begin: str, probe: Probe | None) -> T:
        async with self._connection() as db:
            unit = PostgresUnit(db, self._clock(), self._vault, probe)
            try:
                await _say(db, begin, probe)
                result = await watched(work, unit)
                await _say(db, "COMMIT", probe)
            except BaseException:
                await _roll_back(db)
                raise
            return result

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        with telling():
            db = await self._pool.acquire(timeout=5)
        try:
            yield db
        finally:
            with telling():
                await self._pool.release(db)


async def _say(db: Any, word: str, probe: Probe | None) -> None:
    if probe is not None:
        probe(f"before:{word}")
    with telling():
        if await db.execute(word) not in ("BEGIN", "COMMIT"):
            raise StoreDown("the transaction was rolled back instead")
    if probe is not None:
        probe(f"after:{word}")


async def _roll_back(db: Any) -> None:
    """A connection that cannot even do this is thrown away, and with it the transaction."""
    try:
        await db.execute("ROLLBACK")
    except Exception:
        with suppress(asyncpg.InterfaceError):  # the pool has taken it back already
            db.terminate()


async def _as_it_is(db: Any) -> None:
    """Nothing of a session is ever changed, so giving a connection back costs no round trip."""


async def _assert_ready(db: Any) -> None:
    for name, good in DURABLE.items():
        found = await db.fetchval(f"SHOW {name}")
        if found not in good:
            raise RuntimeError(f"PostgreSQL runs with {name} = {found}: acknowledged data could be lost")
    missing = set(schema.migrations()) - set(await _applied(db))
    if missing:
        raise RuntimeError(f"the schema lacks {min(missing)}: run `python main.py migrate` first")


async def _applied(db: Any) -> list[str]:
    if await db.fetchval("SELECT to_regclass('schema_version')") is None:
        return []
    return [row["name"] for row in await db.fetch("SELECT name FROM schema_version")]


async def migrate_server(url: str) -> list[str]:
    with telling():
        db = await asyncpg.connect(url)
        try:
            async with db.transaction():
                return await _migrate(db)
        finally:
            await db.close()


async def _migrate(db: Any) -> list[str]:
    await db.execute("SELECT pg_advisory_xact_lock(119)")  # one process at a time
    await db.execute(schema.for_postgres(schema.VERSIONS))
    applied = await _applied(db)
    new = {name: script for name, script in schema.migrations().items() if name not in applied}
    for name, script in new.items():
        for statement in schema.split(script):
            await db.execute(schema.for_postgres(statement))
        await db.execute("INSERT INTO schema_version (name) VALUES ($1)", name)
    return list(new)
