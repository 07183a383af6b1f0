"""Three hundred waiting feel like three: as many statements for the list, a search and the next one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from conversations.approval.opening import subject_of
from conversations.house import house
from flex_messages.cards import Act
from storage.store import open_store
from storage.vault import Vault
from tests.journey_dialogs.conftest import NOON, World, cards, settle, words
from tests.postgres import postgres_server as postgres_server
from tests.postgres import postgres_url as postgres_url
from tests.storage.conftest import url as url

WHY = "面談で、中小企業者等への支援の実績を確認しました。"


@pytest.fixture
def said() -> list[str]:
    """Every statement that was run."""
    return []


@pytest.fixture
async def world(url: str, said: list[str]) -> AsyncIterator[World]:
    clock = [NOON]
    store = await open_store(url, Vault([("k", bytes(32))]), lambda: clock[0], said.append)
    made = World(store, clock, house(lambda: "@119test"))
    await store.do(lambda unit: settle(unit, made))
    yield made
    await store.close()


async def more(world: World, first: int, last: int) -> None:
    for n in range(first, last):
        world.clock[0] += 1000
        await world.applied(f"expert{n}", name=f"第{n} 太郎")


async def counted(world: World, said: list[str], n: int) -> list[list[str]]:
    """The statements of the list, of a search, and of a decision that goes on to the next."""
    found = []
    said.clear()
    await world.act("waiting", "agent")
    found.append(list(said))
    said.clear()
    shown = await world.finish("search_waiting", "agent", "", {"words": f"第{n}"})
    assert [card.title for card in cards(shown)] == [f"第{n} 太郎 様"]
    found.append(list(said))
    it = await world.registration(f"expert{n}")
    said.clear()
    await world.finish("approve", "agent", subject_of(it), {"recommendation": WHY})
    found.append(list(said))
    return found


async def test_three_hundred_cost_what_three_do(world: World, said: list[str]) -> None:
    await more(world, 0, 4)
    few = await counted(world, said, 3)
    await more(world, 4, 301)
    assert await counted(world, said, 150) == few


async def test_paging_goes_through_all_of_them_once(world: World) -> None:
    await more(world, 0, 40)
    seen: list[str] = []
    shown = cards(await world.act("waiting", "agent"))
    while shown:
        seen += [card.title for card in shown if card.title.endswith("様")]
        tap = shown[-1].buttons[0].tap
        assert isinstance(tap, Act)
        shown = cards(await world.act(tap.verb, "agent", tap.about)) if tap.verb == "waiting_more" else []
    assert seen == [f"第{n} 太郎 様" for n in range(40)]


async def test_another_agency_finds_nothing(world: World) -> None:
    await more(world, 0, 1)
    found = words(await world.finish("search_waiting", "stranger", "", {"words": "第0"}))
    assert "見つかりませんでした" in found
