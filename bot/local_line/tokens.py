"""Tokens LINE hands out: to reply, to retry safely, to mark as read, and to call the API with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.local_line.answers import Accepted, Problem

REPLY_MS = 60_000
REDELIVERED_MS = 1_200_000
RETRY_MS = 24 * 3_600_000
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)


@dataclass(slots=True)
class _Reply:
    user: str
    event: int
    delivered: int
    again: bool = False


class ReplyTokens:
    """Single use. Lives for 60 s from the latest delivery of its event; a redelivered one at most 20 min from it."""

    def __init__(self) -> None:
        self._open: dict[str, _Reply] = {}

    def issue(self, token: str, user: str, at: int) -> None:
        self._open[token] = _Reply(user, at, at)

    def delivered(self, token: str, at: int, again: bool) -> None:
        if known := self._open.get(token):
            known.delivered = at
            known.again |= again

    def spend(self, token: str, now: int, grace: float = 0) -> str:
        """The user who is answered. Whatever is wrong, LINE says the same. grace: milliseconds of longer life."""
        known = self._open.get(token)
        if known is None or now - known.delivered > REPLY_MS + grace:
            raise Problem(400, "Invalid reply token")
        if known.again and now - known.event > REDELIVERED_MS:
            raise Problem(400, "Invalid reply token")
        del self._open[token]
        return known.user

    def burn(self, token: str) -> None:
        self._open.pop(token, None)


@dataclass(frozen=True, slots=True)
class _Kept:
    request: str
    sent: list[dict[str, str]]
    at: int
    body: int


class RetryKeys:
    """What was accepted under which key within the last 24 hours. Refused requests leave no trace."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def admit(self, key: str | None, body: bytes, now: int) -> None:
        """Raises 409 when the key was accepted before, whatever the body is now."""
        if key is None:
            return
        if not _UUID.fullmatch(key):
            raise Problem(400, "The value for the 'X-Line-Retry-Key' header is invalid")
        known = self._kept.get(key.lower())
        if known and now - known.at < RETRY_MS:
            remark = "" if known.body == hash(body) else "same retry key, another body"
            raise Accepted(known.request, known.sent, remark)

    def keep(self, key: str | None, request: str, sent: list[dict[str, str]], body: bytes, now: int) -> None:
        if key is not None:
            self._kept[key.lower()] = _Kept(request, sent, now, hash(body))


class AccessTokens:
    """Channel access tokens: the long-lived one of the console, and those issued since with their expiry."""

    def __init__(self, long_lived: str) -> None:
        self._until: dict[str, int | None] = {long_lived: None}

    def issue(self, token: str, until: int) -> str:
        self._until[token] = until
        return token

    def revoke(self, token: str) -> None:
        self._until.pop(token, None)

    def left(self, token: str, now: int) -> int | None:
        """Seconds the token still lives, None for a dead or unknown one."""
        until = self._until.get(token, 0)
        if until is None:
            return 2_592_000
        return (until - now) // 1000 if until > now else None
