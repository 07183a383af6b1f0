"""The clock of the local LINE and of the service beside it: real time, shifted, stopped or moved by hand."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Callable
from itertools import count


class Clock:
    """Milliseconds UTC. `at` runs something once this clock, not the world's, has reached an instant."""

    def __init__(self) -> None:
        self._shift = 0
        self._stopped: int | None = None
        self._timers: list[tuple[int, int, Callable[[], object]]] = []
        self._order = count()
        self._alarm: asyncio.TimerHandle | None = None
        self._watching: list[Callable[[], object]] = []

    def now(self) -> int:
        return self._stopped if self._stopped is not None else time.time_ns() // 1_000_000 + self._shift

    __call__ = now

    def set(self, ms: int) -> None:
        if self._stopped is None:
            self._shift += ms - self.now()
        else:
            self._stopped = ms
        self._changed()

    def advance(self, seconds: float) -> None:
        self.set(self.now() + round(seconds * 1000))

    def freeze(self, frozen: bool = True) -> None:
        """Stops the clock, or lets it run on from the instant it shows."""
        now = self.now()
        self._stopped = now if frozen else None
        if not frozen:
            self._shift += now - self.now()
        self._changed()

    def watch(self, told: Callable[[], object]) -> None:
        """Calls it whenever the clock was moved, stopped or started."""
        self._watching.append(told)

    def at(self, ms: int, act: Callable[[], object]) -> None:
        heapq.heappush(self._timers, (ms, next(self._order), act))
        self._arm()

    async def until(self, ms: int) -> None:
        if ms > self.now():
            reached = asyncio.Event()
            self.at(ms, reached.set)
            await reached.wait()

    def _changed(self) -> None:
        for told in self._watching:
            told()
        self._ring()

    def _ring(self) -> None:
        while self._timers and self._timers[0][0] <= self.now():
            heapq.heappop(self._timers)[2]()
        self._arm()

    def _arm(self) -> None:
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        if self._timers and (self._stopped is None or self._timers[0][0] <= self._stopped):
            wait = max(0, self._timers[0][0] - self.now()) / 1000
            self._alarm = asyncio.get_running_loop().call_later(wait, self._ring)
