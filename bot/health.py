"""What an operator's machines ask: alive, ready, and the figures."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Histogram, generate_latest

from storage.alive import ping
from storage.store import Store, StoreDown

REQUESTS = Histogram("http_seconds", "Time to answer", ["route"], buckets=(0.005, 0.02, 0.05, 0.1, 0.3, 1, 2, 10))


class Health:
    """/health/live, /health/ready (503 while stopping or without the database), /metrics.

    token: what a bearer of /metrics must show; "" closes it, None opens it to everybody (the demo).
    """

    def __init__(self, store: Store, token: str | None = "") -> None:
        self._store = store
        self._token = token
        self.stopping = False

    async def live(self, _: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def ready(self, _: web.Request) -> web.Response:
        if self.stopping:
            return web.Response(status=503, text="stopping")
        try:
            await self._store.look(ping)
        except StoreDown:
            return web.Response(status=503, text="no database")
        return web.Response(text="ok")

    async def metrics(self, request: web.Request) -> web.Response:
        """404 to whoever may not see it: how the service is used is nobody else's business."""
        shown = request.headers.get("Authorization", "").encode("utf-8", "replace")
        if self._token is not None and not (
            self._token and hmac.compare_digest(shown, f"Bearer {self._token}".encode())
        ):
            raise web.HTTPNotFound
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


@web.middleware
async def measured(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Labels are route templates, never addresses: those carry tokens."""
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "none"
    with REQUESTS.labels(route).time():
        return await handler(request)
