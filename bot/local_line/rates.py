"""Rate limits: one bucket per method and route, refilled evenly, as large as LINE documents it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.local_line.answers import Problem

HOUR = 3600.0
DEFAULT = (2000.0, 1.0)
LIMITS: Mapping[str, tuple[float, float]] = {
    "POST /v2/bot/message/multicast": (200, 1),
    "POST /v2/bot/message/broadcast": (60, HOUR),
    "POST /v2/bot/message/narrowcast": (60, HOUR),
    "POST /v2/bot/chat/loading/start": (100, 1),
    "GET /v2/bot/channel/webhook/endpoint": (1000, 60),
    "PUT /v2/bot/channel/webhook/endpoint": (1000, 60),
    "POST /v2/bot/channel/webhook/test": (60, HOUR),
    "GET /v2/bot/richmenu/list": (10, 1),
    "POST /v2/bot/richmenu": (100, HOUR),
    "DELETE /v2/bot/richmenu/{menu}": (100, HOUR),
    "DELETE /v2/bot/richmenu/alias/{alias}": (100, HOUR),
    "POST /v2/bot/richmenu/batch": (3, HOUR),
    "GET /v2/bot/richmenu/progress/batch": (100, HOUR),
    "POST /v2/oauth/accessToken": (370, 1),
}


class Rates:
    """turned: limits of the moment, "METHOD /route" -> [calls, seconds]."""

    def __init__(self, turned: Mapping[str, Sequence[float]]) -> None:
        self.turned = turned
        self._left: dict[str, tuple[float, int]] = {}

    def admit(self, route: str, now: int) -> None:
        calls, seconds = self.turned.get(route) or LIMITS.get(route, DEFAULT)
        left, since = self._left.get(route, (calls, now))
        left = min(calls, left + (now - since) / 1000 * calls / seconds)
        if left < 1:
            raise Problem(429, "The API rate limit has been exceeded. Try again later.")
        self._left[route] = (left - 1, now)
