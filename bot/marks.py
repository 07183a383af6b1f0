"""What became of parcels, written late and in batches: a mark that is lost costs a call in vain, nothing else."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import structlog

from bot.leases import Leases
from storage import outbox
from storage.outbox import Mark
from storage.store import Store, StoreDown, Unit

EVERY = 0.02
log = structlog.get_logger("marks")


class Marks:
    """Of one process, by person. The lanes that have ended are given back with them."""

    def __init__(self, store: Store, leases: Leases) -> None:
        self._store = store
        self._leases = leases
        self._waiting: defaultdict[str, list[Mark]] = defaultdict(list)
        self._stirred = asyncio.Event()

    def add(self, person: str, mark: Mark) -> None:
        self._waiting[person].append(mark)
        self.stir()

    def stir(self) -> None:
        """Something is to be written."""
        self._stirred.set()

    def take(self, person: str) -> list[Mark]:
        """What was sent to this person and is not written yet: the next unit of the person writes it before it reads
        what was accepted.
        """
        return self._waiting.pop(person, [])

    def put_back(self, person: str, marks: list[Mark]) -> None:
        """That unit failed: its marks wait again."""
        if marks:
            self._waiting[person][:0] = marks
            self.stir()

    async def keep(self) -> None:
        """Runs for ever: writes what was sent, a batch as soon as the last one is on disk."""
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            await asyncio.sleep(EVERY)
            try:
                await self.flush()
            except StoreDown as down:
                log.error("store_down", reason=str(down))
                await asyncio.sleep(1)

    async def flush(self) -> None:
        """Writes every mark there is, and gives back the lanes that have ended."""
        taken, self._waiting = self._waiting, defaultdict(list)
        batch, ended = [mark for marks in taken.values() for mark in marks], self._leases.take_ended()
        if not batch and not ended:
            return

        async def work(unit: Unit) -> None:
            await self._leases.release(unit, ended)
            await outbox.settle(unit, batch)

        try:
            await self._store.do(work)
        except BaseException:
            self._leases.put_back(ended)
            for person, marks in taken.items():
                self.put_back(person, marks)
            raise
