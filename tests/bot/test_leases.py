"""The lane of a person stays with one process while something takes longer than a call."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot import leases
from bot.leases import CALL_MS, LEASE_MS, Leases, Taken
from storage import people
from storage.store import Store
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import sqlite as store
from tests.storage.conftest import vault as vault

__all__ = ["clock", "store", "vault"]


@dataclass
class Pair:
    """Two processes; the first serves the person."""

    store: Store
    one: Leases
    two: Leases
    person: str

    async def taken_by_the_second(self) -> bool:
        return await self.store.do(self.two.stake(self.person).take)


@pytest.fixture
async def pair(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Pair:
    monkeypatch.setattr(leases, "RENEWED_EVERY", 0)
    person = await store.do(lambda unit: people.meet(unit, "U1"))
    one, two = Leases(store, clock, "here:1"), Leases(store, clock, "here:2")
    stake = one.stake(person)
    await store.do(stake.take)
    one.settle(stake)
    return Pair(store, one, two, person)


async def test_it_is_renewed_as_long_as_it_takes(pair: Pair, clock: Clock) -> None:
    async def work() -> str:
        for _ in range(5):
            clock.now += LEASE_MS - 1
            while pair.one.stake(pair.person).before < clock.now + CALL_MS:  # noqa: ASYNC110
                await asyncio.sleep(0)
            assert not await pair.taken_by_the_second()
        return "done"

    async with asyncio.timeout(30):
        assert await pair.one.during(pair.person, work()) == "done"


async def test_what_is_done_for_somebody_whom_another_serves_is_cut(pair: Pair, clock: Clock) -> None:
    clock.now += LEASE_MS
    assert await pair.taken_by_the_second()
    work = asyncio.ensure_future(asyncio.Event().wait())
    async with asyncio.timeout(30):
        with pytest.raises(Taken):
            await pair.one.during(pair.person, work)
    assert work.cancelled()
