"""The alarm clock: rings what is due, each in a unit of its own, once, whatever the clock or the process went through.

A timer is deleted in the unit that does its job: after a crash it is there still, and of two processes one finds it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Protocol

import structlog
from prometheus_client import Counter, Gauge

from bot.faults import where
from storage import timers
from storage.outbox import Parcel
from storage.store import Store, StoreDown, Unit
from storage.timers import Timer

LOOK_EVERY = 1.0
MOST_TRIES = 5
RINGING = Gauge("alarms", "Whether the alarm clock is at work")
FAULTS = Counter("alarm_faults", "Alarms that raised", ["what"])
PARKED = Counter("parked_alarms", "Alarms given up after several faults", ["what"])
log = structlog.get_logger("alarms")


class Rings(Protocol):
    """The engine, as the alarm clock sees it."""

    async def ring(self, unit: Unit, timer: Timer) -> Sequence[Parcel]:
        """Takes the timer away and does its job, both in `unit`; the parcels it added."""


class Alarms:
    """`owed(persons)`: something for these people is in the outbox."""

    def __init__(self, store: Store, engine: Rings, owed: Callable[[Iterable[str]], None]) -> None:
        self._store, self._engine, self._owed = store, engine, owed
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """The clock was moved, or a timer set: looks at once."""
        RINGING.set(1)
        self._woken.set()

    async def run(self) -> None:
        """Runs for ever."""
        while True:
            self._woken.clear()
            try:
                await self.ring_due()
            except StoreDown as down:
                log.error("store_down", reason=str(down))
            if not self._woken.is_set():
                RINGING.set(0)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_EVERY)

    async def ring_due(self) -> None:
        """Everything that is due, and what becomes due by that; the longest waiting first."""
        while due := await self._store.look(lambda unit: timers.due(unit, unit.now)):
            RINGING.set(1)
            for timer in due:
                await self._ring(timer)

    async def _ring(self, timer: Timer) -> None:
        """One that raises is put off, and in the end put aside; the others never wait for it."""
        try:
            parcels = await self._store.do(lambda unit: self._engine.ring(unit, timer))
        except StoreDown:
            raise
        except Exception as fault:
            await self._faulty(timer, fault)
        else:
            self._owed({parcel.person for parcel in parcels})

    async def _faulty(self, timer: Timer, fault: Exception) -> None:
        FAULTS.labels(timer.what).inc()
        log.error("alarm_fault", what=timer.what, kind=type(fault).__name__, where=where(fault))
        if await self._store.do(lambda unit: timers.fail(unit, timer, MOST_TRIES)):
            PARKED.labels(timer.what).inc()
