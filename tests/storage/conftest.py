"""A store for each test: on a SQLite file and, with the same tests, on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from storage.store import Store, open_store
from storage.vault import Vault
from tests.postgres import postgres_server as postgres_server
from tests.postgres import postgres_url as postgres_url

S = TypeVar("S", bound=Store)
Closing = Callable[[S], S]
KEYS = [("k1", bytes(range(32)))]


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1_795_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault() -> Vault:
    return Vault(KEYS)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "postgres":
        yield request.getfixturevalue("postgres_url")
    else:
        yield f"sqlite:///{tmp_path}/x.db"


@pytest.fixture
async def closing() -> AsyncIterator[Closing[S]]:
    """Closes what is given to it at the end, even if the test fails: an open store keeps the process alive."""
    opened: list[Store] = []

    def close_later(store: S) -> S:
        opened.append(store)
        return store

    yield close_later
    for each in opened:
        await each.close()


@pytest.fixture
async def store(url: str, vault: Vault, clock: Clock) -> AsyncIterator[Store]:
    opened = await open_store(url, vault, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(tmp_path: Path, vault: Vault, clock: Clock) -> AsyncIterator[Store]:
    opened = await open_store(f"sqlite:///{tmp_path}/x.db", vault, clock)
    yield opened
    await opened.close()
