"""Dispatches in any state in the small world, for the tests of what comes before and after them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from storage import clients, dispatches, people, places
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.appointing import appointed
from tests.journey_dialogs.conftest import World

HOUR, MINUTE = 3_600_000, 60_000
DOOR = (35.6812, 139.7671)
REQUEST: dict[str, Any] = {
    "theme": "sales",
    "summary": "新しい販路を探しています。",
    "unsolved": "専門の担当者がいません。",
    "consulted_on": "2026-11-16",
    "asked_first": "client",
    "paid_by_agency": False,
    "member_of_agency": False,
    "accompanied": False,
}


async def client_of(world: World, name: str = "試験製作所", *, door: tuple[float, float] | None = DOOR) -> Client:
    """A firm in Tokyo that the world's agency registered, with one approved place unless door is None."""

    async def work(unit: Unit) -> Client:
        new = Client(
            "", "sole", "", "東京都", world.agency["ours"], name, "シケンセイサクショ", "千代田区丸の内1-1",
            "+81312345678", "見本 花子",
        )  # fmt: skip
        made = await clients.add(unit, new, [name])
        if door is not None:
            await places.add(unit, made.id, *door, source="pin", by=world.who["agent"], label="本社")
        return made

    return await world.store.do(work)


async def dispatched(
    world: World, who: str = "expert", *, state: str = "SCHEDULED", starts: int = 0, client: Client | None = None,
    **columns: Any,
) -> Dispatch:  # fmt: skip
    """A visit of two hours from `starts` (now when 0) of an expert with a letter, put into that state as it is."""
    if who not in world.who or not (await _memberships(world, who)):
        await appointed(world, who)
    it = await world.registration(who)
    at = starts or world.clock[0]
    of = client or await client_of(world)

    async def work(unit: Unit) -> Dispatch:
        new = Dispatch(
            "", "", world.agency["ours"], world.who["agent"], of.id, it.person, it.id, it.office,
            fiscal_year(day(at)), at, at + 2 * HOUR, request=dict(REQUEST),
        )  # fmt: skip
        opened = await dispatches.open(unit, new)
        return await dispatches.save(unit, replace(opened, state=state, **columns))

    return await world.store.do(work)


async def dispatch(world: World, id: str) -> Dispatch:
    found = await world.store.look(lambda unit: dispatches.one(unit, id))
    assert found is not None
    return found


async def _memberships(world: World, who: str) -> bool:
    found = await world.store.look(lambda unit: people.person(unit, world.who[who]))
    return bool(found.memberships)
