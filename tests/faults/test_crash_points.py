"""The service dies before and after every statement it writes and every call it makes to LINE; nobody on a phone
notices.

Each run plays the whole story. Before each deed a crash point is armed, another one in every run, so that all runs
together visit every point.
CI makes a few runs; `CRASH_RUNS=0` makes all of them.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.commands.demo import Stage
from storage import appointments, changes, declarations, dispatches, payments, registrations
from storage.store import Unit
from tests.faults.points import EXIT
from tests.faults.rig import Rig, rigged
from tests.whole.changing import AFTERWARDS, settle_in
from tests.whole.confirming import CONFIRMED_AND_DECLARED, HOUR, MINUTE, under_way
from tests.whole.dispatching import DISPATCHED
from tests.whole.paying import PAID, to_be_paid
from tests.whole.phone import Phone
from tests.whole.reporting import REPORT, visit_ended
from tests.whole.story import APPOINTED, CODE, STORY, Deed
from tests.whole.visiting import A_DAY, due

RUNS = int(os.environ.get("CRASH_RUNS", "5"))
LEAST_POINTS = 130
UNNAMED = f"exit {EXIT}"  # it died while the next deed was already being armed
DEEDS = (*STORY, *APPOINTED, *DISPATCHED)
_NUMBER = re.compile(r"\d{4}|\d{1,2}:\d\d|\d{3} \d{3}|\d{1,2}分")


class Told:
    """The rig's people, as a story knows them."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig

    @property
    def stage(self) -> Stage:
        return self._rig.stage

    def phone(self, user: str) -> Phone:
        return self._rig.phone(user)

    @property
    def expert(self) -> Phone:
        return self._rig.phone(self._rig.stage.expert)

    @property
    def agency(self) -> Phone:
        return self._rig.phone(self._rig.stage.agency)

    @property
    def secretariat(self) -> Phone:
        return self._rig.phone(self._rig.stage.secretariat)

    async def transcripts(self) -> list[list[str]]:
        """What each phone heard in its order; codes and times of day differ from run to run."""
        heard = [await self.phone(user).heard() for user in self.stage.line.world.people]
        return [[_NUMBER.sub("#", CODE.sub("CODE", message)) for message in each] for each in heard]


async def play(rig: Rig, deeds: Sequence[Deed], arm: Callable[[int], int]) -> list[int]:
    """How many points each deed passed. `arm(n)`: at which point the n-th deed kills the service, 0 for not."""
    passed = []
    for n, deed in enumerate(deeds):
        rig.points.arm(arm(n))
        await deed(Told(rig))
        passed.append(rig.points.passed)
        rig.points.arm(0)
    return passed


def point(most: Sequence[int], start: int, n: int) -> int:
    """Where the n-th deed is to die, of the points it has: another one for each deed and each run."""
    return (start + n * 7) % most[n] + 1


async def outcome(rig: Rig) -> list[tuple[str, int]]:
    """Where every registration, appointment, dispatch and declaration stands, with its version: each change took
    effect once.
    """

    async def work(unit: Unit) -> list[tuple[str, int]]:
        roads = []
        async for it in registrations.every(unit):
            roads.append((it.state, it.version))
            roads += [(year.state, year.version) for year in await appointments.of_person(unit, it.person)]
            roads += [(change.state, change.version) for change in await changes.newest(unit, it.id)]
        async for visit in dispatches.every(unit):
            roads.append((visit.state, visit.version))
            roads += [(each.state, each.version) for each in await declarations.of_dispatch(unit, visit.id)]
            if (owed := await payments.one(unit, visit.id)) is not None:
                roads.append((f"{owed.state} {owed.net}", owed.version))
        return roads

    return await rig.store.look(work)


async def nothing(rig: Rig) -> None:
    """A story that begins with an empty roster."""


async def settled_in(rig: Rig) -> None:
    """A story that begins with a registered expert."""
    await settle_in(rig.store, rig.stage.expert)
    await rig.phone(rig.stage.expert).follow()


async def at_two_clients(rig: Rig) -> None:
    """A story that begins with two visits that nobody has confirmed or closed."""
    await rig.phone(rig.stage.expert).follow()
    await under_way(rig, began=2 * HOUR, client="一軒目商店")
    await under_way(rig, client="二軒目商店")


async def on_a_full_day(rig: Rig) -> None:
    """A story that begins with one visit under way and two that are due."""
    await rig.phone(rig.stage.expert).follow()
    await under_way(rig, began=100 * MINUTE, client="一軒目商店")
    for n, client in enumerate(("二軒目商店", "三軒目商店")):
        await due(rig.store, rig.stage.expert, rig.stage.agency, starts_in=n * MINUTE, client=client)


async def after_a_visit(rig: Rig) -> None:
    """A story that begins with a visit whose report is still to be written."""
    await visit_ended(rig.store, rig.stage.expert, rig.stage.agency)
    await rig.phone(rig.stage.expert).follow()


async def with_a_sum(rig: Rig) -> None:
    """A story that begins with an inspected visit, its honorarium held for the account."""
    await to_be_paid(rig)
    await rig.phone(rig.stage.expert).follow()


STORIES: tuple[tuple[Callable[[Rig], Awaitable[None]], Sequence[Deed]], ...] = (
    (nothing, DEEDS),
    (settled_in, AFTERWARDS),
    (at_two_clients, CONFIRMED_AND_DECLARED),
    (on_a_full_day, A_DAY),
    (after_a_visit, REPORT),
    (with_a_sum, PAID),
)


@pytest.mark.parametrize(("before", "deeds"), STORIES)
async def test_nobody_notices_a_crash_at_any_point(
    tmp_path: Path, before: Callable[[Rig], Awaitable[None]], deeds: Sequence[Deed]
) -> None:
    async with rigged(tmp_path / "calm") as rig:
        await before(rig)
        most = await play(rig, deeds, lambda n: 0)
        calm, reached = await Told(rig).transcripts(), await outcome(rig)
        assert rig.deaths == []
    runs = max(most) if RUNS == 0 else RUNS
    deaths: Counter[str] = Counter()
    for run in range(runs):
        async with rigged(tmp_path / f"run{run}") as rig:
            await before(rig)
            await play(rig, deeds, partial(point, most, run * (max(most) // runs or 1)))
            where = f"run {run} died at {rig.deaths}"
            assert await Told(rig).transcripts() == calm, where
            assert await outcome(rig) == reached, where
            await rig.verify()
            deaths.update(rig.deaths)
    assert not [name for name in deaths if name.startswith("exit") and name != UNNAMED], deaths
    assert deaths.total() >= min(LEAST_POINTS, runs * len(deeds) // 2), deaths
    print(f"{deaths.total()} crashes at {len(deaths)} named points of {sum(most)}, 0 violations")
