"""Messages of the bot on their way into chats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.local_line.world import Message, Person

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

_QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video"})


def deliver(line: LocalLine, person: Person, bodies: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """Puts the messages into the chat if they can reach it, and returns `sentMessages`: accepted is not delivered."""
    now = line.clock.now()
    reached = person.reachable(now)
    sent = []
    for body in bodies:
        message = Message(line.ids.message(), person.user, "bot", now, body)
        quote = {"quoteToken": line.ids.text("quote")} if body.get("type") in _QUOTABLE else {}
        sent.append({"id": message.id} | quote)
        if reached:
            person.chat.append(message)
            line.world.messages[message.id] = message
    if reached:
        person.loading = 0
        line.changed(person)
    return sent
