"""Rules as functions: each takes a value and returns what is wrong with it. schema.py makes them from limits.json.

A rule returns () when all is well, so that a good message costs no paths and no lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from flex_messages.limits.count import within
from flex_messages.limits.fault import WRONG_TYPE, Finding

Rule = Callable[[Any], Sequence[Finding]]
FINE: tuple[Finding, ...] = ()


def wrong(words: str) -> tuple[Finding, ...]:
    return (((), words),)


MISTYPED, EMPTY, INVALID = map(wrong, (WRONG_TYPE, "May not be empty", "invalid property"))


def anything(value: Any) -> Sequence[Finding]:
    return FINE


def flag(value: Any) -> Sequence[Finding]:
    return FINE if value is True or value is False else MISTYPED


def text(least: int, most: int, *, by_grapheme: bool = False) -> Rule:
    """A string of `least` (0 or 1) to `most` characters; most 0 = no upper limit."""
    too_long = wrong(f"Length must be between 0 and {most}")

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not str:
            return MISTYPED
        if not value:
            return EMPTY if least else FINE
        return FINE if not most or within(value, most, by_grapheme=by_grapheme) else too_long

    return rule


def like(pattern: str) -> Rule:
    """A string of a syntax ("12px"). The same few values come again and again, so the good ones are remembered."""
    matches, good = re.compile(pattern).fullmatch, set[str]()

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not str:
            return MISTYPED
        if value in good:
            return FINE
        if not matches(value):
            return INVALID
        if len(good) < 500:
            good.add(value)
        return FINE

    return rule


def one_of(*words: str) -> Rule:
    known, other = frozenset(words), wrong(f"Must be one of the following values: [{', '.join(words)}]")

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not str:
            return MISTYPED
        return FINE if value in known else other

    return rule


def number(least: float, most: float, *, whole: bool) -> Rule:
    kinds = (int,) if whole else (int, float)
    span = f"Must be between {least:g} and {most:g}" if most != float("inf") else f"Must be {least:g} or more"
    outside = wrong(span)

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) not in kinds:
            return MISTYPED
        return FINE if least <= value <= most else outside

    return rule


def address(most: int, schemes: Sequence[str], refused: str) -> Rule:
    """An absolute address of one of the schemes, percent-encoded (plain ASCII, no spaces), ≤ `most` long."""
    looks_right = re.compile(rf"(?:{'|'.join(schemes)}):[!-~]+", re.IGNORECASE).fullmatch
    needs_host = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE).match
    length, bad = text(1, most), wrong(refused)

    def rule(value: Any) -> Sequence[Finding]:
        found = length(value)
        if found:
            return found
        if not looks_right(value):
            return bad
        return FINE if value[:4].lower() != "http" or needs_host(value) else bad

    return rule


def ratio(least: int, most: int, times: int) -> Rule:
    """Width:height, both within bounds, the height at most `times` the width."""
    matches = re.compile(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)").fullmatch

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not str or not (match := matches(value)):
            return INVALID
        width, height = float(match[1]), float(match[2])
        inside = least <= width <= most and least <= height <= most and height <= times * width
        return FINE if inside else INVALID

    return rule


def many(least: int, most: int, each: Rule) -> Rule:
    """A list of `least` to `most` things."""
    size = wrong(f"Size must be between {least} and {most}")

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not list:
            return MISTYPED
        if not least <= len(value) <= most:
            return size
        found: Sequence[Finding] = FINE
        for n, item in enumerate(value):
            if inner := each(item):
                found = [*found, *(((n, *path), words) for path, words in inner)]
        return found

    return rule


def mapping(each: Rule) -> Rule:
    """An object with names of its own, all values alike."""

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not dict:
            return MISTYPED
        return [((name, *path), words) for name, inner in value.items() for path, words in each(inner)]

    return rule


def record(fields: dict[str, Rule], needed: dict[str, str], *, strict: bool = False) -> Rule:
    """An object. `needed`: required property → words when it is absent; null counts as absent.

    Properties it does not know are ignored, or invalid when `strict` (Flex).
    """

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not dict:
            return MISTYPED
        found: Sequence[Finding] = FINE
        absent = not needed.keys() <= value.keys()
        for name, inner in value.items():
            if inner is None:
                absent = True
                continue
            known = fields.get(name)
            below = known(inner) if known else INVALID if strict else FINE
            if below:
                found = [*found, *(((name, *path), words) for path, words in below)]
        return [*found, *_missing(value, needed)] if absent else found

    return rule


def _missing(value: dict[str, Any], needed: dict[str, str]) -> list[Finding]:
    return [((name,), words) for name, words in needed.items() if value.get(name) is None]


def both(first: Rule, then: Rule) -> Rule:
    """`then` looks at what `first` found fine, so it may rely on types."""

    def rule(value: Any) -> Sequence[Finding]:
        return first(value) or then(value)

    return rule


def union(members: dict[str, Rule]) -> Rule:
    """One of several objects, told apart by `type`."""
    other = [(("type",), f"Must be one of the following values: [{', '.join(members)}]")]

    def rule(value: Any) -> Sequence[Finding]:
        if type(value) is not dict:
            return MISTYPED
        kind = value.get("type")
        known = members.get(kind) if type(kind) is str else None
        return known(value) if known else other

    return rule
