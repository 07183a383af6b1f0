"""One unit of work on SQLite. It runs in its connection's thread, where its awaits never suspend."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Collection, Coroutine
from operator import attrgetter
from typing import Any, ClassVar, cast

from storage.statements import STATEMENTS
from storage.store import Probe, Row, Scalar, StoreDown, T
from storage.vault import Vault

# Primary result codes that speak of the database, not of the statement.
DOWN = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}

FETCH_ALL, FETCH_ONE, TOUCHED = sqlite3.Cursor.fetchall, sqlite3.Cursor.fetchone, attrgetter("rowcount")


class SqliteUnit:
    """One transaction on a sqlite3 connection.

    fault: the first database error; what raised it is undone even if the unit went on.
    """

    __slots__ = ("_db", "fault", "now", "vault")
    down: ClassVar = frozenset(DOWN)

    def __init__(self, db: sqlite3.Connection, now: int, vault: Vault) -> None:
        self._db: sqlite3.Connection | None = db
        self.fault: Exception | None = None
        self.now = now
        self.vault = vault

    async def rows(self, statement: str, /, **values: Scalar) -> list[Row]:
        return cast("list[Row]", self._ask(statement, values, FETCH_ALL))

    async def row(self, statement: str, /, **values: Scalar) -> Row | None:
        return cast("Row | None", self._ask(statement, values, FETCH_ONE))

    async def run(self, statement: str, /, **values: Scalar) -> int:
        return cast(int, self._ask(statement, values, TOUCHED))

    def over(self) -> None:
        self._db = None

    def _ask(self, statement: str, values: dict[str, Scalar], take: Callable[[sqlite3.Cursor], Any]) -> Any:
        if self._db is None:
            raise RuntimeError("this unit is over")
        try:
            return take(self._db.execute(STATEMENTS[statement], values))
        except sqlite3.Error as error:
            self.fault = self.fault or (StoreDown(str(error)) if is_down(error, self.down) else error)
            if self.fault is error:
                raise
            raise self.fault from error


class ReadingUnit(SqliteUnit):
    """Of a look: that it cannot write is no fault of the database."""

    __slots__ = ()
    down = SqliteUnit.down - {sqlite3.SQLITE_READONLY}


class ProbedUnit(SqliteUnit):
    """Tells a probe before and after each statement."""

    __slots__ = ("probe",)
    probe: Probe

    def _ask(self, statement: str, values: dict[str, Scalar], take: Callable[[sqlite3.Cursor], Any]) -> Any:
        self.probe(f"before:{statement}")
        found = super()._ask(statement, values, take)
        self.probe(f"after:{statement}")
        return found


def drive(unit: Awaitable[T]) -> T:
    """Runs a coroutine that never really waits."""
    coroutine = cast("Coroutine[Any, None, T]", unit)
    try:
        coroutine.send(None)
    except StopIteration as end:
        return cast(T, end.value)
    coroutine.close()
    raise RuntimeError("a unit waited for something other than its store")


def is_down(error: BaseException, codes: Collection[int] = DOWN) -> bool:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in codes
