"""The named statements of storage/sql/*.sql: one text for both databases, translated once for asyncpg.

`/*pg … */` is a comment to SQLite and text to PostgreSQL (row locks). :name becomes $1… outside strings, comments and
casts.
"""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent / "sql"
_NAME = re.compile(r"^-- name: (\w+)\n", re.M)
_TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|::|:([a-z_][a-z0-9_]*)", re.S)


def for_postgres(text: str) -> tuple[str, tuple[str, ...]]:
    """The text for asyncpg, and the names of its parameters in order."""
    names: list[str] = []

    def hole(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0]
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _TOKEN.sub(hole, unveiled(text)), tuple(names)


def unveiled(text: str) -> str:
    """With what only PostgreSQL reads."""
    return re.sub(r"/\*pg (.*?)\*/", r"\1", text)


def read(folder: Path) -> dict[str, str]:
    """ "file.name" → text."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.sql")):
        parts = _NAME.split(path.read_text("utf-8"))
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            if found.setdefault(f"{path.stem}.{name}", text.strip()) != text.strip():
                raise ValueError(f"two statements are called {path.stem}.{name}")
    return found


STATEMENTS = read(HERE)
