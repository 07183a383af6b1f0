"""The arrows between the rooms: who may import whom, read from the source of every file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("rules", "storage", "flex_messages", "conversations", "bot")
MAY = {
    "rules": set[str](),
    "flex_messages": {"rules"},
    "storage": {"rules"},
    "conversations": {"rules", "storage", "flex_messages"},
    "bot": {"rules", "storage", "flex_messages", "conversations"},
}
EDGE = {"aiohttp", "linebot"}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """Names of the packages a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.ImportFrom(level=level) if level > 0:
                yield file.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_behind_its_arrows(room: str) -> None:
    wrong = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files(room)
        for name in imported(file)
        if name in {*ROOMS, "main", "tests"} - MAY[room] - {room}
    }
    assert not wrong
    assert files(room)


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "bot"])
def test_only_the_edge_speaks_http_or_line(room: str) -> None:
    wrong = {
        f"{file.relative_to(ROOT)} imports {name}" for file in files(room) for name in imported(file) if name in EDGE
    }
    assert not wrong


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_says_what_it_is(room: str) -> None:
    mute = [
        str(file.relative_to(ROOT))
        for file in files(room)
        if (tree := ast.parse(file.read_text(encoding="utf-8"))).body and not ast.get_docstring(tree)
    ]
    assert not mute
