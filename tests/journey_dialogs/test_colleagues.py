"""There is always a 責任者: the last one cannot be removed, and of two who remove each other one stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from conversations.house import house
from rules.refusal import Refusal
from storage import people
from storage.store import Unit, open_store
from storage.vault import Vault
from tests.journey_dialogs.conftest import NOON, World, settle
from tests.postgres import postgres_server as postgres_server
from tests.postgres import postgres_url as postgres_url
from tests.storage.conftest import url as url


@pytest.fixture
async def world(url: str) -> AsyncIterator[World]:
    store = await open_store(url, Vault([("k", bytes(32))]), lambda: NOON)
    made = World(store, [NOON], house(lambda: "@119test"))
    await store.do(lambda unit: settle(unit, made))
    yield made
    await store.close()


async def heads(world: World, *who: str) -> list[str]:
    """Makes these people heads; their memberships."""

    async def work(unit: Unit) -> list[str]:
        found = [member for each in who for member in (await people.person(unit, world.who[each])).memberships]
        for member in found:
            await people.lead(unit, member.id, True)
        return [member.id for member in found]

    return await world.store.do(work)


async def test_the_last_head_cannot_be_removed_not_even_by_themselves(world: World) -> None:
    [own] = await heads(world, "agent")
    with pytest.raises(Refusal, match="最後の責任者"):
        await world.finish("remove_colleague", "agent", own, {"sure": "yes"})


async def test_who_is_of_another_agency_cannot_be_removed(world: World) -> None:
    _, other = await heads(world, "agent", "stranger")
    with pytest.raises(Refusal, match="すでに担当から外れています"):
        await world.finish("remove_colleague", "agent", other, {"sure": "yes"})


async def test_of_two_who_remove_each_other_at_once_one_stays(world: World) -> None:
    first, second = await heads(world, "agent", "colleague")
    ends = await asyncio.gather(
        world.finish("remove_colleague", "agent", second, {"sure": "yes"}),
        world.finish("remove_colleague", "colleague", first, {"sure": "yes"}),
        return_exceptions=True,
    )
    assert sum(isinstance(end, Refusal) for end in ends) == 1
    left = await world.store.look(lambda unit: people.staff(unit, agency=world.agency["ours"]))
    assert [member.head for member in left] == [True]
