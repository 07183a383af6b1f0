"""派遣予定, 派遣一覧 and the office's list of offers: today first, in pages, each to whom it belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flex_messages.cards import Act, Card
from rules.clients import words_of
from rules.japan_time import DAY
from storage import clients, people, registrations
from storage.store import Unit
from tests.journey_dialogs.appointing import appointed
from tests.journey_dialogs.conftest import NOON, World, cards, labels, row, words
from tests.journey_dialogs.dispatching import HOUR, client_of, dispatched

DAYS = (0, 3, 1, -2, 8, 5)


def days(found: list[Card]) -> list[str]:
    return [card.title for card in found]


async def test_the_plan_begins_with_today_and_leaves_out_what_is_over(world: World) -> None:
    for n in DAYS:
        await dispatched(world, starts=NOON + n * DAY)
    await dispatched(world, state="CANCELLED", starts=NOON + 2 * DAY)
    await dispatched(world, state="OFFERED", starts=NOON + 9 * DAY)
    found = cards(await world.act("plan", "expert"))
    assert days(found) == ["11月24日(火)", "11月25日(水)", "11月27日(金)", "11月29日(日)", "12月2日(水)", "12月3日(木)"]
    assert [card.status.word for card in found if card.status] == ["本日", *["日程確定"] * 4, "打診中"]
    assert labels(found[0]) == ["チェックイン", "くわしく見る"]
    assert labels(found[-1]) == ["開く"]


async def test_a_long_plan_goes_on_behind_its_page(world: World) -> None:
    client = await client_of(world)
    for n in range(20):
        await dispatched(world, starts=NOON + n * DAY, client=client)
    seen: list[str] = []
    about = ""
    while True:
        found = cards(await world.act("plan", "expert", about))
        more = next((b.tap for b in found[-1].buttons if b.label == "もっと見る"), None)
        seen += days(found[:-1] if more else found)
        if more is None:
            break
        assert isinstance(more, Act)
        about = more.about
    assert len(seen) == len(set(seen)) == 20
    assert seen[0] == "11月24日(火)"


async def test_the_list_of_an_agency_begins_with_today(world: World) -> None:
    for n in DAYS:
        await dispatched(world, starts=NOON + n * DAY)
    said = await world.act("dispatches", "agent")
    assert days(cards(said)) == ["11月24日(火)", "11月25日(水)", "11月27日(金)", "11月29日(日)", "12月2日(水)"]
    assert row(cards(said)[0], "専門家") == "試験 太郎"
    assert days(cards(await world.act("past_dispatches", "agent"))) == ["11月22日(日)"]
    assert words(await world.act("dispatches", "stranger")) != ""
    assert cards(await world.act("dispatches", "stranger")) == []


async def test_the_dispatches_of_a_state_page_by_how_long_they_are_in_it(world: World) -> None:
    client = await client_of(world)
    for n in range(11):
        await dispatched(world, state="OFFERED", starts=NOON + n * DAY, client=client)
        world.clock[0] += 1_000
    await dispatched(world, starts=NOON, client=client)
    first = cards(await world.act("dispatches_in", "agent", "OFFERED"))
    more = first[-1].buttons[0].tap
    assert isinstance(more, Act)
    second = cards(await world.act("dispatches_in", "agent", more.about))
    assert (len(first), len(second)) == (10, 2)
    assert days(first)[:2] == ["11月24日(火)", "11月25日(水)"]
    assert "ありません" in words(await world.act("dispatches_in", "agent", "REPORTED"))


@pytest.mark.parametrize("text", ["試験製作", "シケン", "H1001", "1001", "ｈ1001"])
async def test_a_dispatch_is_found_by_its_client_or_its_number(world: World, text: str) -> None:
    client = await client_of(world)
    named = words_of(client.name, client.kana, client.phone, client.address)
    await world.store.do(lambda unit: clients.index(unit, client.id, named))
    it = await dispatched(world, starts=NOON, client=client)
    assert it.number == "H1001"
    [card] = cards(await world.finish("search_dispatches", "agent", "", {"words": text}))
    assert card.buttons[0].tap == Act("open_dispatch", it.id, it.version)
    assert "見つかりませんでした" in words(await world.finish("search_dispatches", "stranger", "", {"words": text}))


async def test_visits_whose_expert_is_suspended_come_before_the_list(world: World) -> None:
    it = await dispatched(world, starts=NOON + DAY)
    await dispatched(world, state="CHECKED_OUT", starts=NOON - DAY)
    assert days(cards(await world.act("dispatches", "agent"))) == ["11月25日(水)"]

    async def suspend(unit: Unit) -> None:
        found = await registrations.of_person(unit, world.who["expert"])
        assert found is not None
        await registrations.save(unit, replace(found, state="SUSPENDED"))

    await world.store.do(suspend)
    first, _ = cards(await world.act("dispatches", "agent"))
    assert first.title == "専門家の登録が止まっている派遣が\n1件あります"
    [card] = cards(await world.act("dispatches_in_doubt", "agent"))
    assert card.buttons[0].tap == Act("open_dispatch", it.id, it.version)


async def test_an_office_sees_the_offers_of_its_experts(world: World) -> None:
    it = await dispatched(world, state="OFFERED", starts=NOON + DAY)
    [card] = cards(await world.act("offers", "clerk"))
    assert card.buttons[0].tap == Act("open_dispatch", it.id, it.version)
    assert "打診中の派遣はありません" in words(await world.act("offers", "far_clerk"))
    [details] = cards(await world.act("open_dispatch", "clerk", it.id))
    assert (row(details, "専門家"), details.buttons) == ("試験 太郎", ())


async def test_who_has_nothing_ahead_is_told_what_comes(world: World) -> None:
    await appointed(world)
    assert "派遣のお願いが届いたら" in words(await world.act("plan", "expert"))
    assert "派遣を申請" in words(await world.act("dispatches", "agent"))
    assert "まだありません" in words(await world.act("recent_requests", "agent"))


async def test_the_latest_visits_can_be_asked_for_again(world: World) -> None:
    it = await dispatched(world, starts=NOON - 40 * DAY + HOUR)
    [card] = cards(await world.act("recent_requests", "agent"))
    assert card.buttons[0].tap == Act("request_again", it.id)


async def test_a_visit_outlives_the_expert_who_was_erased(world: World) -> None:
    it = await dispatched(world, state="INSPECTED", starts=NOON)
    await world.store.do(lambda unit: people.forget(unit, world.who["expert"]))
    [card] = cards(await world.act("open_dispatch", "agent", it.id))
    assert (card.title, row(card, "専門家")) == ("試験製作所", "")
    assert len(cards(await world.act("dispatches", "agent"))) == 1
