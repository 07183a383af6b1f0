"""Who sees which field of a profile in which situation: one table (data/who_sees.toml), asked by whatever draws one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

Sight = Literal["full", "masked", "hidden"]
WORDS: dict[Sight, str] = {"full": "○", "masked": "一部", "hidden": "—"}

_DATA = tomllib.loads((Path(__file__).parent / "data" / "who_sees.toml").read_text(encoding="utf-8"))

SITUATIONS: dict[str, str] = {name: each["words"] for name, each in _DATA["situations"].items()}
"""Name -> words."""
_OTHERWISE: dict[str, Sight] = {name: each["otherwise"] for name, each in _DATA["situations"].items()}
_FIELDS: dict[str, dict[str, Sight]] = _DATA["fields"]
NAMED = frozenset(_FIELDS)
"""Fields for which something is said."""

for _name, _said in _FIELDS.items():
    if wrong := [key for key, sight in _said.items() if key not in SITUATIONS or sight not in WORDS]:
        raise ValueError(f"who_sees.toml: {_name} has {wrong}")


def sees(field: str, situation: str) -> Sight:
    """KeyError for a situation the table does not know."""
    return _FIELDS.get(field, {}).get(situation, _OTHERWISE[situation])


def seen(fields: Iterable[str], situation: str) -> list[str]:
    """Those that are not hidden, in their order."""
    return [name for name in fields if sees(name, situation) != "hidden"]


def table(fields: Iterable[str]) -> str:
    """The table as Markdown: a row a field, a column a situation."""
    head = ["項目", *SITUATIONS.values()]
    rows = [[name, *(WORDS[sees(name, situation)] for situation in SITUATIONS)] for name in fields]
    lines = [head, ["---"] + [":-:"] * len(SITUATIONS), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
