"""A review of more than LINE takes in one bubble goes on in the next one; the button that sends is on the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from flex_messages.cards import Card, Change, Row, Section

# Bytes as they are drawn. LINE takes 30,720 a bubble and 51,200 in all.
A_CARD, ALL_CARDS, MOST_CARDS = 28_000, 48_000, 12
THE_REST, A_ROW, A_HEADING, A_CHANGE = 3_000, 680, 170, 1_120
SHORTEN_TO = (100_000, 400, 150, 60)
GOES_ON = "…（続きは「直す」から確認できます）"

Line = tuple[str, Row] | Change
"""A row with its heading, or a change."""


def split(card: Card) -> tuple[Card, ...]:
    """The same lines on as many cards as it takes.

    Where all cards are too few, long values are cut, and at the very last the changes left out: what a field says now
    stands in its row.
    """
    rows: list[Line] = [(section.heading, row) for section in card.sections for row in section.rows]
    for most in SHORTEN_TO:
        bundles = list(_bundles(_short(line, most) for line in [*card.changes, *rows]))
        if _fits(bundles):
            return tuple(_cards(card, bundles))
    return tuple(_cards(card, list(_bundles(_short(row, SHORTEN_TO[-1]) for row in rows))))


def _fits(bundles: list[list[Line]]) -> bool:
    return len(bundles) <= MOST_CARDS and sum(map(_weight, bundles)) <= ALL_CARDS


def _cards(card: Card, bundles: list[list[Line]]) -> Iterator[Card]:
    """What leads in is on the first, what leads on is on the last."""
    for n, bundle in enumerate(bundles):
        part = replace(
            card, changes=tuple(line for line in bundle if isinstance(line, Change)), sections=_sections(bundle)
        )
        part = part if n == 0 else replace(part, subtitle="", text="", example="", refused="", progress=None)
        yield part if n == len(bundles) - 1 else replace(part, note=None, buttons=())


def _sections(bundle: list[Line]) -> tuple[Section, ...]:
    """A chapter that did not fit goes on under its heading."""
    rows = [line for line in bundle if not isinstance(line, Change)]
    return tuple(
        Section(heading, tuple(row for _, row in group)) for heading, group in groupby(rows, lambda line: line[0])
    )


def _bundles(lines: Iterable[Line]) -> Iterator[list[Line]]:
    bundle: list[Line] = []
    for line in lines:
        if bundle and _weight([*bundle, line]) > A_CARD:
            yield bundle
            bundle = []
        bundle.append(line)
    yield bundle


def _weight(bundle: list[Line]) -> int:
    headings = {line[0] for line in bundle if not isinstance(line, Change)}
    return THE_REST + A_HEADING * len(headings) + sum(map(_line, bundle))


def _line(line: Line) -> int:
    match line:
        case Change(field, before, after, reason):
            return A_CHANGE + _bytes(field + before + (after or "") + reason)
        case (_, row):
            return A_ROW + _bytes(row.label + row.value)


def _bytes(text: str) -> int:
    """A line break is drawn as an escape."""
    return len(text.encode()) + 5 * text.count("\n")


def _short(line: Line, most: int) -> Line:
    match line:
        case Change(_, before, after):
            return replace(line, before=_cut(before, most), after=after and _cut(after, most))
        case (heading, row):
            return heading, replace(row, value=_cut(row.value, most))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + GOES_ON
