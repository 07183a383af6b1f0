"""One unit of work on PostgreSQL: statements on one connection, watched so that it waits for nothing else."""

from __future__ import annotations

from collections.abc import Coroutine, Generator, Iterator
from contextlib import contextmanager
from types import coroutine
from typing import Any, cast

import asyncpg

from storage.statements import STATEMENTS, for_postgres
from storage.store import Probe, Row, Scalar, StoreDown, T, Work
from storage.vault import Vault

TEXTS = {name: for_postgres(text) for name, text in STATEMENTS.items()}
# SQLSTATEs that speak of the server: connection, resources, operator, system; a standby; a lock not given in time.
DOWN = ("08", "53", "57", "58", "25006", "55P03")


class PostgresUnit:
    """One transaction on one connection.

    fault: the first database error; the transaction is aborted whatever the unit makes of it.
    """

    __slots__ = ("_db", "asking", "fault", "now", "probe", "vault")

    def __init__(self, db: Any, now: int, vault: Vault, probe: Probe | None) -> None:
        self._db = db
        self.now, self.vault, self.probe = now, vault, probe
        self.asking = False
        self.fault: BaseException | None = None

    async def rows(self, statement: str, /, **values: Scalar) -> list[Row]:
        return cast("list[Row]", await self._ask("fetch", statement, values))

    async def row(self, statement: str, /, **values: Scalar) -> Row | None:
        return cast("Row | None", await self._ask("fetchrow", statement, values))

    async def run(self, statement: str, /, **values: Scalar) -> int:
        tag: str = await self._ask("execute", statement, values)
        return int(tag.rpartition(" ")[2])

    def over(self) -> None:
        self._db = None

    async def _ask(self, how: str, statement: str, values: dict[str, Scalar]) -> Any:
        if self._db is None:
            raise RuntimeError("this unit is over")
        text, names = TEXTS[statement]
        if self.probe is not None:
            self.probe(f"before:{statement}")
        self.asking = True
        try:
            with telling():
                found = await getattr(self._db, how)(text, *[values[name] for name in names])
        except Exception as error:
            self.fault = self.fault or error
            raise
        finally:
            self.asking = False
        if self.probe is not None:
            self.probe(f"after:{statement}")
        return found


@coroutine
def watched(work: Work[T], unit: PostgresUnit) -> Generator[Any, Any, T]:
    """Drives work(unit), passing on what it waits for as long as that is the database."""
    steps = cast("Coroutine[Any, Any, T]", work(unit))
    go, value = cast(Any, steps.send), cast(Any, None)
    try:
        while True:
            try:
                awaited = go(value)
            except StopIteration as end:
                if unit.fault is not None:
                    raise unit.fault from None
                return cast(T, end.value)
            if not unit.asking:
                steps.close()
                raise RuntimeError("a unit waited for something other than its store")
            try:
                go, value = steps.send, (yield awaited)
            except BaseException as error:
                go, value = steps.throw, error
    finally:
        unit.over()


@contextmanager
def telling() -> Iterator[None]:
    """Tells a database that failed from a statement that did."""
    try:
        yield
    except Exception as error:
        if _is_down(error):
            raise StoreDown(f"{type(error).__name__}: {error}") from error
        raise


def _is_down(error: Exception) -> bool:
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "").startswith(DOWN)
    if isinstance(error, asyncpg.InterfaceError):
        return not isinstance(error, ValueError)  # that would be a value of the wrong type
    # The internal one: a statement met its connection while that was being closed.
    return isinstance(error, OSError | asyncpg.InternalClientError)
