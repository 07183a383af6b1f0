"""Clients, places and dispatches: read back as written, found by keyed words and by state, sealed under own keys."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from storage import agencies, clients, dispatches, people, places, registrations
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.store import Stale, Store, Unit
from tests.storage.conftest import Clock

HOUR = 3_600_000


async def client(store: Store, name: str = "試験製作所", number: str = "") -> Client:
    async def work(unit: Unit) -> Client:
        agency = await agencies.add(unit, f"サンプル{name}", "CCI", "東京都")
        new = Client("", "company", number, "東京都", agency.id, name, address="千代田区1-1", phone="+81312345678")
        return await clients.add(unit, new, [name, "シケン"])

    return await store.do(work)


async def offered(store: Store, of: Client, user: str = "U1", starts: int = 10 * HOUR) -> Dispatch:
    async def work(unit: Unit) -> Dispatch:
        expert = await people.meet(unit, user)
        agent = await people.meet(unit, "U-agent")
        it = await registrations.open(unit, expert, of.agency, agent, "関東")
        new = Dispatch("", "", of.agency, agent, of.id, expert, it.id, "関東", 2026, starts, starts + 2 * HOUR)
        return await dispatches.open(unit, replace(new, request={"theme": "販路"}, flags=("late",), online=True))

    return await store.do(work)


async def test_a_client_is_found_by_its_number_and_by_every_word(store: Store) -> None:
    it = await client(store, number="8000012010038")
    assert await store.look(lambda unit: clients.by_number(unit, "8000012010038")) == it
    assert await store.look(lambda unit: clients.by_number(unit, "")) is None
    assert await store.look(lambda unit: clients.find(unit, "シケン")) == [it]


async def test_one_corporate_number_is_one_client_nationwide(store: Store) -> None:
    await client(store, "一つめ", "8000012010038")
    with pytest.raises(Exception, match=r"(?i)unique"):
        await client(store, "二つめ", "8000012010038")
    first, second = await client(store, "個人一"), await client(store, "個人二")
    assert first.id != second.id


async def test_a_place_is_proposed_and_decided_once(store: Store) -> None:
    it = await client(store)
    pin = await store.do(lambda unit: places.add(unit, it.id, 35.68, 139.76, source="pin", by="p", label="本社"))
    new = await store.do(
        lambda unit: places.add(unit, it.id, 35.7, 139.8, source="measured", by="p", state="proposed", dispatch="d")
    )
    [approved] = await store.look(lambda unit: places.of_client(unit, it.id))
    assert (approved.id, approved.latitude, approved.longitude, approved.label) == (pin, 35.68, 139.76, "本社")
    assert await store.do(lambda unit: places.decide(unit, new, "approved", "q"))
    assert not await store.do(lambda unit: places.decide(unit, new, "refused", "r"))
    found = await store.look(lambda unit: places.one(unit, new))
    assert found is not None
    assert (found.state, found.decided_by, found.dispatch) == ("approved", "q", "d")
    assert len(await store.look(lambda unit: places.of_client(unit, it.id))) == 2


async def test_a_dispatch_is_read_back_as_written_and_a_lost_race_is_stale(store: Store, clock: Clock) -> None:
    it = await offered(store, await client(store))
    assert (it.state, it.since, it.offered, it.number) == ("OFFERED", clock.now, clock.now, "H1001")
    changed = replace(it, state="REPORTED", report={"result": "よくなった"}, before={}, returned=("成果",), breaks=15)
    after = await store.do(lambda unit: dispatches.save(unit, changed))
    assert after == replace(changed, version=2)
    assert await store.look(lambda unit: dispatches.one(unit, it.id)) == after
    assert await store.look(lambda unit: dispatches.by_number(unit, "H1001")) == after
    assert await store.look(_every) == [after]
    with pytest.raises(Stale):
        await store.do(lambda unit: dispatches.save(unit, changed))


async def _every(unit: Unit) -> list[Dispatch]:
    return [one async for one in dispatches.every(unit, most=1)]


async def test_lists_go_by_time_and_page_without_gaps(store: Store, clock: Clock) -> None:
    of = await client(store)
    made = []
    for n in range(5):
        clock.now += 1
        made.append(await offered(store, of, f"U{n}", starts=(n + 1) * HOUR))
    first = await store.look(lambda unit: dispatches.of_agency(unit, of.agency, (2 * HOUR, ""), most=2))
    assert first == made[1:3]
    last = (first[-1].starts, first[-1].id)
    assert await store.look(lambda unit: dispatches.of_agency(unit, of.agency, last)) == made[3:]
    assert await store.look(lambda unit: dispatches.of_expert(unit, made[2].expert, 0)) == [made[2]]
    assert await store.look(lambda unit: dispatches.of_expert(unit, made[2].expert, 0, 3 * HOUR)) == []
    assert await store.look(lambda unit: dispatches.of_client(unit, of.id, 2026)) == made
    for agency, office in ((of.agency, ""), ("", "関東")):
        wait = partial(dispatches.waiting, state="OFFERED", agency=agency, office=office)
        page = await store.look(partial(wait, most=3))
        rest = await store.look(partial(wait, after=(page[-1].since, page[-1].id)))
        assert page + rest == made


async def test_nobody_requests_or_checks_their_own_visit_and_two_people_check_it(store: Store) -> None:
    it = await offered(store, await client(store))
    for bad in (
        replace(it, made_by=it.expert),
        replace(it, agency_confirmed_by=it.expert),
        replace(it, inspected_by=it.expert),
        replace(it, agency_confirmed_by="one", inspected_by="one"),
    ):
        with pytest.raises(Exception, match=r"(?i)themselves|two_people"):
            await store.do(lambda unit, bad=bad: dispatches.save(unit, bad))  # type: ignore[misc]
