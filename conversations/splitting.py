"""A review of more than LINE takes in one bubble goes on in the next one; the button that sends is on the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flex_messages.cards import Card, Row, Section

A_CARD, ALL_CARDS = 20_000, 40_000  # bytes; LINE takes 30 KB a bubble and 50 KB in all
A_ROW, THE_REST = 750, 3_500  # what a row weighs beside its words, and a card beside its rows
SHORTEN_TO = (100_000, 400, 150, 60)
GOES_ON = "…（続きは「直す」から確認できます）"


def split(card: Card) -> tuple[Card, ...]:
    """The card, or the same rows on as many as it takes. Only where even all cards are too few, long values are cut."""
    for most in SHORTEN_TO:
        sections = [replace(s, rows=tuple(_short(row, most) for row in s.rows)) for s in card.sections]
        bundles = list(_bundles(sections))
        if sum(map(_weight, bundles)) <= ALL_CARDS:
            break
    if len(bundles) < 2:
        return (replace(card, sections=tuple(sections)),)
    first = replace(card, sections=bundles[0], note=None, buttons=())
    between = (Card(card.about, card.title, status=card.status, sections=bundle) for bundle in bundles[1:-1])
    last = replace(card, subtitle="", changes=(), progress=None, refused="", sections=bundles[-1])
    return (first, *between, last)


def _bundles(sections: list[Section]) -> Iterator[tuple[Section, ...]]:
    """Sections for one card each; a chapter that does not fit goes on under its heading."""
    bundle: tuple[Section, ...] = ()
    for heading, row in ((section.heading, row) for section in sections for row in section.rows):
        if bundle and _weight(bundle) + _row(row) > A_CARD:
            yield bundle
            bundle = ()
        if bundle and bundle[-1].heading == heading:
            bundle = (*bundle[:-1], Section(heading, (*bundle[-1].rows, row)))
        else:
            bundle = (*bundle, Section(heading, (row,)))
    yield bundle


def _weight(bundle: tuple[Section, ...]) -> int:
    return THE_REST + sum(_row(row) for section in bundle for row in section.rows)


def _row(row: Row) -> int:
    return A_ROW + len((row.label + row.value).encode())


def _short(row: Row, most: int) -> Row:
    return row if len(row.value) <= most else replace(row, value=row.value[:most] + GOES_ON)
