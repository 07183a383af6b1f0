"""The store on SQLite: one writer with group commit, readers on connections of their own.

Units that wait at the same time run one after another as savepoints of one transaction, in one hop into aiosqlite's
thread, and share its fsync. Their awaits never suspend, so the thread drives the coroutine itself with one send(None).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from contextvars import Context, copy_context
from typing import Any, NamedTuple, Self, cast

import aiosqlite

from storage.sqlite_file import connect, in_thread, migrate_file, stopped
from storage.sqlite_unit import ProbedUnit, ReadingUnit, SqliteUnit, drive
from storage.store import Clock, Probe, StoreDown, T, Work
from storage.vault import Vault

MOST = 128
READERS = 2


class Waiting(NamedTuple):
    """A unit in the queue, with who waits for it and the context (of the log) it was given in."""

    work: Work[Any]
    done: asyncio.Future[Any]
    context: Context


Ran = tuple[Any, BaseException | None]


class SqliteStore:
    """Opened by `open`. `do` and `look` may be cancelled: the unit completes all the same."""

    def __init__(
        self, writer: aiosqlite.Connection, vault: Vault, clock: Clock, probe: Probe | None, most: int
    ) -> None:
        self._writer = writer
        self._most = most
        self._readers: list[aiosqlite.Connection] = []
        self._next_reader = 0
        self._vault, self._clock, self._probe = vault, clock, probe
        self._queue: deque[Waiting] = deque()
        self._pump: asyncio.Task[None] | None = None
        self._closed = False

    @classmethod
    async def open(cls, path: str, vault: Vault, clock: Clock, probe: Probe | None = None, most: int = MOST) -> Self:
        """most: units in one transaction."""
        await migrate_file(path)
        self = cls(await connect(path), vault, clock, probe, most)
        try:
            for _ in range(READERS):
                self._readers.append(await connect(path))
                await self._readers[-1].execute("PRAGMA query_only = ON")
        except BaseException:
            await self.close()
            raise
        return self

    async def do(self, work: Work[T]) -> T:
        """work(unit) in a transaction; its result once that is on disk."""
        if self._closed:
            raise RuntimeError("the store is closed")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.append(Waiting(work, done, copy_context()))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._write(), name="writer")
        return await done

    async def look(self, work: Work[T]) -> T:
        """work(unit) on one snapshot; nothing can be written."""
        if self._closed:
            raise RuntimeError("the store is closed")
        self._next_reader = (self._next_reader + 1) % READERS
        reader = self._readers[self._next_reader]
        return cast(T, await in_thread(reader, self._read, work, copy_context()))

    async def close(self) -> None:
        """Finishes what waits, then closes; also when cancelled (aiosqlite's threads would keep the process alive)."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._pump is not None:
                await asyncio.wait([self._pump])
        finally:
            readers = [stopped(reader) for reader in self._readers]
            try:
                await asyncio.gather(*readers)
            finally:
                await stopped(self._writer)

    async def _write(self) -> None:
        while self._queue:
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), self._most))]
            try:
                ran: list[Ran] = await in_thread(self._writer, self._batch, batch)
            except BaseException as fault:
                ran = [(None, down(fault))] * len(batch)
            for waiting, (result, error) in zip(batch, ran, strict=True):
                if waiting.done.done():
                    continue
                if error is None:
                    waiting.done.set_result(result)
                else:
                    waiting.done.set_exception(error)

    # What follows runs in the threads of the connections.

    def _batch(self, db: sqlite3.Connection, batch: list[Waiting]) -> list[Ran]:
        try:
            if db.in_transaction:  # a ROLLBACK failed
                db.execute("ROLLBACK")
            self._say(db, "BEGIN IMMEDIATE")
            ran = [self._one(db, each) for each in batch]
            self._say(db, "COMMIT")
        except BaseException:
            if db.in_transaction:  # SQLite may have ended it (FULL, IOERR): a ROLLBACK would raise and hide why
                db.execute("ROLLBACK")
            raise
        return ran

    def _one(self, db: sqlite3.Connection, waiting: Waiting) -> Ran:
        db.execute("SAVEPOINT unit")
        unit = self._unit(db)
        result, error = run(waiting.work, unit, waiting.context)
        if isinstance(unit.fault, StoreDown) or not db.in_transaction:
            raise down(unit.fault or error or StoreDown("SQLite ended the transaction"))
        if error is not None:
            db.execute("ROLLBACK TO unit")
        db.execute("RELEASE unit")
        return result, error

    def _read(self, db: sqlite3.Connection, work: Work[Any], context: Context) -> Any:
        unit = ReadingUnit(db, self._clock(), self._vault)
        try:
            db.execute("BEGIN")
            result, error = run(work, unit, context)
        except sqlite3.Error as fault:
            raise down(fault) from fault
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
        if error is not None:
            raise error
        return result

    def _unit(self, db: sqlite3.Connection) -> SqliteUnit:
        if self._probe is None:
            return SqliteUnit(db, self._clock(), self._vault)
        unit = ProbedUnit(db, self._clock(), self._vault)
        unit.probe = self._probe
        return unit

    def _say(self, db: sqlite3.Connection, word: str) -> None:
        if self._probe is None:
            db.execute(word)
            return
        self._probe(f"before:{word}")
        db.execute(word)
        self._probe(f"after:{word}")


def run(work: Work[Any], unit: SqliteUnit, context: Context) -> Ran:
    """(result, None) or (None, why not). A database error counts even if the unit caught it."""
    try:
        result = context.run(drive, work(unit))
    except Exception as error:
        return None, error
    except BaseException as error:
        return None, RuntimeError(f"a unit raised {error!r}")
    finally:
        unit.over()
    return (result, None) if unit.fault is None else (None, unit.fault)


def down(fault: BaseException) -> StoreDown:
    return fault if isinstance(fault, StoreDown) else StoreDown(f"{type(fault).__name__}: {fault}")
