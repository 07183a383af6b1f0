"""The service under the storm: the real command in a process of its own, started again whenever it has ended; or
several of them on one database.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from itertools import islice, takewhile
from pathlib import Path

STOPPED_IN = 5.0
Spans = list[tuple[float, float]]


class Service:
    """Times in seconds. up: since when it listens, 0.0 while it does not. `outages`: (from, until) it was away;
    `asleep`: it was stopped.
    """

    def __init__(self, command: tuple[str, ...], environment: dict[str, str], log: Path, address: str = "") -> None:
        self.address = address
        compiled = {"PYTHONDONTWRITEBYTECODE": ""}  # as where it is installed: not compiled anew at every start
        self._command, self._environment = command, os.environ | compiled | environment
        self._log = log.open("ab")
        self._process: asyncio.subprocess.Process | None = None
        self.began = 0.0
        self.up = 0.0
        self.signs: Counter[str] = Counter()
        self.starts: list[float] = []
        self.stops: list[float] = []
        self.outages: Spans = []
        self.asleep: Spans = []
        self.sleeps = False
        self._away = time.monotonic()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Returns once it listens. RuntimeError when it ends instead."""
        self.began = time.monotonic()
        self._process = await asyncio.create_subprocess_exec(
            *self._command, env=self._environment, stdout=asyncio.subprocess.PIPE, stderr=self._log
        )
        assert self._process.stdout is not None
        if not await self._process.stdout.readline():
            raise RuntimeError(f"the service did not start: exit {await self._process.wait()}")
        self.up = time.monotonic()
        self.starts.append(self.up - self.began)
        self.outages.append((self._away, self.up))

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def terminate(self) -> float:
        """How long it took to end."""
        asked = time.monotonic()
        await self._end(signal.SIGTERM)
        self.stops.append(time.monotonic() - asked)
        return self.stops[-1]

    async def _end(self, sign: signal.Signals) -> None:
        assert self._process is not None
        self.signs[sign.name] += 1
        if self.up:
            self._away, self.up = time.monotonic(), 0.0
        self._process.send_signal(sign)
        try:
            await asyncio.wait_for(self._process.wait(), STOPPED_IN * 3)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def freeze(self, seconds: float) -> None:
        """SIGSTOP for so long."""
        self.signs["SIGSTOP"] += 1
        self._away, self.up = time.monotonic(), 0.0
        os.kill(self.pid, signal.SIGSTOP)
        self.sleeps = True
        try:
            await asyncio.sleep(seconds)
        finally:
            self.sleeps = False
            os.kill(self.pid, signal.SIGCONT)
        self.up = time.monotonic()
        self.outages.append((self._away, self.up))
        self.asleep.append(self.outages[-1])

    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def gone(self) -> Spans:
        """When it was away, up to now."""
        return self.outages if self.up else [*self.outages, (self._away, time.monotonic())]

    def close(self) -> None:
        if self.alive():
            assert self._process is not None
            self._process.kill()
        self._log.close()


class Fleet:
    """All services. lost: when their database was away. exclusive: while one sleeps, none of them can write."""

    def __init__(self, services: Sequence[Service], lost: Spans, exclusive: bool) -> None:
        self.services = services
        self._lost, self._exclusive = lost, exclusive

    @property
    def up(self) -> bool:
        return any(service.up for service in self.services)

    @property
    def starts(self) -> list[float]:
        return [seconds for service in self.services for seconds in service.starts]

    @property
    def stops(self) -> list[float]:
        return [seconds for service in self.services for seconds in service.stops]

    @property
    def signs(self) -> Counter[str]:
        return sum((service.signs for service in self.services), Counter())

    def absence(self) -> Absence:
        """When none of them was there, or could do anything."""
        nobody = reduce(_both, [service.gone() for service in self.services])
        asleep = [span for service in self.services for span in service.asleep] if self._exclusive else []
        return Absence(_any([*nobody, *self._lost, *asleep]))

    def hindered(self, since: float) -> bool:
        """Whether one that sleeps may have kept another from starting since then."""
        ended = (until for service in self.services for _, until in service.asleep)
        return self._exclusive and (any(service.sleeps for service in self.services) or any(at > since for at in ended))

    async def terminate(self) -> None:
        for service in self.services:
            if service.alive():
                await service.terminate()

    def close(self) -> None:
        for service in self.services:
            service.close()


class Absence:
    """spans: in order, none overlaps another."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._ends = [end for _, end in spans]

    def seconds(self, since: float, until: float) -> float:
        """How many of that time."""
        first = bisect_right(self._ends, since)
        behind = takewhile(lambda span: span[0] < until, islice(self._spans, first, None))
        return sum(min(end, until) - max(begin, since) for begin, end in behind)


def _both(one: Spans, other: Spans) -> Spans:
    spans = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return [(begin, end) for begin, end in spans if begin < end]


def _any(spans: Spans) -> Spans:
    """The same time in spans that do not overlap."""
    found: Spans = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found
