"""A LINE that takes everything and tells who waits for a reply token that it came; and the clients that send
webhooks.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import itertools

import aiohttp
import orjson
from aiohttp import web

SECRET = "0123456789abcdef0123456789abcdef"
ACCEPTED = orjson.dumps({"sentMessages": [{"id": "1", "quoteToken": "q"}]})


class Sink:
    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[bytes]] = {}
        self._numbers = itertools.count(1)

    def create_app(self) -> web.Application:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/v2/bot/message/reply", self._reply)
        app.router.add_get("/v2/bot/info", self._info)
        app.router.add_get("/v2/bot/richmenu/list", self._menus)
        return app

    async def _reply(self, request: web.Request) -> web.Response:
        raw = await request.read()
        said = orjson.loads(raw)
        waits = self._waiting.pop(said["replyToken"], None)
        if waits is not None:
            waits.set_result(raw)
        return web.Response(body=ACCEPTED, content_type="application/json")

    async def _info(self, _: web.Request) -> web.Response:
        return web.json_response({"userId": "U" + "b" * 32, "basicId": "@bench"})

    async def _menus(self, _: web.Request) -> web.Response:
        return web.json_response({"richmenus": []})

    async def say(self, session: aiohttp.ClientSession, url: str, user: str, text: str, at: int) -> bytes:
        """One webhook with one text, until its reply came: the raw body of that reply."""
        n = next(self._numbers)
        token = f"{n:032x}"
        waits = self._waiting[token] = asyncio.get_running_loop().create_future()
        event = {
            "type": "message",
            "mode": "active",
            "timestamp": at,
            "webhookEventId": f"01B{n:023d}",
            "deliveryContext": {"isRedelivery": False},
            "source": {"type": "user", "userId": user},
            "replyToken": token,
            "message": {"type": "text", "id": str(n), "text": text, "quoteToken": "q"},
        }
        raw = orjson.dumps({"destination": "U" + "b" * 32, "events": [event]})
        signature = base64.b64encode(hmac.digest(SECRET.encode(), raw, "sha256")).decode()
        async with session.post(f"{url}/line/webhook", data=raw, headers={"x-line-signature": signature}) as got:
            assert got.status == 200, got.status
        raw_reply: bytes = await waits
        return raw_reply
