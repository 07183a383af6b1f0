"""Texts an owner replaces: the terms, the handling of personal data, the words about the programme.

A file is a title, a line 「版: …」 and the words. A consent keeps version and hash, so a changed text asks again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
PUBLIC = ("personal_information", "terms_of_use", "antisocial_forces", "conditions")
"""What everybody may read: the texts that people are asked to agree to."""


@dataclass(frozen=True, slots=True)
class Text:
    """version is what the file says (a date); hash is the SHA-256 of the whole file in hex."""

    title: str
    version: str
    words: str
    hash: str


@cache
def text(name: str) -> Text:
    """The text of conversations/texts/<name>.txt."""
    whole = (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    title, version, _, words = whole.split("\n", 3)
    return Text(title, version.removeprefix("版: "), words.strip(), hashlib.sha256(whole.encode()).hexdigest())
