"""The monkey: ends, stops and asks the service to end, at moments that only the seed knows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random

from tests.faults.storm.books import Books
from tests.faults.storm.service import STOPPED_IN, Service

KILL, STOP = 0.83, 0.95  # the rest is SIGTERM
ASLEEP = (0.2, 2.6)  # seconds of a SIGSTOP: LINE waits two for its answer
LONG = 0.3  # the share of those that last longer than a lease, where there are several services
AT_START = 0.1  # the share of deaths that come before it listens


class Monkey:
    """effects: seconds from a start to the first thing that the service did for anybody.

    past: how long a SIGSTOP beyond a lease lasts, None for never. excused: whether a start may have failed since then.
    """

    def __init__(
        self,
        service: Service,
        books: Books,
        random: Random,
        gap: tuple[float, float],
        past: tuple[float, float] | None = None,
        excused: Callable[[float], bool] = lambda since: False,
    ) -> None:
        self._service, self._books, self._random, self._gap = service, books, random, gap
        self._past, self._excused = past, excused
        self.effects: list[float] = []
        self.sated = False
        self._watching: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Until it is `sated`; the service may be dead then."""
        while not self.sated:
            await self.revive()
            await asyncio.sleep(self._random.uniform(*self._gap))
            lot = self._random.random()
            if lot < KILL:
                await self._service.kill()
                await self._stillborn()
            elif lot < STOP:
                long = self._past is not None and self._random.random() < LONG
                await self._service.freeze(self._random.uniform(*(self._past if self._past and long else ASLEEP)))
            elif (took := await self._service.terminate()) > STOPPED_IN:
                self._books.wrong(f"SIGTERM took {took:.1f} s")

    async def revive(self) -> None:
        if self._service.alive():
            return
        self._books.first_effect.clear()
        if self._watching is not None:
            self._watching.cancel()
        await started(self._service, self._books, self._excused)
        self._watching = asyncio.create_task(self._first_effect(self._service.began), name="first effect")

    async def _first_effect(self, began: float) -> None:
        await self._books.first_effect.wait()
        self.effects.append(asyncio.get_running_loop().time() - began)

    async def _stillborn(self) -> None:
        """Now and then it dies again while it starts."""
        if self._random.random() < AT_START:
            starting = asyncio.create_task(self._service.start(), name="stillborn")
            await asyncio.sleep(self._random.uniform(0.05, 0.5))
            if self._service.alive():
                await self._service.kill()
            await asyncio.gather(starting, return_exceptions=True)


async def started(service: Service, books: Books, excused: Callable[[float], bool]) -> None:
    """excused: whether a start may have failed since then; it is tried again."""
    while not service.up:
        try:
            await service.start()
        except RuntimeError as failed:
            if not excused(service.began):
                books.wrong(str(failed))
                raise
