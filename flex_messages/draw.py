"""Messages as values → LINE message objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flex_messages.cards import Act, FieldPage, Message, Open, Pick

Post = Callable[[Act | Pick, str], str]
Link = Callable[[Open | FieldPage], str]


def draw(message: Message, *, post: Post, link: Link) -> dict[str, Any]:
    """The LINE message object. `post(tap, label)` gives a tap's postback data, `link(tap)` an absolute https address."""
    raise NotImplementedError
