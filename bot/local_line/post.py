"""One HTTP request to the bot's webhook and how it ended, in the words of LINE's error statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson

from bot.local_line.signature import sign


@dataclass(frozen=True, slots=True)
class Attempt:
    """events: their ids; kind: delivery, redelivery, duplicate, verify, dropped; status: 0 when no answer came.

    reason: "" when the bot answered 2xx in time. about: of each event the user and its type, "message/text".
    """

    at: int
    url: str
    events: Sequence[str]
    kind: str
    status: int
    reason: str = ""
    detail: str = ""
    about: Sequence[tuple[str, str]] = ()

    @property
    def words(self) -> str:
        return " ".join(filter(None, (self.kind, self.reason, self.detail)))


def gist(event: Mapping[str, Any]) -> tuple[str, str]:
    """Whom an event is about, and its type."""
    inner = event.get("message", {}).get("type", "")
    return event["source"].get("userId", ""), f"{event['type']}/{inner}" if inner else event["type"]


def body_of(destination: str, events: Sequence[dict[str, Any]]) -> bytes:
    return orjson.dumps({"destination": destination, "events": events})


Ended = tuple[int, str, str]  # status, reason, detail


async def post(session: aiohttp.ClientSession, url: str, body: bytes, signature: str, seconds: float) -> Ended:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "LineBotWebhook/2.0",
        "x-line-signature": signature,
    }
    wait = aiohttp.ClientTimeout(total=seconds)
    try:
        async with session.post(url, data=body, headers=headers, timeout=wait, allow_redirects=False) as got:
            await got.read()
            good = 200 <= got.status < 300
            return (got.status, "", "") if good else (got.status, "error_status_code", str(got.status))
    except TimeoutError:
        return 0, "request_timeout", "Request timeout"
    except aiohttp.InvalidURL:
        return 0, "could_not_connect", "Invalid URL syntax"
    except aiohttp.ClientConnectorDNSError:
        return 0, "could_not_connect", "Unknown host"
    except aiohttp.ClientConnectorError:
        return 0, "could_not_connect", "Connection failed"
    except (aiohttp.ClientError, OSError):
        return 0, "unclassified", "Session closed unexpectedly"


def signature_of(secret: str, body: bytes, wrong: bool = False) -> str:
    return sign(secret[::-1] + "?" if wrong else secret, body)
