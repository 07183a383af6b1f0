"""Which part of a value changed: for cards that show before → after with only the new part in bold."""

from __future__ import annotations

from unicodedata import category


def parts(before: str, after: str) -> list[tuple[str, bool]]:
    """`after` cut in at most three: what stayed in front, what is new, what stayed behind; each with: is it new?"""
    head = _back_off(after, _alike(before, after))
    tail = _alike(before[head:][::-1], after[head:][::-1])
    end = len(after) - tail
    while end < len(after) and _leans(after[end]):
        end += 1
    cut = [(after[:head], False), (after[head:end], True), (after[end:], False)]
    return [(text, new) for text, new in cut if text]


def _alike(one: str, other: str) -> int:
    """How many characters the two have in common at their start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _back_off(text: str, n: int) -> int:
    """Not between a character and the mark that leans on it."""
    while 0 < n < len(text) and _leans(text[n]):
        n -= 1
    return n


def _leans(char: str) -> bool:
    return char in "\u200d\ufe0f" or category(char) in {"Mn", "Mc", "Me"}
