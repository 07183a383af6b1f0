"""Builds the rules of limits.json at import: records, unions of records, and actions by the place they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flex_messages.limits import together
from flex_messages.limits.data import LIMITS
from flex_messages.limits.fault import Finding
from flex_messages.limits.rules import (
    Rule,
    address,
    anything,
    both,
    flag,
    like,
    many,
    mapping,
    number,
    one_of,
    ratio,
    record,
    text,
    union,
)

_built: dict[str, Rule] = {}


def parse(words: str, *, strict: bool = False) -> Rule:
    """A rule from its words: "text 1 40 g", "list 1 13 record quickReplyItem"."""
    head, *rest = words.split()
    match head:
        case "text":
            return text(int(rest[0]), int(rest[1]), by_grapheme=rest[2:] == ["g"])
        case "like":
            return like(LIMITS["like"][rest[0]])
        case "one_of":
            return one_of(*rest)
        case "integer" | "number":
            return number(float(rest[0]), float(rest[1]) if rest[1:] else float("inf"), whole=head == "integer")
        case "list":
            return many(int(rest[0]), int(rest[1]), parse(" ".join(rest[2:]), strict=strict))
        case "map":
            return mapping(parse(" ".join(rest), strict=strict))
        case _:
            return _reference(head, rest, strict=strict)


def _reference(head: str, rest: Sequence[str], *, strict: bool) -> Rule:
    match head:
        case "https":
            return address(int(rest[0]), ("https",), "invalid uri scheme" if strict else "invalid uri")
        case "uri":
            return address(int(rest[0]), LIMITS["schemes"], "invalid uri scheme" if strict else "invalid uri")
        case "record" | "union" | "action":
            return _once(" ".join((head, *rest)))
        case _:
            return {"any": anything, "flag": flag, "ratio": ratio(*LIMITS["flex"]["ratio"])}[head]


def fields(properties: dict[str, str], *, strict: bool = False, known: Sequence[str] = ("type",)) -> Rule:
    """A record of the properties; a name ending in ! is required."""
    named = {name.rstrip("!"): words for name, words in properties.items()}
    needed = {
        name.rstrip("!"): "May not be empty" if words.startswith("text") else "must be specified"
        for name, words in properties.items()
        if name.endswith("!")
    }
    rules = dict.fromkeys(known, anything) | {name: parse(words, strict=strict) for name, words in named.items()}
    return record(rules, needed, strict=strict)


def _once(words: str) -> Rule:
    """The rule of a record, union or place by its name, built when it is first used."""

    def rule(value: Any) -> Sequence[Finding]:
        known = _built.get(words)
        if known is None:
            known = _built[words] = _build(*words.split())
        return known(value)

    return rule


def _build(head: str, name: str) -> Rule:
    if head == "union":
        return union({kind.split(".")[-1]: _build("record", kind) for kind in LIMITS["unions"][name]})
    if head == "action":
        return _actions(name)
    if name in LIMITS["flex"]:
        return fields(LIMITS["flex"][name], strict=True)
    rule = fields(LIMITS["altUri"] if name == "altUri" else LIMITS["records"][name])
    return both(rule, together.RECORDS[name]) if name in together.RECORDS else rule


def _actions(place: str) -> Rule:
    """The actions that may stand there, with the label as that place wants it."""
    words = dict(LIMITS["places"][place])
    kinds = words.pop("of")
    strict = place.startswith("flex")
    members = {kind: fields(words | LIMITS["actions"][kind], strict=strict) for kind in kinds}
    return union({kind: _checked(kind, rule) for kind, rule in members.items()})


def _checked(kind: str, rule: Rule) -> Rule:
    return both(rule, together.ACTIONS[kind]) if kind in together.ACTIONS else rule
