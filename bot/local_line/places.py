"""Places a phone's map knows: some for everybody, and those that were sent in any chat, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

MOST_SENT = 6
LANDMARKS = (("東京駅", 35.681236, 139.767125), ("札幌駅", 43.068661, 141.350755), ("大阪駅", 34.702485, 135.495951))


def places(line: LocalLine) -> list[dict[str, Any]]:
    """Each with name, latitude, longitude in degrees, and address if it was sent with one."""
    marks = [{"name": name, "latitude": north, "longitude": east} for name, north, east in LANDMARKS]
    sent: dict[tuple[float, float], dict[str, Any]] = {}
    for message in line.world.messages.values():
        if "latitude" in message.body:
            at = message.body["latitude"], message.body["longitude"]
            sent.pop(at, None)
            sent[at] = _named(message.body)
    return marks + [*reversed(sent.values())][:MOST_SENT]


def _named(body: Mapping[str, Any]) -> dict[str, Any]:
    known = {key: body[key] for key in ("address", "latitude", "longitude") if key in body}
    return {"name": body.get("title") or body.get("address") or "送った位置"} | known
