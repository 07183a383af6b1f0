"""A store on a file, a clock, and a door in front of them."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store, open_store
from storage.vault import Vault


def now() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(f"sqlite:///{tmp_path}/test.db", Vault([("k1", b"k" * 32)]), now)
    yield opened
    await opened.close()
