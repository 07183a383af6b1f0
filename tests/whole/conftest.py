"""The whole service on the local LINE, reached through real HTTP only."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.commands.demo import Stage
from tests.whole.phone import Phone


@dataclass(slots=True)
class Town:
    """A stage that is running, and its phones."""

    stage: Stage
    session: aiohttp.ClientSession

    def phone(self, user: str) -> Phone:
        return Phone(self.session, self.stage.address, user, self.stage.address)

    @property
    def expert(self) -> Phone:
        return self.phone(self.stage.expert)

    @property
    def agency(self) -> Phone:
        return self.phone(self.stage.agency)

    @property
    def secretariat(self) -> Phone:
        return self.phone(self.stage.secretariat)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    stage = Stage(free_port(), tmp_path)
    async with stage.open() as (app, store), aiohttp.ClientSession() as session:
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", stage.port).start()
        await stage.publish_menus(store)
        yield Town(stage, session)
        await runner.cleanup()
