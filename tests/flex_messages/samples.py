"""Builds a smallest good value for every rule of LINE's limits, and the values at both sides of each edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from flex_messages.limits.data import LIMITS

LIKE = {
    "digits": "123", "moment": "2026-11-24", "alias": "menu-a", "deliveryTag": "tag_1", "plainColor": "#0b6b6b",
    "color": "#0B6B6BFF",
    "space": "12.5px", "padding": "50%", "offset": "-4px", "length": "70px", "pixels": "3px", "border": "semi-bold",
    "letters": "3xl", "imageSize": "full", "angle": "359.9deg", "share": "100%",
}  # fmt: skip
SIMPLE: dict[str, Any] = {
    "text": "あ", "https": "https://example.jp/a", "uri": "tel:0300000000", "map": {}, "flag": True, "ratio": "20:13",
}  # fmt: skip
FAMILY = "👨‍👩‍👧‍👦"  # one grapheme cluster of eleven UTF-16 code units


class Edge(NamedTuple):
    """`good` and `bad` differ in one property that is at, or one beyond, its limit."""

    name: str
    where: str
    rule: str
    good: Any
    bad: Any


def sample(words: str) -> Any:
    """A small value that the rule finds fine."""
    head, *rest = words.split()
    match head:
        case "like":
            return LIKE[rest[0]]
        case "one_of":
            return rest[0]
        case "integer" | "number":
            return int(rest[0])
        case "list":
            return [sample(" ".join(rest[2:])) for _ in range(max(1, int(rest[0])))]
        case "record" | "union" | "action":
            return _object(head, rest[0])
        case _:
            return SIMPLE[head]


def _object(head: str, name: str) -> dict[str, Any]:
    if head == "record":
        return filled(properties(name))
    if head == "action":
        return acting(name, LIMITS["places"][name]["of"][0])
    kind = LIMITS["unions"][name][0]
    return {"type": kind.split(".")[-1]} | filled(LIMITS["records"][kind])


def properties(name: str) -> dict[str, str]:
    found: dict[str, str] = LIMITS["records"].get(name) or LIMITS["flex"].get(name) or LIMITS[name]
    return found


def filled(rules: dict[str, str]) -> dict[str, Any]:
    """All required properties."""
    return {name[:-1]: sample(words) for name, words in rules.items() if name.endswith("!") and words != "any"}


def acting(place: str, kind: str) -> dict[str, Any]:
    label = {name: words for name, words in LIMITS["places"][place].items() if name != "of"}
    return {"type": kind} | filled(label | LIMITS["actions"][kind])


def edges() -> Iterator[Edge]:
    """Every edge that limits.json states for records and actions outside of Flex trees."""
    for name, rules in LIMITS["records"].items():
        if name not in {"flex"}:
            yield from _edges(f"record {name}", name, filled(rules), rules)
    for place, words in LIMITS["places"].items():
        for kind in words["of"]:
            label = {name: rule for name, rule in words.items() if name != "of"}
            whole = acting(place, kind)
            yield from _edges(f"action {place}", f"{place} {kind}", whole, label | LIMITS["actions"][kind])


def _edges(rule: str, name: str, whole: dict[str, Any], rules: dict[str, str]) -> Iterator[Edge]:
    for key, words in rules.items():
        own = key.rstrip("!")
        base = whole | ({"inputOption": "openKeyboard"} if own == "fillInText" else {})
        for which, good, bad in _values(words):
            yield Edge(f"{name}.{own} {which}", own, rule, base | {own: good}, base | {own: bad})
        if key.endswith("!") and words != "any":
            yield Edge(f"{name}.{own} missing", own, rule, base, {k: v for k, v in base.items() if k != own})


def _values(words: str) -> Iterator[tuple[str, Any, Any]]:
    head, *rest = words.split()
    if head == "text":
        yield from _texts(int(rest[0]), int(rest[1]), by_grapheme=rest[2:] == ["g"])
    elif head in {"https", "uri"}:
        most = int(rest[0])
        yield "length", "https://e.jp/".ljust(most, "a"), "https://e.jp/".ljust(most + 1, "a")
        yield "scheme", "https://e.jp/", "ftp://e.jp/"
        yield "encoding", "https://e.jp/%E5%90%8D", "https://e.jp/名 前"
        if head == "https":
            yield "http", "HTTPS://e.jp/", "http://e.jp/"
    elif head == "list":
        one = sample(" ".join(rest[2:]))
        least, most = int(rest[0]), int(rest[1])
        yield "most", [one] * most, [one] * (most + 1)
        if least:
            yield "least", [one] * least, [one] * (least - 1)
    elif head in {"integer", "number"}:
        yield from _numbers(*rest)
    elif head == "one_of":
        yield from ((f"is {word}", word, word + "x") for word in rest)
    elif head in {"like", "flag"}:
        yield "syntax", sample(words), "no such thing"


def _texts(least: int, most: int, *, by_grapheme: bool) -> Iterator[tuple[str, Any, Any]]:
    if most:
        yield "most", "あ" * most, "あ" * (most + 1)
        yield (
            "unit",
            *((FAMILY * most, FAMILY * (most + 1)) if by_grapheme else ("𠮷" * (most // 2), "𠮷" * (most // 2 + 1))),
        )
    if least:
        yield "empty", "あ", ""
    yield "type", "あ", 1


def _numbers(least: str, most: str = "") -> Iterator[tuple[str, Any, Any]]:
    yield "least", int(least), int(least) - 1
    if most:
        yield "most", int(most), int(most) + 1
    yield "type", int(least), "1"
