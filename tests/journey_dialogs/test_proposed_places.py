"""「訪問先の場所の確認」: what visits brought up waits in a list until the agency has decided."""

from __future__ import annotations

from functools import partial

import pytest

from conversations.visit.learning import propose
from flex_messages.cards import Act, Card
from rules.refusal import Refusal
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.conftest import World, cards, labels, row, words
from tests.journey_dialogs.dispatching import HOUR, client_of, dispatched

PAGE = 9


async def waiting(world: World, n: int) -> None:
    """So many visits, each at a client whose place is not known, an hour apart."""
    for nth in range(n):
        client = await client_of(world, f"見本商店{nth}", door=None)
        it = await dispatched(world, client=client, state="CHECKED_OUT")
        await world.store.do(partial(_propose, it))
        world.clock[0] += HOUR


async def _propose(it: Dispatch, unit: Unit) -> None:
    await propose(unit, it, {"latitude": 35.7, "longitude": 139.7, "source": "measured"}, it.expert)


def about(card: Card) -> str:
    [button] = card.buttons
    assert isinstance(button.tap, Act)
    return button.tap.about


async def test_the_oldest_comes_first_and_a_decided_one_is_gone(world: World) -> None:
    assert "ありません" in words(await world.act("proposed_places", "agent"))
    await waiting(world, 2)
    first, second = cards(await world.act("proposed_places", "agent"))
    assert [row(card, "支援先") for card in (first, second)] == ["見本商店0", "見本商店1"]
    [opened] = cards(await world.act("open_place", "agent", about(first)))
    assert labels(opened) == ["承認する", "登録しない"]
    await world.act("approve_place", "colleague", about(first))
    [left] = cards(await world.act("proposed_places", "agent"))
    assert row(left, "支援先") == "見本商店1"


async def test_a_list_that_is_too_long_goes_on(world: World) -> None:
    await waiting(world, PAGE + 2)
    *shown, more = cards(await world.act("proposed_places", "agent"))
    assert (len(shown), labels(more)) == (PAGE, ["もっと見る"])
    rest = cards(await world.act("proposed_places", "agent", about(more)))
    assert [row(card, "支援先") for card in rest] == ["見本商店9", "見本商店10"]


async def test_others_see_none_of_it(world: World) -> None:
    await waiting(world, 1)
    assert "ありません" in words(await world.act("proposed_places", "stranger"))
    with pytest.raises(Refusal):
        await world.act("open_place", "stranger", about(*cards(await world.act("proposed_places", "agent"))))
