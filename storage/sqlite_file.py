"""A SQLite database file: connections whose durability settings were read back, and its migrations."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite

from storage import schema

T = TypeVar("T")
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "busy_timeout": 1500,
}


async def connect(path: str) -> aiosqlite.Connection:
    """A connection whose durability settings were read back."""
    db = await aiosqlite.connect(path, isolation_level=None, cached_statements=512)
    try:
        db.row_factory = sqlite3.Row
        for name, value in PRAGMAS.items():
            await db.execute(f"PRAGMA {name} = {value}")
        for name, value in PRAGMAS.items():
            async with db.execute(f"PRAGMA {name}") as cursor:
                found = await cursor.fetchone()
            if found is None or found[0] != value:
                raise RuntimeError(
                    f"SQLite runs with {name} = {found and found[0]}, not {value}: acknowledged data could be lost"
                )
    except BaseException:
        await db.close()
        raise
    return db


async def in_thread(db: aiosqlite.Connection, work: Callable[..., T], *values: Any) -> T:
    """work(connection, *values) in one hop into the connection's thread.

    The only place that needs aiosqlite's private names.
    """
    execute = cast(Any, db._execute)
    return cast(T, await execute(work, db._conn, *values))


def stopped(db: aiosqlite.Connection) -> asyncio.Future[Any]:
    """Closes it and ends its thread, once what it was given before is done; nobody has to wait for that."""
    return cast("asyncio.Future[Any]", db.stop())


def unfit(path: str) -> str:
    """Why the file cannot be used as it is, "" when it can. Changes nothing: neither makes nor migrates it."""
    if not Path(path).is_file():
        return f"there is no {path} yet: `python main.py migrate` makes it"
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as db:
            [(mode,)] = db.execute("PRAGMA journal_mode").fetchall()
            tables = db.execute("SELECT name FROM sqlite_schema WHERE name = 'schema_version'").fetchall()
            applied = {row[0] for row in db.execute("SELECT name FROM schema_version")} if tables else set()
    except sqlite3.Error as error:
        return f"{type(error).__name__}: {error}"
    if missing := set(schema.migrations()) - applied:
        return f"the schema lacks {min(missing)}: run `python main.py migrate` first"
    if mode != PRAGMAS["journal_mode"]:
        return f"SQLite runs with journal_mode = {mode}, not wal: acknowledged data could be lost"
    return ""


async def migrate_file(path: str) -> list[str]:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    db = await connect(path)
    try:
        return await in_thread(db, _migrate)
    finally:
        await db.close()


def _migrate(db: sqlite3.Connection) -> list[str]:
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(schema.VERSIONS)
        applied = {row[0] for row in db.execute("SELECT name FROM schema_version")}
        new = {name: script for name, script in schema.migrations().items() if name not in applied}
        for name, script in new.items():
            for statement in schema.split(script):
                db.execute(statement)
            db.execute("INSERT INTO schema_version (name) VALUES (?)", (name,))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return list(new)
