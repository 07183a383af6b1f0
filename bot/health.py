"""What an operator's machines ask: alive, ready, and the figures."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Histogram, generate_latest

from storage.alive import ping
from storage.store import Store, StoreDown

LOOPBACK = ("127.0.0.1", "::1")
PROXIED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
REQUESTS = Histogram("http_seconds", "Time to answer", ["route"], buckets=(0.005, 0.02, 0.05, 0.1, 0.3, 1, 2, 10))


class Health:
    """/health/live, /health/ready (503 while stopping or without the database), /metrics.

    token: what a bearer of /metrics must show. "": it answers this machine alone, and nobody through a proxy; None
    opens it to everybody (the demo).
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
        if not self._may_see(request):
            raise web.HTTPNotFound
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _may_see(self, request: web.Request) -> bool:
        if self._token is None:
            return True
        if not self._token:
            return request.remote in LOOPBACK and not any(name in request.headers for name in PROXIED)
        shown = request.headers.get("Authorization", "").encode("utf-8", "replace")
        return hmac.compare_digest(shown, f"Bearer {self._token}".encode())


@web.middleware
async def measured(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Labels are route templates, never addresses: those carry tokens."""
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "none"
    with REQUESTS.labels(route).time():
        return await handler(request)
