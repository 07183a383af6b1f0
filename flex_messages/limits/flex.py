"""LINE's rules for Flex containers: which component may stand where, with which properties, and how large it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from flex_messages.limits.data import LIMITS
from flex_messages.limits.fault import Finding
from flex_messages.limits.rules import FINE, Rule
from flex_messages.limits.schema import fields

FLEX = LIMITS["flex"]
INVALID = "invalid property"


def container(value: Any) -> Sequence[Finding]:
    """What is wrong with a Flex message's `contents`; paths are relative to it."""
    kind = value.get("type") if type(value) is dict else None
    if kind == "bubble":
        return [*_bubble(value), *_animated([value])]
    if kind == "carousel":
        return _carousel(value)
    return [(("type",), INVALID)]


def _carousel(value: dict[str, Any]) -> Sequence[Finding]:
    bubbles = value.get("contents")
    least, most = FLEX["bubbles"]
    if type(bubbles) is not list or not least <= len(bubbles) <= most:
        return [(("contents",), f"Size must be between {least} and {most}")]
    if not all(type(bubble) is dict and bubble.get("type") == "bubble" for bubble in bubbles):
        return [(("contents",), "cannot contain null elements" if None in bubbles else INVALID)]
    found = [(("contents", n, *path), words) for n, bubble in enumerate(bubbles) for path, words in _of_many(bubble)]
    size = bubbles[0].get("size") or "mega"
    found += [(("contents", n, "size"), INVALID) for n, b in enumerate(bubbles) if (b.get("size") or "mega") != size]
    found += [((name,), INVALID) for name in value if name not in {"type", "contents"}]
    return [*found, *_weight(value, FLEX["carousel_bytes"]), *_animated(bubbles)]


def _of_many(bubble: dict[str, Any]) -> Iterator[Finding]:
    """A bubble of a carousel: no video there."""
    yield from _bubble(bubble)
    hero = bubble.get("hero")
    if type(hero) is dict and hero.get("type") == "video":
        yield ("hero",), INVALID


def _bubble(value: dict[str, Any]) -> Sequence[Finding]:
    found = [*BUBBLE(value)]
    blocks = 0
    for name, kinds in FLEX["blocks"].items():
        block = value.get(name)
        if block is None:
            continue
        blocks += 1
        found += [((name, *path), words) for path, words in (*_component(block, kinds), *_floating(block))]
    if not blocks:
        found.append(((), "At least one block must be specified"))
    if type(value.get("hero")) is dict and value["hero"].get("type") == "video" and not _wide(value):
        found.append((("hero",), INVALID))
    return found or _weight(value, FLEX["bubble_bytes"])


def _floating(block: Any) -> Iterator[Finding]:
    """The first child of a block gives it its place, so it cannot itself be placed against it."""
    inside = block.get("contents") if type(block) is dict else None
    if type(inside) is list and inside and type(inside[0]) is dict and inside[0].get("position") == "absolute":
        yield ("contents", 0, "position"), INVALID


def _wide(bubble: dict[str, Any]) -> bool:
    return (bubble.get("size") or "mega") in FLEX["video_sizes"]


def _weight(value: dict[str, Any], most: int) -> Sequence[Finding]:
    return FINE if len(orjson.dumps(value)) <= most else [((), f"Size must be between 0 and {most}")]


def _component(value: Any, kinds: Sequence[str]) -> Sequence[Finding]:
    """A component where only `kinds` may stand, with all below it."""
    if type(value) is not dict:
        return [((), INVALID)]
    kind = value.get("type")
    if type(kind) is not str or kind not in kinds:
        return [((), INVALID)]
    found = COMPONENTS[kind](value)
    below = BELOW.get(kind)
    return [*found, *below(value)] if below else found


def _box(value: dict[str, Any]) -> Sequence[Finding]:
    layout = value.get("layout")
    kinds = FLEX["inside"].get(layout) if type(layout) is str else None
    if kinds is None:
        return FINE  # the layout itself is already reported
    return _children(value.get("contents"), kinds)


def _children(inside: Any, kinds: Sequence[str]) -> Sequence[Finding]:
    if type(inside) is not list:
        return FINE if inside is None else [(("contents",), INVALID)]
    found: Sequence[Finding] = FINE
    for n, child in enumerate(inside):
        if child is None:
            return [(("contents",), "cannot contain null elements")]
        if below := _component(child, kinds):
            found = [*found, *((("contents", n, *path), words) for path, words in below)]
    return found


def _text(value: dict[str, Any]) -> Sequence[Finding]:
    if value.get("contents") is not None:
        return _children(value["contents"], ["span"])
    return FINE if value.get("text") is not None else [(("text",), "must be specified")]


def _video(value: dict[str, Any]) -> Sequence[Finding]:
    inside = value.get("altContent")
    if inside is None:
        return FINE
    return [(("altContent", *path), words) for path, words in _component(inside, ["box", "image"])]


def _animated(bubbles: Sequence[Any]) -> Sequence[Finding]:
    moving = sum(node.get("animated") is True for bubble in bubbles for node in _nodes(bubble))
    return FINE if moving <= FLEX["animated"] else [((), INVALID)]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack:
        node = stack.pop()
        if type(node) is dict:
            yield node
            stack += [inner for inner in node.values() if type(inner) is dict or type(inner) is list]
        elif type(node) is list:
            stack += node


def _rules() -> dict[str, Rule]:
    placed = dict.fromkeys(FLEX["placed"], FLEX["placing"])
    return {
        kind: fields(properties | placed.get(kind, {}), strict=True) for kind, properties in FLEX["components"].items()
    }


COMPONENTS = _rules()
BUBBLE = fields(FLEX["bubble"], strict=True, known=("type", *FLEX["blocks"]))
BELOW: dict[str, Rule] = {"box": _box, "text": _text, "video": _video}
