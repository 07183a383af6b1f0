"""The service under the storm: the real command in a process of its own, started again whenever it has ended."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from pathlib import Path

STOPPED_IN = 5.0


class Service:
    """Times in seconds. up: since when it listens, 0.0 while it does not. `outages`: (from, until) it was away."""

    def __init__(self, command: tuple[str, ...], environment: dict[str, str], log: Path) -> None:
        compiled = {"PYTHONDONTWRITEBYTECODE": ""}  # as where it is installed: not compiled anew at every start
        self._command, self._environment = command, os.environ | compiled | environment
        self._log = log.open("ab")
        self._process: asyncio.subprocess.Process | None = None
        self.began = 0.0
        self.up = 0.0
        self.signs: Counter[str] = Counter()
        self.starts: list[float] = []
        self.stops: list[float] = []
        self.outages: list[tuple[float, float]] = []
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
        await asyncio.sleep(seconds)
        os.kill(self.pid, signal.SIGCONT)
        self.up = time.monotonic()
        self.outages.append((self._away, self.up))

    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def away(self, since: float, until: float) -> float:
        """How many seconds of that time it was not there."""
        gone = sum(max(0.0, min(end, until) - max(begin, since)) for begin, end in self.outages)
        return gone + (max(0.0, until - max(self._away, since)) if not self.up else 0.0)

    def close(self) -> None:
        if self.alive():
            assert self._process is not None
            self._process.kill()
        self._log.close()
