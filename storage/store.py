"""What every table function is written against: a unit of work (one transaction), the store that runs units, and how
one is opened.

SQLite and PostgreSQL stand behind the same two protocols; nothing outside this room knows which one it is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from storage.vault import Vault

T = TypeVar("T")
Clock = Callable[[], int]
Probe = Callable[[str], None]
Scalar = str | int | float | bytes | None


class StoreDown(Exception):
    """The database itself failed (full, I/O, locked, unreachable).

    Nothing of the unit was acknowledged; try again later.
    """


class Stale(Exception):
    """Somebody else changed the row since it was read: a compare-and-set that lost its race."""


class Row(Protocol):
    """One row of a result, by column name."""

    def __getitem__(self, column: str, /) -> Any: ...
    def keys(self) -> Any: ...


class Unit(Protocol):
    """One transaction. It may await nothing but its own store, is never kept, and raises when used after its end.

    now: the clock (milliseconds UTC) at its start. Statements are named "table.statement", from storage/sql/table.sql.
    """

    @property
    def now(self) -> int: ...
    @property
    def vault(self) -> Vault: ...
    async def rows(self, statement: str, /, **values: Scalar) -> list[Row]: ...
    async def row(self, statement: str, /, **values: Scalar) -> Row | None: ...
    async def run(self, statement: str, /, **values: Scalar) -> int: ...


Work = Callable[[Unit], Awaitable[T]]


class Store(Protocol):
    """Runs units.

    `do` answers once the unit is on disk; a unit may run again after a deadlock, so it touches nothing outside.
    """

    async def do(self, work: Work[T]) -> T: ...
    async def look(self, work: Work[T]) -> T: ...
    async def close(self) -> None: ...


async def open_store(url: str, vault: Vault, clock: Clock, probe: Probe | None = None) -> Store:
    """A store that has proved its durability settings. "sqlite:///var/x.db" is migrated here; "postgresql://…" must
    be already.

    probe, for tests of crashes: called as "before:NAME" and "after:NAME" around every statement of `do`, BEGIN and
    COMMIT too.
    """
    if path := _sqlite_path(url):
        from storage.sqlite import SqliteStore

        return await SqliteStore.open(path, vault, clock, probe)
    from storage.postgres import PostgresStore

    return await PostgresStore.open(url, vault, clock, probe)


async def migrate(url: str) -> list[str]:
    """Brings the schema up to date; the names of the migrations that were applied now."""
    if path := _sqlite_path(url):
        from storage.sqlite_file import migrate_file

        return await migrate_file(path)
    from storage.postgres import migrate_server

    return await migrate_server(url)


def _sqlite_path(url: str) -> str:
    if url.startswith("sqlite:///"):
        return url.removeprefix("sqlite:///")
    if url.startswith(("postgresql://", "postgres://")):
        return ""
    raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
