"""A local LINE, a bot that only listens, and three people, all on real HTTP and on a clock that stands still."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.local_line import LocalLine, Settings

NOON = 1_795_489_200_000  # 2026-11-24 12:00 in Japan
SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"

Client = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class Bot:
    """Keeps every webhook as it came. `status` is its answer; while `silent`, it answers nothing."""

    got: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)
    status: int = 200
    silent: bool = False
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, request: web.Request) -> web.Response:
        self.got.append((await request.read(), dict(request.headers)))
        if self.silent:
            await self.released.wait()
        return web.Response(status=self.status)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body, _ in self.got]

    @property
    def events(self) -> list[dict[str, Any]]:
        return [event for body in self.bodies for event in body["events"]]

    @property
    def last(self) -> dict[str, Any]:
        return self.events[-1]


@dataclass(slots=True)
class Town:
    """`expert` is nobody's friend yet, `agency` and `clerk` are friends of the bot."""

    line: LocalLine
    http: Client
    bot: Bot
    expert: str
    agency: str
    clerk: str

    async def idle(self) -> None:
        await self.control("POST", "idle", ms=5)

    async def control(self, method: str, path: str, **body: Any) -> Any:
        async with self.http.request(method, f"/_line/{path}", json=body if method == "POST" else None) as got:
            assert got.status == 200, await got.text()
            return await got.json()

    async def refused(self, path: str, **body: Any) -> int:
        """Posts to the control API what cannot be done, and returns the status."""
        async with self.http.post(f"/_line/{path}", json=body) as got:
            assert got.status >= 400
            return got.status

    async def says(self, user: str, **what: Any) -> str:
        """Sends from a phone, waits for the webhook, returns the message's id."""
        said = await self.control("POST", f"chats/{user}/send", **what)
        await self.idle()
        return str(said["messages"][0])

    async def sends(self, user: str, *files: tuple[str, bytes, str]) -> list[str]:
        form = aiohttp.FormData(quote_fields=False)  # names as a browser sends them
        for name, data, kind in files:
            form.add_field("file", io.BytesIO(data), filename=name, content_type=kind)
        async with self.http.post(f"/_line/chats/{user}/send", data=form) as got:
            assert got.status == 200, await got.text()
            sent: list[str] = (await got.json())["messages"]
        await self.idle()
        return sent

    async def does(self, user: str, what: str) -> None:
        await self.control("POST", f"chats/{user}/{what}")
        await self.idle()

    async def taps(self, user: str, message: str | None, action: dict[str, Any], picked: str = "") -> dict[str, Any]:
        did: dict[str, Any] = await self.control(
            "POST", f"chats/{user}/tap", message=message, action=action, picked=picked
        )
        await self.idle()
        return did

    async def chat(self, user: str) -> dict[str, Any]:
        shown: dict[str, Any] = await self.control("GET", f"chats/{user}")
        return shown

    async def seen(self, user: str) -> list[str]:
        """The texts in a chat."""
        return [each["message"]["text"] for each in (await self.chat(user))["messages"]]

    async def api(self, method: str, path: str, body: Any = None, **headers: str) -> Api:
        """One call with the right token. Headers are named with underscores."""
        named = {"Authorization": f"Bearer {self.line.settings.access_token}"}
        named |= {key.replace("_", "-"): value for key, value in headers.items()}
        async with self.http.request(method, path, json=body, headers=named) as got:
            raw = await got.read()
            data = json.loads(raw) if got.content_type == "application/json" else raw
            return Api(got.status, data, dict(got.headers))

    async def reply(self, token: str, *texts: str) -> Api:
        messages = [{"type": "text", "text": text} for text in texts or ("はい。",)]
        return await self.api("POST", "/v2/bot/message/reply", {"replyToken": token, "messages": messages})

    async def push(self, to: str, *texts: str, **headers: str) -> Api:
        messages = [{"type": "text", "text": text} for text in texts or ("お知らせ",)]
        return await self.api("POST", "/v2/bot/message/push", {"to": to, "messages": messages}, **headers)


@dataclass(frozen=True, slots=True)
class Api:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def words(self) -> str:
        return str(self.body["message"])

    @property
    def details(self) -> list[tuple[str, str]]:
        return [(each["property"], each["message"]) for each in self.body["details"]]


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    bot = Bot()
    ears = web.Application()
    ears.router.add_post("/line/webhook", bot.receive)
    async with TestServer(ears) as listening:
        line = LocalLine(Settings(channel_secret=SECRET, webhook_url=str(listening.make_url("/line/webhook"))))
        line.clock.freeze()
        line.clock.set(NOON)
        people = (
            line.add("試験 太郎", "専門家"),
            line.add("見本 花子", "支援機関", friend=True),
            line.add("例示 一郎", "事務局", friend=True),
        )
        async with TestClient(TestServer(line.create_app())) as http:
            yield Town(line, http, bot, *people)
            bot.released.set()
