"""Knows when nothing is going on any more, so that tests wait for a condition and never for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Idle:
    def __init__(self) -> None:
        self._busy = 0
        self._stirred = asyncio.Event()

    def stir(self) -> None:
        self._stirred.set()

    @contextmanager
    def work(self) -> Iterator[None]:
        """Around every API call and every webhook that is on its way."""
        self._busy += 1
        self.stir()
        try:
            yield
        finally:
            self._busy -= 1
            self.stir()

    async def quiet(self, ms: float = 50) -> None:
        """Returns once nothing runs and nothing began for `ms` of real time."""
        while True:
            self._stirred.clear()
            try:
                async with asyncio.timeout(ms / 1000):
                    await self._stirred.wait()
            except TimeoutError:
                if not self._busy:
                    return
