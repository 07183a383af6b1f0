"""The control API behind the phones: clock, idleness, logs, misfortunes, switches, starting over."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from bot.local_line.answers import Problem
from bot.local_line.control import Handler, answering, body
from bot.local_line.faults import Fault
from bot.local_line.settings import Switches

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine


async def clock(line: LocalLine, request: web.Request) -> Any:
    return {"now": line.clock.now()}


async def turn_clock(line: LocalLine, request: web.Request) -> Any:
    match await body(request):
        case {"advance": int() | float() as seconds}:
            line.clock.advance(seconds)
        case {"set": int(ms)}:
            line.clock.set(ms)
        case {"freeze": bool(frozen)}:
            line.clock.freeze(frozen)
        case _:
            raise Problem(400, "one of advance, set, freeze is expected")
    return {"now": line.clock.now()}


async def idle(line: LocalLine, request: web.Request) -> Any:
    await line.idle.quiet((await body(request)).get("ms", 50))
    return {}


async def requests(line: LocalLine, request: web.Request) -> Any:
    return [asdict(row) for row in reversed(line.requests)]


async def webhooks(line: LocalLine, request: web.Request) -> Any:
    return [asdict(attempt) | {"words": attempt.words} for attempt in reversed(line.webhooks.attempts)]


async def emit(line: LocalLine, request: web.Request) -> Any:
    """Any events, as they are: for what LINE never or rarely sends."""
    line.webhooks.emit(*(await body(request)).get("events", []))
    return {}


async def quota(line: LocalLine, request: web.Request) -> Any:
    return {"used": line.ledger.used(line.clock.now()), "limit": line.ledger.quota}


async def plan_faults(line: LocalLine, request: web.Request) -> Any:
    """Replaces what was planned; an empty list heals LINE."""
    try:
        line.faults.planned = [Fault(**each) for each in orjson.loads(await request.read())]
    except (orjson.JSONDecodeError, TypeError) as wrong:
        raise Problem(400, f"a list of faults is expected: {wrong}") from None
    return [asdict(each) for each in line.faults.planned]


async def config(line: LocalLine, request: web.Request) -> Any:
    return asdict(line.switches)


async def turn_switches(line: LocalLine, request: web.Request) -> Any:
    """Only what is named changes. True and false serve for "always" and "never"."""
    wanted = await body(request)
    known = {each.name for each in fields(Switches)}
    if unknown := sorted(set(wanted) - known):
        raise Problem(400, f"unknown: {', '.join(unknown)}; one of {', '.join(sorted(known))}")
    for name, value in wanted.items():
        now = getattr(line.switches, name)
        if not isinstance(value, int | float if isinstance(now, int | float) else type(now)):
            raise Problem(400, f"{name} is like {now!r}")
    for name, value in wanted.items():
        setattr(line.switches, name, value)
    line.rates.turned = line.switches.rates
    return asdict(line.switches)


async def reset(line: LocalLine, request: web.Request) -> Any:
    line.reset()
    return {}


def routes(line: LocalLine) -> list[web.RouteDef]:
    table: list[tuple[str, str, Handler]] = [
        ("GET", "clock", clock),
        ("POST", "clock", turn_clock),
        ("POST", "idle", idle),
        ("GET", "requests", requests),
        ("GET", "webhooks", webhooks),
        ("POST", "webhooks", emit),
        ("GET", "quota", quota),
        ("POST", "faults", plan_faults),
        ("GET", "config", config),
        ("POST", "config", turn_switches),
        ("POST", "reset", reset),
    ]
    made = [web.route(method, f"/_line/{path}", answering(line, handler)) for method, path, handler in table]
    return [*made, web.get("/_line/stream", line.stream.serve)]
