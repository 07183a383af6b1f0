"""Options as people tap them: buttons in the card while they are few and short, else rows of list cards."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from flex_messages.cards import Act, Button, Row, Section

MOST_BUTTONS = 13
LONGEST_LABEL = 20  # graphemes: LINE's limit for quick replies, and what fits on one line of a button
ROWS_A_CARD = 10
MOST_CARDS = 11  # of LINE's 12, one is the question itself
ALL_ROWS, A_ROW = 40_000, 550  # bytes, of the 50 KB that LINE takes for all cards; what a row weighs beside its label


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
    fitting = _fitting(options)
    return tuple(
        Section(head, tuple(Row(numbers[key], options[key], tap=tap[key]) for key in keys if key in fitting))
        for head, keys in heads.items()
        if any(key in fitting for key in keys)
    )[:MOST_CARDS]


def _fitting(options: Mapping[str, str]) -> set[str]:
    weights = accumulate(A_ROW + len(label.encode()) for label in options.values())
    return {key for key, weight in zip(options, weights, strict=True) if weight <= ALL_ROWS}


def by_name(options: Mapping[str, str], lists: Sequence[Section]) -> str:
    """What to do for the options that no list has room for."""
    rest = len(options) - sum(row.tap is not None and row.label.isdigit() for one in lists for row in one.rows)
    return f"ほかの{rest}件は、名前を入力してください。" if rest else ""


def _by_tens(keys: tuple[str, ...], numbers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    tens = [keys[start : start + ROWS_A_CARD] for start in range(0, len(keys), ROWS_A_CARD)]
    return {f"{numbers[ten[0]]}〜{numbers[ten[-1]]}": ten for ten in tens}


def taps(options: Iterable[str], word: str = "選ぶ") -> dict[str, Button]:
    return {key: Button(word, Act("answer", key)) for key in options}


def meant(text: str, options: Mapping[str, str]) -> str | None:
    """The key of the option that was typed: its label, what the label is made of (ア, 公的資格), or its number (１ and
    「1.」 too).
    """
    said = unicodedata.normalize("NFKC", text).strip().strip(".、。)").casefold()
    for key, label in options.items():
        made_of = (label, key, label.removeprefix(f"{key} ")) if label.startswith(f"{key} ") else (label,)
        if said in {unicodedata.normalize("NFKC", part).casefold() for part in made_of}:
            return key
    if said.isascii() and said.isdigit() and 1 <= int(said[:4]) <= len(options):
        return tuple(options)[int(said[:4]) - 1]
    return None
