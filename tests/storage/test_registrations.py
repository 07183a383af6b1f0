"""Registrations: receipt numbers, one winner per version, two people decide, lists that page."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

import pytest

from storage import agencies, people, registrations
from storage.registrations import Registration
from storage.store import Stale, Store, Unit
from tests.storage.conftest import Clock


async def opened(store: Store, user: str = "U1", agency: str = "a1", office: str = "関東") -> Registration:
    async def work(unit: Unit) -> Registration:
        if await agencies.one(unit, agency) is None:
            await agencies.add(unit, "よろず", "YOROZU", "東京都", id=agency)
        person = await people.meet(unit, user)
        return await registrations.open(unit, person, agency, "inviter", office, "2026-11-20", "対面")

    return await store.do(work)


async def saved(store: Store, registration: Registration) -> Registration:
    return await store.do(lambda unit: registrations.save(unit, registration))


async def test_receipt_numbers_are_short_and_run_on(store: Store) -> None:
    numbers = [(await opened(store, f"U{n}")).receipt for n in range(3)]
    assert numbers == ["1001", "1002", "1003"]
    found = await store.look(lambda unit: registrations.by_receipt(unit, "1002"))
    assert found is not None
    assert found.receipt == "1002"
    assert await store.look(lambda unit: registrations.by_receipt(unit, "999")) is None


async def test_a_registration_comes_back_as_it_was_saved(store: Store) -> None:
    first = await opened(store)
    assert (first.state, first.version, first.interview_on) == ("INVITED", 1, "2026-11-20")
    changed = replace(
        first,
        state="RETURNED",
        profile={"name": {"姓": "髙橋"}},
        before={"name": None},
        returned=["氏名"],
        reason="字が違う",
        recommendation="専門的な知識",
        submitted=5,
        agency_decided=6,
        agency_decided_by="p9",
    )
    version2 = await saved(store, changed)
    assert version2 == replace(changed, version=2)
    assert await store.look(lambda unit: registrations.one(unit, first.id)) == version2
    assert await store.look(lambda unit: registrations.of_person(unit, first.person)) == version2
    assert await store.look(lambda unit: registrations.one(unit, "unknown")) is None


async def test_of_two_decisions_on_one_version_one_counts(store: Store) -> None:
    first = await opened(store)
    decisions = [replace(first, state=state, agency_decided_by=f"p{n}") for n, state in enumerate(["A", "R"] * 5)]
    ends = await asyncio.gather(*(saved(store, each) for each in decisions), return_exceptions=True)
    won = [end for end in ends if isinstance(end, Registration)]
    assert len(won) == 1
    assert sum(isinstance(end, Stale) for end in ends) == 9
    assert await store.look(lambda unit: registrations.one(unit, first.id)) == won[0]


async def test_who_loses_a_race_is_run_again_and_builds_on_what_the_other_did(store: Store) -> None:
    first = await opened(store)

    async def added(unit: Unit, name: str) -> None:
        found = await registrations.one(unit, first.id)
        assert found is not None
        await registrations.save(unit, replace(found, returned=[*found.returned, name]))

    await asyncio.gather(*(store.do(partial(added, name=name)) for name in "あいうえお"))
    after = await store.look(lambda unit: registrations.one(unit, first.id))
    assert after is not None
    assert (after.version, sorted(after.returned)) == (6, list("あいうえお"))


@pytest.mark.parametrize("stage", ["agency_decided_by", "secretariat_decided_by"])
async def test_the_database_refuses_who_decides_on_themselves(store: Store, stage: str) -> None:
    first = await opened(store)
    change = {stage: first.person}
    with pytest.raises(Exception, match="nobody_decides_on_themselves"):
        await saved(store, replace(first, **change))  # type: ignore[arg-type]


async def test_the_database_refuses_one_who_decides_twice(store: Store) -> None:
    first = await opened(store)
    with pytest.raises(Exception, match="two_people_decide"):
        await saved(store, replace(first, agency_decided_by="p1", secretariat_decided_by="p1"))
    await saved(store, replace(first, agency_decided_by="p1", secretariat_decided_by="p2"))


async def test_those_who_wait_come_oldest_first_page_by_page_without_gap_or_repeat(store: Store) -> None:
    submitted = {}
    for n in range(7):
        first = await opened(store, f"U{n}", agency=f"a{n % 2}", office="関東" if n < 5 else "近畿")
        await saved(store, replace(first, state="AGENCY_REVIEW", submitted=n // 3))
        submitted[first.id] = (n // 3, first.id)
    await opened(store, "U9")
    seen: list[str] = []
    after = None
    while True:
        page = await store.look(
            lambda unit: registrations.waiting(unit, state="AGENCY_REVIEW", after=after, most=2)  # noqa: B023
        )
        if not page:
            break
        seen += [each.id for each in page]
        after = (page[-1].submitted, page[-1].id)
    assert seen == sorted(submitted, key=submitted.__getitem__)
    agency = await store.look(lambda unit: registrations.waiting(unit, agency="a1", state="AGENCY_REVIEW"))
    office = await store.look(lambda unit: registrations.waiting(unit, office="近畿", state="AGENCY_REVIEW"))
    assert (len(agency), len(office)) == (3, 2)


async def test_who_has_it_open_is_seen_by_others_for_five_minutes_or_until_it_is_saved(
    store: Store, clock: Clock
) -> None:
    first = await opened(store)

    async def looks(person: str) -> str | None:
        return await store.do(lambda unit: registrations.looking(unit, first.id, person))

    assert await looks("p1") is None
    assert await looks("p1") is None
    assert await looks("p2") == "p1"
    clock.now += 5 * 60 * 1000
    assert await looks("p2") is None
    assert await looks("p1") == "p2"
    await saved(store, first)
    assert await looks("p1") is None
