"""Webhook events, exactly in LINE's format: properties without a value are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local_line.world import Message, Person

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

Event = dict[str, Any]
_QUOTABLE = frozenset({"text", "sticker", "image", "video"})


def event(line: LocalLine, person: Person, kind: str, *, reply: bool = True, **more: Any) -> Event:
    """The envelope all events share. In standby there is no reply token, because another module answers."""
    now = line.clock.now()
    standby = line.switches.standby
    made: Event = {"type": kind}
    made |= more
    made |= {
        "webhookEventId": line.ids.ulid(),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": now,
        "source": {"type": "user", "userId": person.user},
    }
    if reply and not standby:
        made["replyToken"] = line.ids.hex("reply")
        line.replies.issue(made["replyToken"], person.user, now)
    return made | {"mode": "standby" if standby else "active"}


def message_event(line: LocalLine, person: Person, message: Message, content: dict[str, Any]) -> Event:
    """content: the message object without its id and tokens."""
    tokens = {"quoteToken": line.ids.text("quote")} if content["type"] in _QUOTABLE else {}
    tokens["markAsReadToken"] = line.ids.text("read")
    line.read_tokens[tokens["markAsReadToken"]] = message
    return event(line, person, "message", message={"type": content["type"], "id": message.id} | tokens | content)


def postback_event(line: LocalLine, person: Person, data: str, params: dict[str, Any] | None = None) -> Event:
    return event(line, person, "postback", postback={"data": data} | ({"params": params} if params else {}))


def novelty(line: LocalLine, like: Event) -> Event:
    """An event of a type that LINE may invent one day, from the same source."""
    made = {key: like[key] for key in ("deliveryContext", "timestamp", "source", "mode")}
    return {"type": "somethingNew", "somethingNew": {"depth": 1}, "webhookEventId": line.ids.ulid()} | made
