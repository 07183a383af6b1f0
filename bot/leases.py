"""Which people this process serves: a lease per person in the database, so that of several processes one speaks.

Nothing goes wrong if a lease is lost without notice (a process that was stopped for too long, a clock that jumped, a
host of the same name): what depends on it asks the database in its own unit. A lease only saves calls in vain.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from storage import lanes
from storage.store import Store, Unit

LEASE_MS = 8_000
CALL_MS = 6_000  # a call to LINE takes five seconds at most
RENEWED_EVERY = 1.0
T = TypeVar("T")


class Taken(Exception):
    """Another process serves this person at the moment."""


@dataclass(slots=True)
class Stake:
    """What a unit needs to take a lane or to keep it.

    before: until when it was ours, 0 for not at all. until: until when it is ours now, 0 when it is another's.
    kept: nobody else can have served the person since we had it first.
    """

    person: str
    owner: str
    before: int
    until: int = 0
    kept: bool = False

    async def take(self, unit: Unit) -> bool:
        """False while another process has the lane."""
        until = max(unit.now + LEASE_MS, self.before + 1)
        self.kept = bool(self.before) and await lanes.hold(unit, self.person, self.owner, until)
        taken = self.kept or await lanes.claim(unit, self.person, self.owner, until)
        self.until = until if taken else 0
        return taken

    async def keep(self, unit: Unit) -> bool:
        """False when it was lost."""
        until = max(unit.now + LEASE_MS, self.before + 1)
        self.kept = await lanes.hold(unit, self.person, self.owner, until)
        self.until = until if self.kept else 0
        return self.kept


class Leases:
    """Those of one process. seat: host and port it listens on; of two processes of a machine one can listen there."""

    def __init__(self, store: Store, clock: Callable[[], int], seat: str) -> None:
        self._store = store
        self._clock = clock
        self._seat = f"{socket.gethostname()} {seat}/"
        self._owner = self._seat + secrets.token_hex(8)
        self._until: dict[str, int] = {}
        self._ended: dict[str, int] = {}

    async def start(self) -> None:
        """What the last process on this address held is free at once."""
        await self._store.do(lambda unit: lanes.succeed(unit, self._seat))

    def stake(self, person: str) -> Stake:
        return Stake(person, self._owner, self._until.get(person, 0))

    def settle(self, stake: Stake) -> None:
        """After the unit of a stake. Raises Taken when the lane is another's."""
        self._ended.pop(stake.person, None)
        if not stake.until:
            self._until.pop(stake.person, None)
            raise Taken
        self._until[stake.person] = stake.until

    async def sure(self, person: str) -> None:
        """The lane stays ours for the length of a call to LINE. Raises Taken when it was lost."""
        if self._until.get(person, 0) - self._clock() < CALL_MS:
            stake = self.stake(person)
            await self._store.do(stake.keep)
            self.settle(stake)

    async def during(self, person: str, work: Awaitable[T]) -> T:
        """Awaits what may take longer than a call: the lane stays ours meanwhile. Raises Taken when it was lost."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                await self.sure(person)
                await asyncio.wait((task,), timeout=RENEWED_EVERY)
        finally:
            task.cancel()
            await asyncio.wait((task,))
        return await task

    def leave(self, person: str) -> None:
        """This person is served: the lane is given back with the next marks."""
        if until := self._until.pop(person, 0):
            self._ended[person] = until

    def leave_all(self) -> None:
        """This process ends: nobody waits for it."""
        for person in list(self._until):
            self.leave(person)

    def take_ended(self) -> dict[str, int]:
        ended, self._ended = self._ended, {}
        return ended

    def put_back(self, ended: dict[str, int]) -> None:
        """The unit that was to give them back failed."""
        self._ended = ended | self._ended

    async def release(self, unit: Unit, ended: dict[str, int]) -> None:
        for person in sorted(ended):
            await lanes.release(unit, person, self._owner, ended[person])
