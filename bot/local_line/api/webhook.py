"""The webhook's address and its test call."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.local_line.answers import Answer, Problem
from bot.local_line.call import Call
from bot.local_line.gate import Route

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

MOST_LETTERS = 500
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def _checked(url: object) -> str:
    """https as LINE wants it; http only on this machine, which LINE could never reach."""
    if isinstance(url, str) and len(url) <= MOST_LETTERS:
        parts = urlsplit(url)
        if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)):
            return url
    raise Problem(400, "Invalid webhook endpoint URL")


def endpoint(line: LocalLine, call: Call) -> Answer:
    if not line.webhooks.url:
        raise Problem(404, "Webhook endpoint not found")
    return Answer(200, {"endpoint": line.webhooks.url, "active": line.switches.use_webhook})


def change_endpoint(line: LocalLine, call: Call) -> Answer:
    line.webhooks.url = _checked(call.body.get("endpoint"))
    return Answer(200)


async def test(line: LocalLine, call: Call) -> Answer:
    url = _checked(call.body["endpoint"]) if call.body.get("endpoint") else line.webhooks.url
    if not url:
        raise Problem(404, "Webhook endpoint not found")
    ended = await line.webhooks.verify(url)
    when = datetime.fromtimestamp(call.at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Answer(
        200,
        {
            "success": not ended.reason,
            "timestamp": when,
            "statusCode": ended.status,
            "reason": ended.reason.upper() or "OK",
            "detail": ended.detail or str(ended.status),
        },
    )


ROUTES = (
    Route("GET", "/v2/bot/channel/webhook/endpoint", endpoint),
    Route("PUT", "/v2/bot/channel/webhook/endpoint", change_endpoint, "json"),
    Route("POST", "/v2/bot/channel/webhook/test", test, "json or nothing"),
)
