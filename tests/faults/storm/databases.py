"""The database of a storm: where it is, how it is read by whoever looks on, and whether it is whole in the end."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Protocol

from storage.store import migrate
from tests.faults.storm.reader import PostgresReader, Reader, SqliteReader
from tests.faults.storm.server import Server

FEW = 5


class Database(Protocol):
    """outages: when its server was away. signs: what was done to that."""

    url: str
    words: str
    outages: list[tuple[float, float]]
    signs: Counter[str]

    def lost(self, since: float) -> bool: ...
    async def open(self) -> None: ...
    def reader(self) -> Reader: ...
    async def misfits(self) -> list[str]: ...
    def files(self) -> Iterable[Path]: ...
    async def close(self) -> None: ...


class Sqlite:
    words = "SQLite with synchronous=FULL"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "storm.db"
        self.url = f"sqlite:///{self._path}"
        self.outages: list[tuple[float, float]] = []
        self.signs: Counter[str] = Counter()

    def lost(self, since: float) -> bool:
        """Whether it was away at any moment since then."""
        return False

    async def open(self) -> None:
        await migrate(self.url)

    def reader(self) -> Reader:
        return SqliteReader(self._path)

    async def misfits(self) -> list[str]:
        with closing(sqlite3.connect(self._path)) as db:
            [(said,)] = db.execute("PRAGMA integrity_check").fetchall()
            broken = db.execute("PRAGMA foreign_key_check").fetchall()
        return ([] if said == "ok" else [f"integrity_check: {said}"]) + [f"foreign key: {row}" for row in broken[:FEW]]

    def files(self) -> Iterable[Path]:
        return self._path.parent.glob("storm.db*")

    async def close(self) -> None:
        """Nothing of it runs."""


class Postgres:
    words = "PostgreSQL with synchronous_commit=on"

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder)
        self.url = self.server.url
        self.outages, self.signs = self.server.outages, self.server.signs

    def lost(self, since: float) -> bool:
        return not self.server.up or any(until > since for _, until in self.outages)

    async def open(self) -> None:
        await self.server.start()
        self.outages.clear()
        await migrate(self.url)

    def reader(self) -> Reader:
        return PostgresReader(self.url)

    async def misfits(self) -> list[str]:
        """Every index agrees with its table and every table with itself (amcheck); every foreign key holds, which is
        found by declaring it once more.
        """
        import asyncpg

        found = []
        db = await asyncpg.connect(self.url)
        try:
            await db.execute("CREATE EXTENSION amcheck")
            for [name] in await db.fetch(INDEXES):
                try:
                    await db.execute("SELECT bt_index_check($1::text::regclass, true)", name)
                except asyncpg.PostgresError as wrong:
                    found.append(f"index {name}: {wrong}")
            for [name] in await db.fetch(TABLES):
                rows = await db.fetch("SELECT blkno, msg FROM verify_heapam($1::text::regclass)", name)
                found += [f"table {name}, block {block}: {said}" for block, said in rows]
            for table, key in await db.fetch(KEYS):
                try:
                    await db.execute(f"ALTER TABLE {table} ADD CONSTRAINT once_more {key}")
                except asyncpg.ForeignKeyViolationError as wrong:
                    found.append(f"foreign key: {wrong}")
                else:
                    await db.execute(f"ALTER TABLE {table} DROP CONSTRAINT once_more")
        finally:
            await db.close()
        return found[:FEW]

    def files(self) -> Iterable[Path]:
        return (path for path in self.server.data.parent.rglob("postgres*/**/*") if path.is_file())

    async def close(self) -> None:
        await self.server.stop()


INDEXES = """SELECT c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'i' AND a.amname = 'btree'"""
TABLES = "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
KEYS = "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'"
