"""The fields experts support firms in (支援分野): the keys that are stored and the words people read (ours)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "data" / "fields_of_support.toml").read_text(encoding="utf-8"))

FIELDS_OF_SUPPORT: dict[str, str] = _DATA["fields"]
"""Key -> words, in the order in which they are offered."""


def in_order(keys: Iterable[str]) -> list[str]:
    """Chosen keys in the order of the table, none twice. KeyError for a key that is no field."""
    chosen = set(keys)
    if unknown := chosen - FIELDS_OF_SUPPORT.keys():
        raise KeyError(*sorted(unknown))
    return [key for key in FIELDS_OF_SUPPORT if key in chosen]


def fields_words(keys: Iterable[str]) -> str:
    """経営革新、創業."""
    return "、".join(FIELDS_OF_SUPPORT[key] for key in in_order(keys))
