"""Misfortunes of LINE's API: errors before and after a request was accepted, lost and late answers, silence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from random import Random
from typing import Any

from aiohttp import web

from bot.local_line.answers import Answer, Problem
from bot.local_line.clock import Clock

Go = Callable[[], Coroutine[Any, Any, Answer]]

REFUSALS: Mapping[str, Answer] = {
    "500_before": Problem(500, "Internal Server Error").answer,
    "503_before": Problem(503, "Service Unavailable").answer,
    "502_html": Answer(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html"),
    "429": Problem(429, "The API rate limit has been exceeded. Try again later.").answer,
    "429_quota": Problem(429, "You have reached your monthly limit.").answer,
    "400_token": Problem(400, "Invalid reply token").answer,
    "401": Problem(401, "Authentication failed due to the following reason: invalid token.").answer,
    "403": Problem(403, "Access to this API is not available for your account").answer,
    "413": Problem(413, "Request Entity Too Large").answer,
    "202_content": Answer(202, b"", "application/octet-stream"),
    "404_content": Problem(404, "not found").answer,
    "410_content": Problem(410, "The content is gone").answer,
}
KINDS = frozenset(
    {
        *(*REFUSALS, "500_after", "reset_before", "reset_after", "hang_before", "hang_after", "late", "slow"),
        *("malformed", "cut"),
    }
)


@dataclass(slots=True)
class Fault:
    """match: "POST /v2/bot/message/*"; times: how often still, -1 for ever; chance: the share of calls it strikes.

    seconds: for slow, how long the answer takes; for late, how long after the caller gave up the request is accepted.
    """

    match: str
    kind: str
    times: int = 1
    chance: float = 1.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Problem(400, f"unknown kind of fault: {self.kind}; one of {', '.join(sorted(KINDS))}")


class Wire:
    """The connection of one request: it can be broken, and one can wait for the other side to give up."""

    def __init__(self, request: web.Request, closing: asyncio.Event) -> None:
        self._request = request
        self._closing = closing

    def reset(self) -> None:
        if isinstance(self._request.transport, asyncio.Transport):
            self._request.transport.abort()

    def cut(self, answer: Answer) -> None:
        """Breaks in the middle of an answer whose length was announced."""
        if isinstance(self._request.transport, asyncio.Transport):
            head = f"HTTP/1.1 {answer.status} -\r\nContent-Type: {answer.kind}\r\nContent-Length: {len(answer.raw)}"
            self._request.transport.write(head.encode() + b"\r\n\r\n" + answer.raw[: len(answer.raw) // 2])
            self._request.transport.close()

    async def gone(self) -> None:
        """aiohttp tells a running handler nothing of its client, so this looks every 10 ms."""
        while not self._closing.is_set() and self._open():  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    def _open(self) -> bool:
        wire = self._request.transport
        return wire is not None and not wire.is_closing()


class Faults:
    def __init__(self, clock: Clock, random: Random, spawn: Callable[[Coroutine[Any, Any, Answer]], object]) -> None:
        self.planned: list[Fault] = []
        self._clock = clock
        self._random = random
        self._spawn = spawn

    def take(self, call: str) -> Fault | None:
        """The first planned misfortune that strikes this call ("METHOD /path"), counted down."""
        for fault in self.planned:
            if fault.times and fnmatchcase(call, fault.match) and self._random.random() < fault.chance:
                fault.times -= fault.times > 0
                return fault
        return None

    async def strike(self, fault: Fault, wire: Wire, go: Go) -> Answer | None:
        """Lets the request through (`go`) or not, as the fault says. None: the caller gets no answer."""
        if refusal := REFUSALS.get(fault.kind):
            return refusal
        kind, _, when = fault.kind.partition("_")
        if kind == "slow":
            await self._clock.until(self._clock.now() + round(fault.seconds * 1000))
        answer = await go() if when != "before" and kind != "late" else None
        if kind in ("hang", "late"):
            await wire.gone()
        if kind == "late":
            self._clock.at(self._clock.now() + round(fault.seconds * 1000), lambda: self._spawn(go()))
        if kind in ("hang", "late", "reset"):
            wire.reset()
            return None
        assert answer is not None
        if kind == "cut":
            wire.cut(answer)
            return None
        return _spoilt(answer, kind)


def _spoilt(answer: Answer, kind: str) -> Answer:
    if kind == "500":
        return REFUSALS["500_before"]
    if kind == "malformed":
        return Answer(answer.status, answer.raw[: len(answer.raw) // 2], headers=answer.headers)
    return answer
