"""Taps → LINE action objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from flex_messages.cards import Act, Button, Copy, Device, FieldPage, Open, Pick, Type
from flex_messages.whole import whole


class Post(Protocol):
    """Gives the postback data of a tap; called once for each drawn tap, in the order of the screen."""

    def __call__(self, tap: Act | Pick, label: str, /) -> str: ...


Link = Callable[[Open | FieldPage], str]


def action(button: Button, post: Post, link: Link) -> dict[str, Any]:
    """The action object of a button; its label is also what the chat shows when it was tapped."""
    label = whole(button.label)
    match button.tap:
        case Act() as tap:
            return {"type": "postback", "label": label, "data": post(tap, label), "displayText": label}
        case Pick() as tap:
            return {"type": "datetimepicker", "label": label, "data": post(tap, label)} | _picker(tap)
        case Type(text):
            return {"type": "message", "label": label, "text": text}
        case Copy(text):
            return {"type": "clipboard", "label": label, "clipboardText": text}
        case Device(what):
            return {"type": what, "label": label}
        case Open() | FieldPage() as tap:
            return {"type": "uri", "label": label, "uri": link(tap)}


def _picker(tap: Pick) -> dict[str, str]:
    bounds = {"initial": tap.initial, "min": tap.least, "max": tap.most}
    return {"mode": tap.mode} | {name: value for name, value in bounds.items() if value}
