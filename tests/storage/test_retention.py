"""What has been kept long enough, on both databases."""

from __future__ import annotations

from storage import clients, people, retention
from storage.agencies import add as add_agency
from storage.clients import Client
from storage.people import fresh_id
from storage.store import Scalar, Store, Unit
from tests.storage.conftest import Clock

LATER = 1_000


async def test_a_client_nobody_visits_goes_in_slices_and_its_name_is_not_found(store: Store, clock: Clock) -> None:
    async def settle(unit: Unit) -> str:
        agency = (await add_agency(unit, "見本商工会議所", "CCI", "東京都")).id
        made = [
            await clients.add(unit, Client("", "sole", "", "東京都", agency, f"見本{n}"), [f"見本{n}"])
            for n in range(retention.MOST + 1)
        ]
        return made[0].id

    first = await store.do(settle)
    until = clock.now + LATER
    assert await store.look(lambda unit: retention.due(unit, "client", clock.now)) == []

    async def slice(unit: Unit) -> list[bool]:
        rows = await retention.due(unit, "client", until)
        return [await retention.erase(unit, "client", row) is not None for row in rows]

    assert [sum(await store.do(slice)) for _ in range(3)] == [retention.MOST, 1, 0]
    left = await store.look(lambda unit: clients.one(unit, first))
    assert left is not None
    assert left.name == ""
    assert await store.look(lambda unit: clients.find(unit, "見本0")) == []


async def test_each_class_can_be_asked_for(store: Store, clock: Clock) -> None:
    for of in retention.LISTS:
        assert await store.look(lambda unit, of=of: retention.due(unit, of, clock.now)) == []  # type: ignore[misc]


async def test_a_draft_that_was_gone_on_with_stays(store: Store, clock: Clock) -> None:
    async def settle(unit: Unit) -> str:
        person = await people.meet(unit, f"U{fresh_id()}")
        values: dict[str, Scalar] = {
            "dialog": "profile",
            "subject": "",
            "version": 1,
            "body": b"x",
            "parked": 1,
            "revision": 1,
        }
        await unit.run("drafts.add", person=person, **values, now=unit.now)
        return person

    person = await store.do(settle)
    old = await store.look(lambda unit: retention.due(unit, "draft", clock.now + LATER))
    assert [row["person"] for row in old] == [person]
    clock.now += LATER

    async def go_on(unit: Unit) -> None:
        values: dict[str, Scalar] = {
            "dialog": "profile",
            "subject": "",
            "version": 1,
            "body": b"y",
            "parked": 1,
            "revision": 2,
        }
        await unit.run("drafts.change", person=person, **values, now=unit.now)

    await store.do(go_on)
    assert await store.do(lambda unit: retention.erase(unit, "draft", old[0])) is None
    fresh = await store.look(lambda unit: retention.due(unit, "draft", clock.now + LATER))
    erased = await store.do(lambda unit: retention.erase(unit, "draft", fresh[0]))
    assert erased is not None
    assert erased.person == person
