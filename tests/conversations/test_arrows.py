"""The pure core brings neither network nor database along, directly or through others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("aiohttp", "linebot", "aiosqlite", "asyncpg", "storage", "bot")
PURE = (
    "conversations.dialog",
    "conversations.kinds",
    "conversations.machine",
    "conversations.turn",
    "conversations.asking",
    "conversations.forming",
    "conversations.diagrams",
    "conversations.play",
    "rules.dates",
)


@pytest.mark.parametrize("module", PURE)
def test_the_pure_core_brings_nothing_heavy_along(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
