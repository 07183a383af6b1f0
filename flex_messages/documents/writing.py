"""How official papers write figures and names."""

from __future__ import annotations

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LONGEST_SPACED = 8


def wide(text: str) -> str:
    """令和8年 → 令和８年: figures stand in a column as wide as the characters beside them."""
    return text.translate(_WIDE)


def apart(name: str) -> float:
    """How far the characters of a name stand apart, in ems: short Japanese names are spaced, others written close."""
    letters = name.replace(" ", "")
    return 0.9 if len(letters) <= LONGEST_SPACED and all(ord(c) > 0x2FFF for c in letters) else 0.0
