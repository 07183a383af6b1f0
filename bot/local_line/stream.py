"""Server-Sent Events: tells the browser which chat changed, which call came, what time it is."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from aiohttp import web


class Stream:
    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes | None]] = set()

    def send(self, event: str, data: dict[str, Any]) -> None:
        line = b"event: %b\ndata: %b\n\n" % (event.encode(), orjson.dumps(data))
        for listener in self._listeners:
            listener.put_nowait(line)

    def close(self) -> None:
        for listener in self._listeners:
            listener.put_nowait(None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET /_line/stream. Begins with a comment, so that a listener knows it will miss nothing from here on."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        mine: asyncio.Queue[bytes | None] = asyncio.Queue()
        mine.put_nowait(b": listening\n\n")
        self._listeners.add(mine)
        try:
            await response.prepare(request)
            while (line := await mine.get()) is not None:
                await response.write(line)
        except ConnectionError:
            pass  # the browser went away
        finally:
            self._listeners.discard(mine)
        return response
