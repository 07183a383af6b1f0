"""What one person sees: the chat, the quick replies of its last message, the rich menu, the loading mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local_line import menus
from bot.local_line.world import Message, Person, RichMenu

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine


def quick_items(person: Person) -> list[dict[str, Any]] | None:
    """Those of the last message only, until one was used or anything new was written."""
    last = person.chat[-1] if person.chat else None
    if last is None or last.sender != "bot" or last.id == person.quick_used:
        return None
    return last.body.get("quickReply", {}).get("items") or None


def quick_replies(person: Person) -> list[dict[str, Any]] | None:
    """Their actions."""
    return [item["action"] for item in quick_items(person) or []] or None


def screen(line: LocalLine, person: Person) -> dict[str, Any]:
    menu = menus.shown(line, person)
    blocked = person.friend == "blocked"
    return {
        "friend": person.friend,
        "messages": [_message(each) for each in person.chat],
        "quick": None if blocked else quick_items(person),
        "menu": _menu(menu) if menu else None,
        "loading": person.loading > line.clock.now(),
    }


def _menu(menu: RichMenu) -> dict[str, Any]:
    named = {key: menu.body[key] for key in ("size", "areas", "chatBarText", "selected")}
    return {"id": menu.id} | named | {"picture": f"/_line/menus/{menu.id}"}


def _message(message: Message) -> dict[str, Any]:
    body = message.body if message.sender == "bot" else _own(message)
    return {
        "id": message.id,
        "from": message.sender,
        "at": message.at,
        "message": body,
        "read": message.read,
        "unsent": message.unsent,
    }


def _own(message: Message) -> dict[str, Any]:
    """A person's own message, as a phone draws it."""
    body = message.body
    if message.unsent:
        return {"type": body["type"]}
    match body["type"]:
        case "image":
            return {"type": "image", "url": f"/_line/content/{message.id}"}
        case "file":
            return {"type": "file", "name": body["fileName"], "size": body["fileSize"]}
        case _:
            return body
