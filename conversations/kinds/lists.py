"""Options as people tap them: buttons in the card while they are few and short, else rows of list cards."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from flex_messages.cards import Act, Button, Row, Section

MOST_BUTTONS = 13
LONGEST_LABEL = 20  # graphemes: LINE's limit for quick replies, and what fits on one line of a button
ROWS_A_CARD = 10
MOST_CARDS = 11  # of LINE's 12, one is the question itself


def on_buttons(options: Mapping[str, str]) -> bool:
    return len(options) <= MOST_BUTTONS and all(length(label) <= LONGEST_LABEL for label in options.values())


def length(text: str) -> int:
    """Characters as people count them: marks and joiners do not count by themselves (never less than LINE counts a
    label).
    """
    return sum(1 for c in text if not unicodedata.combining(c))


def sections(
    options: Mapping[str, str], groups: Mapping[str, Sequence[str]], tap: Mapping[str, Button]
) -> tuple[Section, ...]:
    """List cards: one per group, or of ten rows each. A row's number is what may be typed instead of its label."""
    numbers = {key: str(n) for n, key in enumerate(options, 1)}
    heads = groups or _by_tens(tuple(options), numbers)
    return tuple(
        Section(head, tuple(Row(numbers[key], options[key], tap=tap[key]) for key in keys if key in options))
        for head, keys in heads.items()
        if any(key in options for key in keys)
    )[:MOST_CARDS]


def _by_tens(keys: tuple[str, ...], numbers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    tens = [keys[start : start + ROWS_A_CARD] for start in range(0, len(keys), ROWS_A_CARD)]
    return {f"{numbers[ten[0]]}〜{numbers[ten[-1]]}": ten for ten in tens}


def taps(options: Iterable[str], word: str = "選ぶ") -> dict[str, Button]:
    return {key: Button(word, Act("answer", key)) for key in options}


def meant(text: str, options: Mapping[str, str]) -> str | None:
    """The key of the option that was typed: its label or its number (１ and 「1.」 too)."""
    said = unicodedata.normalize("NFKC", text).strip().strip(".、。)").casefold()
    for key, label in options.items():
        if unicodedata.normalize("NFKC", label).casefold() == said:
            return key
    if said.isascii() and said.isdigit() and 1 <= int(said[:4]) <= len(options):
        return tuple(options)[int(said[:4]) - 1]
    return None
