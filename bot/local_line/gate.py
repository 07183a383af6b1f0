"""Every call of LINE's API passes here: route, token, size, rate, form, retry key, in LINE's order.

A route runs without a single await between its first check and its effect, so of two equal requests one is first.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl

from aiohttp import web

from bot.local_line.answers import Answer, Problem
from bot.local_line.call import Call
from bot.local_line.faults import Wire

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

MOST_BYTES = 2_097_152
Act = Callable[["LocalLine", Call], Answer | Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    """takes: the form of the body; retry: X-Line-Retry-Key is allowed; open: no channel access token is needed."""

    method: str
    path: str
    act: Act
    takes: Literal["", "json", "json or nothing", "form", "image"] = ""
    retry: bool = False
    open: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def around(line: LocalLine, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        """The call goes on by itself when the caller is gone, whether or not this server cancels handlers then."""
        call = Call(
            id=line.ids.request(),
            at=line.clock.now(),
            method=request.method,
            path=request.path,
            route=route.name,
            params=request.match_info,
            query=request.query,
            headers=request.headers,
            data=await request.content.read(),
        )
        return await asyncio.shield(line.spawn(_answered(line, route, call, request)))

    return handle


async def _answered(line: LocalLine, route: Route, call: Call, request: web.Request) -> web.StreamResponse:
    decided = 0

    async def go() -> Answer:
        nonlocal decided
        answer = await carry_out(line, route, call)
        decided = answer.status
        return answer

    with line.idle.work():
        fault = line.faults.take(f"{call.method} {call.path}")
        answer = await line.faults.strike(fault, Wire(request, line.closing), go) if fault else await go()
        line.log(call, answer.status if answer else 0, decided, fault.kind if fault else "")
    return answer.response(call.id, line.clock.now()) if answer else web.Response(status=500)


async def carry_out(line: LocalLine, route: Route, call: Call) -> Answer:
    try:
        _admit(line, route, call)
        answer = route.act(line, call)
        return await answer if isawaitable(answer) else answer
    except Problem as problem:
        call.remark = problem.remark
        return problem.answer


def _admit(line: LocalLine, route: Route, call: Call) -> None:
    if not route.open:
        _authenticate(line, call)
    if len(call.data) > MOST_BYTES:
        raise Problem(413, "Request Entity Too Large")
    line.rates.admit(route.name, call.at)
    _read(route, call)
    if call.retry_key is not None and not route.retry:
        raise Problem(400, "The 'X-Line-Retry-Key' header is not supported by this API")


def _authenticate(line: LocalLine, call: Call) -> None:
    scheme, _, token = call.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        reason = "Authorization header required. Must follow the format, 'Authorization: Bearer ACCESS_TOKEN'"
    elif line.access.left(token, call.at) is None:
        reason = "invalid token. Confirm that the access token in the authorization header is valid."
    else:
        return
    raise Problem(401, f"Authentication failed due to the following reason: {reason}")


def _read(route: Route, call: Call) -> None:
    """The body in the form the route takes."""
    if route.takes == "json" or (route.takes == "json or nothing" and call.data):
        if call.kind != "application/json":
            raise _unsupported(call)
        call.body = _object(call.data)
    elif route.takes == "form":
        call.body = dict(parse_qsl(call.data.decode("utf-8", "replace"), keep_blank_values=True))
    elif route.takes == "image" and call.kind not in ("image/jpeg", "image/png"):
        raise _unsupported(call)


def _unsupported(call: Call) -> Problem:
    return Problem(415, f"The content type, {call.headers.get('Content-Type', '')}, is not supported")


def _object(data: bytes) -> dict[str, Any]:
    line, column = 1, 1
    try:
        body = json.loads(data)
        if isinstance(body, dict):
            return body
    except json.JSONDecodeError as wrong:
        line, column = wrong.lineno, wrong.colno
    except (UnicodeDecodeError, RecursionError):
        pass
    raise Problem(400, f"The request body could not be parsed as JSON (line: {line}, column: {column})")
