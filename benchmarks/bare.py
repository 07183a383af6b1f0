"""What the service is measured against: an aiohttp handler that checks the signature and posts one reply. Nothing is
kept, nothing is safe.
"""

from __future__ import annotations

import base64
import hmac
import sys

import aiohttp
import orjson
from aiohttp import web

from benchmarks.sink import SECRET

REPLY = b'[{"type":"text","text":"\\u627f\\u77e5\\u3057\\u307e\\u3057\\u305f"}]'


def create_app(line: str) -> web.Application:
    app = web.Application()

    async def session(app: web.Application) -> object:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256)) as app[KEY]:
            yield

    async def webhook(request: web.Request) -> web.Response:
        raw = await request.read()
        expected = base64.b64encode(hmac.digest(SECRET.encode(), raw, "sha256"))
        if not hmac.compare_digest(expected, request.headers["x-line-signature"].encode()):
            return web.Response(status=401)
        for event in orjson.loads(raw)["events"]:
            body = b'{"replyToken":%b,"messages":%b}' % (orjson.dumps(event["replyToken"]), REPLY)
            headers = {"Content-Type": "application/json", "Authorization": "Bearer t"}
            async with request.app[KEY].post(f"{line}/v2/bot/message/reply", data=body, headers=headers) as got:
                await got.read()
        return web.Response()

    app.cleanup_ctx.append(session)  # type: ignore[arg-type]
    app.router.add_post("/line/webhook", webhook)
    return app


KEY = web.AppKey("session", aiohttp.ClientSession)

if __name__ == "__main__":
    web.run_app(create_app(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
