"""Statements of somebody who has the database but not the keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storage.statements import STATEMENTS, for_postgres


@contextmanager
def tampering(name: str, text: str) -> Iterator[None]:
    """While it lasts, a statement of that name is there for both databases."""
    from storage.postgres_unit import TEXTS

    STATEMENTS[name], TEXTS[name] = text, for_postgres(text)
    try:
        yield
    finally:
        del STATEMENTS[name], TEXTS[name]
