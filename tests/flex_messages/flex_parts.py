"""Small Flex parts for the tests of LINE's rules, and where each kind of component may stand."""

from __future__ import annotations

from typing import Any

from flex_messages.limits import faults
from flex_messages.limits.data import LIMITS
from tests.flex_messages.samples import filled

FLEX = LIMITS["flex"]
TEXT = {"type": "text", "text": "あ"}


def box(*contents: Any, layout: str = "vertical", **more: Any) -> dict[str, Any]:
    return {"type": "box", "layout": layout, "contents": list(contents)} | more


def bubble(*contents: Any, **more: Any) -> dict[str, Any]:
    return {"type": "bubble", "body": box(*contents)} | more


def found(container: Any) -> list[str]:
    """The pointers of everything wrong with the container."""
    return [fault.property for fault in faults([{"type": "flex", "altText": "a", "contents": container}])]


def standing(kind: str, part: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """A bubble in which the component may stand, and the pointer to it."""
    match kind:
        case "video":
            return {"type": "bubble", "hero": part}, "/hero"
        case "icon":
            return bubble(box(part, layout="baseline")), "/body/contents/0/contents/0"
        case "span":
            return bubble({"type": "text", "contents": [part]}), "/body/contents/0/contents/0"
        case _:
            return bubble(part), "/body/contents/0"


def whole(kind: str) -> dict[str, Any]:
    extra: dict[str, dict[str, Any]] = {
        "box": {"contents": []},
        "video": {"altContent": box()},
        "text": {"text": "あ"},
        "span": {"text": "あ"},
    }
    return {"type": kind} | filled(FLEX["components"][kind]) | extra.get(kind, {})
