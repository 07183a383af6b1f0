"""All that goes wrong with processes: a monkey for every service, one for the database's server, or a rolling restart
after the other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import cycle
from random import Random
from typing import Protocol

from bot.leases import LEASE_MS
from tests.faults.storm.books import Books
from tests.faults.storm.databases import Database, Postgres
from tests.faults.storm.monkey import Monkey, started
from tests.faults.storm.plan import Plan
from tests.faults.storm.server import Server
from tests.faults.storm.service import Fleet, Service

STAYS = (1.5, 6.0)  # seconds between two misfortunes of the database's server
AWAY = (0.0, 1.5)  # seconds until somebody starts it again
CONNECTION = 0.4  # the share of its misfortunes that hit one connection
OVERLAP = (0.5, 2.0)  # seconds in which old and new both serve
PAST_ITS_LEASE = (LEASE_MS / 1000 + 0.5, LEASE_MS / 1000 + 2.0)


class Misfortune(Protocol):
    sated: bool

    async def run(self) -> None:
        """Until it is `sated`; then what it struck may be dead."""

    async def revive(self) -> None: ...


class Quake:
    """Kills the server of the database, or one of its connections."""

    def __init__(self, server: Server, random: Random) -> None:
        self._server, self._random = server, random
        self.sated = False

    async def run(self) -> None:
        while not self.sated:
            await asyncio.sleep(self._random.uniform(*STAYS))
            if self._random.random() < CONNECTION:
                await self._server.kill_a_connection(self._random)
            else:
                await self._server.kill()
                await asyncio.sleep(self._random.uniform(*AWAY))
                await self._server.start()

    async def revive(self) -> None:
        if not self._server.up:
            await self._server.start()


class Rolling:
    """The next one is started while the old one serves or, every other time, sleeps until its leases have run out;
    then both serve, and the old one is asked to end.
    """

    def __init__(self, fleet: Fleet, books: Books, random: Random, excused: Callable[[float], bool]) -> None:
        self._services, self._books, self._random, self._excused = fleet.services, books, random, excused
        self.sated = False

    async def run(self) -> None:
        turns = cycle(self._services)
        old = next(turns)
        for n, new in enumerate(turns):
            if self.sated:
                return
            sleeping = None
            if n % 2 == 0:
                sleeping = asyncio.create_task(old.freeze(self._random.uniform(*PAST_ITS_LEASE)), name="asleep")
            await self._start(new)
            if sleeping is not None:
                await sleeping
            await asyncio.sleep(self._random.uniform(*OVERLAP))
            await old.terminate()
            old = new

    async def revive(self) -> None:
        if not any(service.alive() for service in self._services):
            await self._start(self._services[0])

    async def _start(self, service: Service) -> None:
        await started(service, self._books, self._excused)


class Troop:
    """All of them. effects: seconds from a start to the first effect, where one service runs."""

    def __init__(self, plan: Plan, fleet: Fleet, database: Database, books: Books) -> None:
        self._all: list[Misfortune] = []
        self.effects: list[float] = []

        def excused(since: float) -> bool:
            return database.lost(since) or fleet.hindered(since)

        if isinstance(database, Postgres):
            self._all.append(Quake(database.server, Random(f"{plan.seed} server")))
        if plan.rolling:
            self._all.append(Rolling(fleet, books, Random(f"{plan.seed} rolling"), excused))
            return
        for n, service in enumerate(fleet.services):
            past = PAST_ITS_LEASE if len(fleet.services) > 1 else None
            random = Random(f"{plan.seed} monkey{n or ''}")
            monkey = Monkey(service, books, random, plan.gap, past, excused)
            self._all.append(monkey)
            if len(fleet.services) == 1:
                self.effects = monkey.effects

    async def run(self) -> None:
        """Until `enough`. Raises what the first of them raises."""
        async with asyncio.TaskGroup() as group:
            for each in self._all:
                group.create_task(each.run(), name=type(each).__name__)

    def enough(self) -> None:
        for each in self._all:
            each.sated = True

    async def revive(self) -> None:
        for each in self._all:
            await each.revive()
