"""`serve`: the service until somebody ends it. SIGTERM stops it in order within five seconds."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, TextIO, cast

import structlog
from aiohttp import web

from bot.service import Service
from bot.settings import Settings, Unfit, read_settings
from storage.files import Files
from storage.store import Store, StoreDown, open_store
from storage.vault import Vault

LAST_ANSWERS = 1.0  # seconds for requests under way, after the lanes have had theirs


def now() -> int:
    """Milliseconds UTC."""
    return time.time_ns() // 1_000_000


class Unfailing:
    """A file for the log. Where it cannot be written a line is lost, and not what the line speaks of."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


def set_up_logs(form: str) -> None:
    """One line an event to stderr. What people write never goes into a log: only names of events, ids and counts."""
    last: Any = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            last,
        ],
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, Unfailing(sys.stderr))),
    )
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("transitions").setLevel(logging.CRITICAL)


@asynccontextmanager
async def store_of(settings: Settings) -> AsyncIterator[Store]:
    """The store of these settings, closed at the end. Raises Unfit when the database cannot be used."""
    try:
        store = await open_store(settings.database_url, Vault(settings.keys()), now)
    except (StoreDown, ValueError) as down:
        raise Unfit(f"DATABASE_URL: {down}") from None
    try:
        yield store
    finally:
        await store.close()


async def nothing() -> None:
    pass


def seated(host: str, port: int) -> socket.socket:
    """Listens there. Raises Unfit when somebody else does."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as taken:
        raise Unfit(f"HOST, PORT: {taken}") from None


async def run(
    app: web.Application, host: str, port: int, started: Callable[[], Awaitable[None]] = nothing, ready: str = ""
) -> None:
    """Serves `app` until SIGTERM or SIGINT. `started` runs once it serves, then `ready` is printed.

    The seat is taken before anything is begun: whoever holds it may have taken over what its predecessor held.
    """
    seat = seated(host, port)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_ANSWERS, keepalive_timeout=75)
    await runner.setup()
    await web.SockSite(runner, seat).start()
    await started()
    print(ready, flush=True)
    await stop.wait()
    await app.shutdown()  # lanes end while it still listens, so that whoever asks is told it is not ready
    await runner.cleanup()


async def serve(args: argparse.Namespace) -> None:
    settings = read_settings()
    set_up_logs(settings.log_format)
    async with store_of(settings) as store:
        service = Service(settings, store, Files(settings.files()), now)
        await run(
            service.create_app(), settings.host, settings.port, ready=f"listening on {settings.host}:{settings.port}"
        )
    _leave()


def _leave() -> None:
    """Everything is on disk. A picture that is still being drawn or decoded in a thread, for nobody, must not hold up
    the end.
    """
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(0)
