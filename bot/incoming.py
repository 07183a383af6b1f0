"""One event of LINE as one of ours. What LINE may invent later becomes Other, never an error."""

from __future__ import annotations

import math
from typing import Any

import orjson

from conversations.events import Event, Followed, Other, Placed, Sent, Tapped, Typed, Unfollowed, Unsent, What
from storage.inbox import Letter


def read(letter: Letter) -> tuple[Event, str]:
    """The event of a letter and its reply token ("" where LINE gave none)."""
    raw = orjson.loads(letter.raw)
    return Event(letter.event, letter.person, letter.at, _what(raw, letter.media)), str(raw.get("replyToken", ""))


def reply_token(letter: Letter) -> str:
    """The token of a letter whose content may be unreadable."""
    try:
        return str(orjson.loads(letter.raw).get("replyToken", ""))
    except (ValueError, AttributeError):
        return ""


def _what(raw: dict[str, Any], media: str | None) -> What:
    match raw["type"]:
        case "message":
            return _message(raw["message"], media)
        case "postback":
            params = raw["postback"].get("params") or {}
            picked = params.get("date") or params.get("time") or params.get("datetime") or ""
            return Tapped(str(raw["postback"]["data"]), str(picked))
        case "follow":
            return Followed(bool((raw.get("follow") or {}).get("isUnblocked")))
        case "unfollow":
            return Unfollowed()
        case "unsend":
            return Unsent(str(raw["unsend"]["messageId"]))
        case kind:
            return Other(str(kind))


def _message(message: dict[str, Any], media: str | None) -> What:
    id = str(message["id"])
    match message["type"]:
        case "text":
            return Typed(str(message["text"]), id)
        case "image" | "file" if media is not None:
            group = message.get("imageSet") or {}
            return Sent(
                **orjson.loads(media),
                message=id,
                group=str(group.get("id", "")),
                index=int(group.get("index", 1)),
                of=int(group.get("total", 1)),
            )
        case "location":
            return Placed(
                _degrees(message.get("latitude")),
                _degrees(message.get("longitude")),
                str(message.get("title", "")),
                str(message.get("address", "")),
                id,
            )
        case kind:
            return Other(str(kind), id)


def _degrees(value: Any) -> float:
    """Not a number where LINE would send one: whoever reads the place refuses it in words."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
