"""The door: raw bytes → size cap → signature → every event sealed into the inbox on disk → 200. Nothing is read
before it is verified.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import Any

import orjson
import structlog
from aiohttp import web

from bot import company
from bot.bodies import parsed
from bot.housekeeping import KEPT_EVENTS
from storage import inbox
from storage.store import Store, StoreDown, Unit

BYTES = 1_048_576
FAR = 2**53  # milliseconds: beyond it a database may refuse the number
_EVENTS = frozenset({"message", "postback", "follow", "unfollow", "unsend"})
_MEDIA = frozenset({"image", "file"})
log = structlog.get_logger("webhook")


class Door:
    """POST /line/webhook. `destination` is the bot's own user id; "" (not known yet) lets every destination in."""

    def __init__(
        self, store: Store, secret: str, clock: Callable[[], int], woken: Callable[[Iterable[str]], None]
    ) -> None:
        self._store = store
        self._secret = secret.encode()
        self._clock = clock
        self._woken = woken
        self.destination = ""

    async def receive(self, request: web.Request) -> web.Response:
        raw = await _read(request)
        if raw is None:
            return web.Response(status=413, text="")
        if not genuine(self._secret, raw, request.headers.get("x-line-signature", "")):
            log.warning("signature_refused", bytes=len(raw))
            return web.Response(status=401, text="")
        body = parsed(raw)
        if body is None:
            return web.Response(status=400, text="")
        if self.destination and body.get("destination") != self.destination:
            log.warning("foreign_destination")
            return web.Response(text="")
        found = body.get("events")
        events = [event for event in found if isinstance(event, dict)] if isinstance(found, list) else []
        arrivals = [arrival for event in events if (arrival := self._arrival(event))]
        places = {place for event in events if (place := company.of(event.get("source")))}
        if arrivals or places:
            try:
                people = await self._store.do(lambda unit: _take_in(unit, arrivals, places))
            except StoreDown as down:
                log.error("store_down", reason=str(down))
                return web.Response(status=503, text="")
            self._woken(people)
        return web.Response(text="")

    def _arrival(self, event: dict[str, Any]) -> inbox.Arrival | None:
        """One event as the inbox keeps it; None for what is not for us. A malformed one never fails its neighbours."""
        try:
            source = event.get("source", {})
            ours = source.get("type") == "user" and event["type"] in _EVENTS
            if not ours or event.get("mode", "active") != "active":
                return None
            message = event.get("message", {})
            raw = orjson.dumps(event)
            arrival = inbox.Arrival(
                event=_id(event.get("webhookEventId") or "x" + hashlib.sha256(raw).hexdigest()[:40]),
                message=_id(message["id"]) if "id" in message else None,
                line_user=_id(source["userId"]),
                at=int(event["timestamp"]),
                raw=raw,
                media=message.get("type") in _MEDIA,
            )
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, orjson.JSONEncodeError) as wrong:
            log.warning("event_unreadable", fault=type(wrong).__name__)
            return None
        if not self._clock() - KEPT_EVENTS < arrival.at < FAR:
            log.warning("event_of_another_time")
            return None
        return arrival


def _id(value: Any) -> str:
    """An id as LINE makes them; what is none must not reach a database that would refuse the whole batch for it."""
    if not (isinstance(value, str) and 0 < len(value) <= 100 and value.isascii() and value.isprintable()):
        raise ValueError("no id of LINE")
    return value


async def _read(request: web.Request) -> bytes | None:
    """The body, or None when it is larger than any webhook of LINE."""
    parts, size = [], 0
    async for part in request.content.iter_any():
        size += len(part)
        if size > BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


async def _take_in(unit: Unit, arrivals: list[inbox.Arrival], places: set[str]) -> list[str]:
    """Whom to wake. places: groups and rooms to leave."""
    for place in sorted(places):
        await company.order_to_leave(unit, place)
    return await inbox.take_in(unit, arrivals)


def genuine(secret: bytes, raw: bytes, signature: str) -> bool:
    """Whether LINE signed these very bytes: base64 of HMAC-SHA256 under the channel secret (Messaging API, signature
    validation).
    """
    expected = base64.b64encode(hmac.digest(secret, raw, "sha256"))
    return hmac.compare_digest(expected, signature.encode("utf-8", "replace"))
