"""Under which words a person is found: name and reading, whole and in parts, and the receipt number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.names import parts
from rules.text_width import fold

_KATAKANA = {point: point + 0x60 for point in range(ord("ぁ"), ord("ゖ") + 1)}
_SELECTORS = re.compile("[\ufe00-\ufe0e\U000e0100-\U000e01ef]")


def folded(text: str) -> str:
    """One writing for what people write in many: width, case, spaces, hiragana for katakana, 様 behind a name."""
    plain = _SELECTORS.sub("", fold(text)).translate(_KATAKANA).lower()
    return "".join(plain.removesuffix("様").split())


def words_of(name: str, kana: str, receipt: str) -> set[str]:
    """What a registration is found by."""
    return {folded(word) for word in (*_pieces(name), *_pieces(kana), receipt)} - {""}


def field_word(key: str) -> str:
    """What an expert of a field of support is found by. No typed word is folded into one with a space."""
    return f"field {key}"


def area_word(prefecture: str) -> str:
    """What an expert who works in a prefecture is found by."""
    return f"area {prefecture}"


def pieces_of(*names: str) -> set[str]:
    """What holds each name together, two characters at a time: a part of a name is found by the pairs in it."""
    return {_pair(pair) for name in names for pair in _pairs(folded(name))}


def pieces_sought(word: str) -> list[str]:
    """Up to three of the pairs in a folded word: first, last and middle. Empty for a single character."""
    pairs = [_pair(pair) for pair in _pairs(word)]
    return list(dict.fromkeys([pairs[0], pairs[-1], pairs[len(pairs) // 2]])) if pairs else []


def holds(word: str, *names: str) -> bool:
    """Whether one of the names has the folded word in it."""
    return any(word in folded(name) for name in names)


def _pairs(text: str) -> list[str]:
    return [text[n : n + 2] for n in range(len(text) - 1)]


def _pair(pair: str) -> str:
    return f"pair {pair}"


def _pieces(name: str) -> Iterable[str]:
    return (name, *(parts(name) or name.split(" ")))
