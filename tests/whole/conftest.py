"""The whole service on the local LINE, reached through real HTTP only."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.commands.demo import Stage
from bot.local_line.clock import Clock
from storage.store import Store
from tests.postgres import postgres_server as postgres_server
from tests.postgres import postgres_url as postgres_url
from tests.whole.phone import Phone


@dataclass(slots=True)
class Town:
    """A stage that is running, and its phones. hands: how people hold their phones."""

    stage: Stage
    session: aiohttp.ClientSession
    store: Store
    hands: type[Phone] = Phone

    def phone(self, user: str) -> Phone:
        return self.hands(self.session, self.stage.address, user, self.stage.address)

    @property
    def phones(self) -> tuple[Phone, Phone, Phone]:
        return self.expert, self.agency, self.secretariat

    @property
    def expert(self) -> Phone:
        return self.phone(self.stage.expert)

    @property
    def agency(self) -> Phone:
        return self.phone(self.stage.agency)

    @property
    def secretariat(self) -> Phone:
        return self.phone(self.stage.secretariat)


# A range for each worker of the tests, below the ports that the system gives to whoever calls somebody.
_FIRST = 12_000 + 2_000 * (int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 10)
_PORTS = cycle(range(_FIRST, _FIRST + 2_000))


def free_port() -> int:
    """One on which nobody listens, and which no other worker will take."""
    return next(filter(_is_free, _PORTS))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@asynccontextmanager
async def living(folder: Path, database: str = "", ahead: float = 0) -> AsyncIterator[Town]:
    """A town of its own, its service running in this process. ahead: seconds by which its clock is ahead of LINE's."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(free_port(), folder, database=database)
    if ahead:
        stage.clock = Clock()
        stage.clock.advance(ahead)
    async with stage.open() as (app, store), aiohttp.ClientSession() as session:
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", stage.port).start()
            await stage.publish_menus(store)
            yield Town(stage, session, store)
        finally:
            await runner.cleanup()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with living(tmp_path) as town:
        yield town
