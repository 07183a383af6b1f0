"""A service that may die at any moment, the local LINE that goes on living, and the people who notice nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.commands.demo import Stage
from bot.commands.serve import now
from storage import audit, inbox, jobs, outbox
from storage.store import Store, Unit, open_store
from storage.vault import Vault
from tests.faults.points import Points
from tests.faults.zygote import spoken
from tests.whole.conftest import free_port
from tests.whole.phone import Phone

REDELIVERY = [0.05] * 40


class Rig:
    """`settle` returns once everything that was acknowledged has had its effect, starting the service again if it
    died.
    """

    def __init__(
        self,
        stage: Stage,
        store: Store,
        points: Points,
        zygote: asyncio.subprocess.Process,
        session: aiohttp.ClientSession,
    ) -> None:
        self.stage = stage
        self.store = store
        self.points = points
        self.session = session
        self.deaths: list[str] = []
        self._zygote = zygote
        self._alive = False
        self.pid = 0

    def phone(self, user: str) -> Phone:
        return SettlingPhone(self.session, self.stage.line_address, user, self.stage.address, self)

    async def start(self) -> None:
        assert self._zygote.stdin is not None
        self._zygote.stdin.write(b"start\n")
        await self._zygote.stdin.drain()
        said = await self._said()
        if said[0] == "ready":
            self.pid, self._alive = int(said[1]), True
            self._watch = asyncio.create_task(self._said(), name="watch")

    async def _said(self) -> list[str]:
        assert self._zygote.stdout is not None
        words = (await self._zygote.stdout.readline()).decode().split()
        if not words:
            raise RuntimeError("the zygote has ended")
        if words[0] == "gone":
            self._alive = False
            self.deaths.append(self.points.fatal or f"exit {words[1]}")
            self.points.arm(0)
        return words

    async def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        os.kill(self.pid, sign)
        await self._watch

    async def settle(self) -> None:
        while True:
            while not self._alive:
                await self.start()
            await self.stage.line.idle.quiet(10)
            if self._alive and not self._unacknowledged() and not await self.store.look(_open):
                return

    def _unacknowledged(self) -> set[str]:
        """Events for which LINE has no 200 yet."""
        attempts = self.stage.line.webhooks.attempts
        taken = {id for attempt in attempts if 200 <= attempt.status < 300 for id in attempt.events}
        return {id for attempt in attempts for id in attempt.events} - taken

    async def verify(self) -> None:
        """The invariants of the store itself."""
        assert await self.store.look(audit.verify) is None
        assert await self.store.look(inbox.parked) == []

    async def stop(self) -> None:
        if self._alive:
            await self.kill(signal.SIGTERM)
        assert self._zygote.stdin is not None
        self._zygote.stdin.close()
        await self._zygote.wait()


class SettlingPhone(Phone):
    """Waits for the rig instead of the service's own figures, which die with it."""

    __slots__ = ("rig",)

    def __init__(self, session: aiohttp.ClientSession, base: str, user: str, service: str, rig: Rig) -> None:
        super().__init__(session, base, user, service)
        self.rig = rig

    async def idle(self) -> None:
        await self.rig.settle()


async def _open(unit: Unit) -> bool:
    return bool(await inbox.people_waiting(unit) or await outbox.people_due(unit) or await jobs.due(unit))


@asynccontextmanager
async def rigged(folder: Path, database: str = "") -> AsyncIterator[Rig]:
    """A seeded rig in its own folder, the service running."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(free_port(), folder, free_port(), database)
    stage.line.switches.redelivery = list(REDELIVERY)
    settings = stage.settings()
    store = await open_store(settings.database_url, Vault(settings.keys()), now)
    await stage.seed(store)
    points = Points(folder / "points")
    with (folder / "log").open("wb") as log:
        zygote = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.zygote",
            spoken(settings),
            str(folder / "points"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    runner = web.AppRunner(stage.line.create_app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", stage.line_port).start()
    await stage.publish_menus(store)
    async with aiohttp.ClientSession() as session:
        rig = Rig(stage, store, points, zygote, session)
        try:
            await rig.settle()
            yield rig
        finally:
            await rig.stop()
            await runner.cleanup()
            await store.close()
