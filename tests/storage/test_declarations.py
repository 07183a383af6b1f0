"""Declarations: read back as written, one open at a time for a visit, decided by different people; and outages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import agencies, declarations, outages
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from storage.store import Stale, Store
from tests.storage.conftest import Clock
from tests.storage.test_dispatches import client, offered


@pytest.fixture
async def visit(store: Store) -> Dispatch:
    return await offered(store, await client(store))


async def declared(store: Store, of: Dispatch) -> Declaration:
    new = Declaration(
        "", "", "forgot_out", of.id, of.expert, of.agency, of.office, of.fiscal_year,
        claimed={"starts": 1, "ends": 2}, original={"starts": 1, "ends": 0}, reason="忘れました。", cause="forgot",
    )  # fmt: skip
    return await store.do(lambda unit: declarations.open(unit, new))


async def test_a_declaration_is_read_back_as_written(store: Store, visit: Dispatch) -> None:
    it = await declared(store, visit)
    assert it.number == "S1001"
    assert await store.look(lambda unit: declarations.one(unit, it.id)) == it
    assert await store.look(lambda unit: declarations.open_for(unit, visit)) == it
    after = await store.do(lambda unit: declarations.save(unit, replace(it, client={"name": "見本 花子"})))
    assert await store.look(lambda unit: declarations.of_dispatch(unit, visit.id)) == [after]
    with pytest.raises(Stale):
        await store.do(lambda unit: declarations.save(unit, it))


async def test_a_visit_has_one_open_declaration(store: Store, visit: Dispatch) -> None:
    it = await declared(store, visit)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await declared(store, visit)
    await store.do(lambda unit: declarations.save(unit, replace(it, state="APPROVED", ended=5)))
    assert await store.look(lambda unit: declarations.open_for(unit, visit)) is None
    again = await declared(store, visit)
    assert again.id != it.id
    assert await store.look(lambda unit: declarations.count_of(unit, visit.expert, visit.fiscal_year)) == 2


async def test_the_database_itself_wants_different_people(store: Store, visit: Dispatch) -> None:
    it = await declared(store, visit)
    for wrong in (
        replace(it, agency_decided_by=visit.expert),
        replace(it, office_decided_by=visit.expert),
        replace(it, client_by=visit.expert),
        replace(it, agency_decided_by="one", office_decided_by="one"),
    ):
        with pytest.raises(Exception, match=r"(?i)check|constraint"):
            await store.do(lambda unit, wrong=wrong: declarations.save(unit, wrong))  # type: ignore[misc]


async def test_what_waits_is_found_by_agency_and_by_office_the_oldest_first(
    store: Store, clock: Clock, visit: Dispatch
) -> None:
    first = await declared(store, visit)
    clock.now += 1
    second = await declared(store, await offered(store, await client(store, "二軒目"), "U2"))
    found = await store.look(lambda unit: declarations.waiting(unit, "DECLARED", office="関東"))
    assert found == [first, second]
    last = (first.since, first.id)
    rest = await store.look(lambda unit: declarations.waiting(unit, "DECLARED", office="関東", after=last))
    assert rest == [second]
    assert await store.look(lambda unit: declarations.waiting(unit, "DECLARED", agency=visit.agency)) == [first]


async def test_an_outage_is_found_from_any_time_it_lies_over(store: Store) -> None:
    await store.do(lambda unit: outages.add(unit, 100, 200))
    assert await store.look(lambda unit: outages.touching(unit, 150, 160)) == (100, 200)
    assert await store.look(lambda unit: outages.touching(unit, 199, 300)) == (100, 200)
    assert await store.look(lambda unit: outages.touching(unit, 200, 300)) is None
    assert await store.look(lambda unit: outages.touching(unit, 50, 100)) is None
    await store.do(lambda unit: outages.add(unit, 100, 150))
    assert await store.look(lambda unit: outages.touching(unit, 160, 170)) is None


async def test_an_agency_can_be_called(store: Store) -> None:
    new = await store.do(lambda unit: agencies.add(unit, "サンプル", "CCI", "東京都"))
    assert new.phone == ""
    assert await store.do(lambda unit: agencies.call(unit, new.id, "+81312345678"))
    assert not await store.do(lambda unit: agencies.call(unit, "nobody", "+81312345678"))
    found = await store.look(lambda unit: agencies.one(unit, new.id))
    assert found is not None
    assert found.phone == "+81312345678"
