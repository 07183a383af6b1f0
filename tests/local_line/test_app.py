"""The local LINE as an application: beside a service, and stopping."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.local_line import LocalLine


def beside_a_service() -> tuple[LocalLine, str, web.Application]:
    """A service with its own routes and limits, and the local LINE for everything else."""
    line = LocalLine()

    async def health(request: web.Request) -> web.Response:
        return web.Response(text="service")

    service = web.Application(client_max_size=1_000)
    service.router.add_get("/health/live", health)
    line.join(service)
    return line, line.add("見本 花子", "支援機関", friend=True), service


async def test_it_serves_whatever_the_service_beside_it_does_not() -> None:
    _, user, app = beside_a_service()
    async with TestClient(TestServer(app)) as http:
        assert await (await http.get("/health/live")).text() == "service"
        assert (await http.get("/_line/people")).status == 200
        assert (await http.get("/v2/bot/info")).status == 401
        assert await (await http.get("/v2/nowhere")).json() == {"message": "Not found"}
        form = aiohttp.FormData()
        form.add_field("file", bytes(10_000), filename="a.pdf", content_type="application/pdf")
        assert (await http.post(f"/_line/chats/{user}/send", data=form)).status == 200


async def test_it_stops_at_once_although_a_call_hangs_and_a_page_listens() -> None:
    line, user, app = beside_a_service()
    runner = web.AppRunner(app, shutdown_timeout=60)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession(base, headers={"Authorization": f"Bearer {line.settings.access_token}"}) as http:
        await http.post("/_line/faults", json=[{"match": "GET /v2/bot/info", "kind": "hang_before"}])
        hanging = asyncio.create_task(http.get("/v2/bot/info"))
        async with http.get("/_line/stream") as stream:
            await stream.content.readline()
            await asyncio.wait({hanging}, timeout=0.1)
            async with asyncio.timeout(10):
                await runner.cleanup()
            assert await stream.content.read() == b"\n"
        assert isinstance((await asyncio.gather(hanging, return_exceptions=True))[0], aiohttp.ClientError)
    assert user in line.world.people


async def test_what_happened_before_the_start_is_delivered_after_it() -> None:
    line, user, app = beside_a_service()
    line.phone(user).say("早起き")
    line.webhooks.url = ""
    async with TestClient(TestServer(app)) as http:
        await http.post("/_line/idle")
        (attempt,) = await (await http.get("/_line/webhooks")).json()
    assert attempt["reason"] == "could_not_connect"
