"""A stand-in for the control API of the local LINE: canned chats, and a memory of what was asked.

It decides nothing, so that a test of the drawing fails only because of the drawing.
"""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import segno
from aiohttp import web

from bot.local_line.qr import read
from tests.browser import examples
from tests.browser.page_examples import PAGES

STATIC = Path(__file__).parents[2] / "bot" / "local_line" / "static"
CLOCK = {"now": examples.NOW, "frozen": True}
Asked = tuple[str, str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Stage:
    """What the phones show (change `chats`, then `tell`) and what they asked for (`asked`: user, what, with what)."""

    chats: dict[str, dict[str, Any]] = field(default_factory=examples.chats)
    people: list[dict[str, str]] = field(default_factory=examples.people)
    answer: dict[str, Any] = field(default_factory=lambda: dict(CLOCK))
    status: int = 200
    log: list[dict[str, Any]] = field(default_factory=lambda: list(examples.LOG))
    settings: dict[str, Any] = field(default_factory=dict)
    places: list[dict[str, Any]] = field(default_factory=examples.places)
    asked: asyncio.Queue[Asked] = field(default_factory=asyncio.Queue)
    listeners: list[asyncio.Queue[str]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def tell(self, event: str, **data: Any) -> None:
        for listener in self.listeners:
            listener.put_nowait(f"event: {event}\ndata: {json.dumps(data)}\n\n")

    def show(self, user: str, *messages: dict[str, Any], **more: Any) -> None:
        """Replaces the messages of a chat with these from the account."""
        self.chats[user] = examples.chat(
            [examples.sent(f"x{n}", message) for n, message in enumerate(messages)], **more
        )
        self.tell("chat", user=user)

    async def next(self) -> Asked:
        async with asyncio.timeout(10):
            return await self.asked.get()

    def code(self, request: web.Request) -> web.Response:
        out = io.BytesIO()
        segno.make_qr(self.codes[request.match_info["name"]]).save(out, kind="png", scale=4)
        return web.Response(body=out.getvalue(), content_type="image/png")

    async def ask(self, request: web.Request) -> web.Response:
        where = request.match_info
        self.asked.put_nowait((where.get("user", ""), where.get("what", "clock"), await sent_with(request)))
        return web.json_response(self.answer, status=self.status)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        listener: asyncio.Queue[str] = asyncio.Queue()
        self.listeners.append(listener)
        await response.write(b": hello\n\n")
        try:
            while True:
                await response.write((await listener.get()).encode())
        finally:
            self.listeners.remove(listener)


def application(stage: Stage) -> web.Application:
    app = web.Application(client_max_size=32 * 2**20)
    app.add_routes(
        [
            web.get("/", gives(lambda _: web.FileResponse(STATIC / "index.html"))),
            web.static("/_line/static", STATIC),
            web.get("/_line/people", gives(lambda _: web.json_response(stage.people))),
            web.get("/_line/places", gives(lambda _: web.json_response(stage.places))),
            web.get("/_line/settings", gives(lambda _: web.json_response(stage.settings))),
            web.get("/_line/quota", gives(lambda _: web.json_response({"used": 128, "limit": 5000}))),
            web.get("/_line/clock", gives(lambda _: web.json_response(CLOCK))),
            web.get("/_line/requests", gives(lambda _: web.json_response(stage.log))),
            web.get("/_line/webhooks", gives(lambda _: web.json_response(examples.WEBHOOKS))),
            web.get("/_line/menus/{id}", gives(lambda _: drawn(examples.menu_picture()))),
            web.post("/_line/qr", read_code),
            web.get("/qr/{name}", gives(stage.code)),
            web.get("/picture", gives(lambda _: drawn(examples.picture()))),
            *(web.get(f"/{name}", gives(partial(page, text))) for name, text in PAGES.items()),
            web.get(
                "/_line/chats/{user}", gives(lambda request: web.json_response(stage.chats[request.match_info["user"]]))
            ),
            web.get("/_line/stream", stage.stream),
            web.post("/_line/clock", stage.ask),
            web.post("/_line/messages/{user}/{what}", stage.ask),
            web.post("/_line/chats/{user}/{what}", stage.ask),
        ]
    )
    return app


def gives(make: Callable[[web.Request], web.StreamResponse]) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return make(request)

    return handle


def page(text: str, _: web.Request) -> web.Response:
    return web.Response(text=text, content_type="text/html", charset="utf-8")


def drawn(text: str) -> web.Response:
    return web.Response(text=text, content_type="image/svg+xml")


async def read_code(request: web.Request) -> web.Response:
    return web.json_response({"text": read(await request.read())})


async def sent_with(request: web.Request) -> Any:
    """JSON as it is; files as their names and sizes."""
    if not request.content_type.startswith("multipart/"):
        return await request.json()
    parts = (await request.post()).getall("file")
    return [(part.filename, len(part.file.read())) for part in parts if isinstance(part, web.FileField)]


async def serve() -> AsyncIterator[Stage]:
    """A running stage on a free port of this machine."""
    stage = Stage()
    runner = web.AppRunner(application(stage), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stage.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield stage
    await runner.cleanup()
