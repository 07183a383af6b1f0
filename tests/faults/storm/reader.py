"""A database as whoever looks on may read it: read only, at once, on a connection of its own, while the service writes.

`?` stands for a value in both. StoreDown while the database is away.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol, TypeVar

from storage.postgres_unit import telling

T = TypeVar("T")
PATIENCE = 2.0


class Reader(Protocol):
    """late: whether what was begun earlier may be seen later, as where several write at the same time."""

    late: bool

    def rows(self, sql: str, *values: Any) -> list[Any]: ...
    def snapshot(self) -> Any: ...
    def close(self) -> None: ...


class SqliteReader:
    late = False

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=5)

    def rows(self, sql: str, *values: Any) -> list[Any]:
        return self._db.execute(sql, values).fetchall()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()


class PostgresReader:
    """asyncpg in a thread of its own; whoever asks waits for the answer. A connection that was lost is made anew."""

    late = True

    def __init__(self, url: str) -> None:
        self._url = url
        self._db: Any = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="reader", daemon=True)
        self._thread.start()

    def rows(self, sql: str, *values: Any) -> list[Any]:
        return self._now(self._fetch(sql, values))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        self._now(self._say("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        try:
            yield
        finally:
            self._now(self._say("COMMIT"))

    def close(self) -> None:
        if self._db is not None:
            self._now(self._db.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _now(self, asked: Coroutine[Any, Any, T]) -> T:
        with telling():
            try:
                return asyncio.run_coroutine_threadsafe(asyncio.wait_for(asked, PATIENCE), self._loop).result()
            except Exception:
                lost, self._db = self._db, None
                if lost is not None:
                    self._loop.call_soon_threadsafe(lost.terminate)
                raise

    async def _connected(self) -> Any:
        import asyncpg

        if self._db is None:
            self._db = await asyncpg.connect(self._url)
        return self._db

    async def _fetch(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        numbers = count(1)
        numbered = re.sub(r"\?", lambda _: f"${next(numbers)}", sql)
        return [tuple(row) for row in await (await self._connected()).fetch(numbered, *values)]

    async def _say(self, word: str) -> None:
        await (await self._connected()).execute(word)
