"""「承認待ち」: oldest first, in pages, and the next one after each decision."""

from __future__ import annotations

from conversations.approval.opening import subject_of
from flex_messages.cards import Act
from tests.journey_dialogs.conftest import World, cards, labels, words

WHY = "面談で、中小企業者等への支援の実績を確認しました。"


async def test_after_a_decision_the_next_one_is_shown(world: World) -> None:
    await world.applied()
    world.clock[0] += 1000
    other = await world.applied("another", name="次 番")
    it = await world.registration()
    said = await world.finish("approve", "agent", subject_of(it), {"recommendation": WHY})
    assert [card.title for card in cards(said)] == ["次 番 様"]
    last = await world.finish("approve", "agent", subject_of(other), {"recommendation": WHY})
    assert "承認待ちは以上" in words(last)


async def test_the_list_shows_the_oldest_first_and_pages(world: World) -> None:
    for n in range(11):
        world.clock[0] += 1000
        await world.applied(f"expert{n}", name=f"第{n} 太郎")
    first = cards(await world.act("waiting", "agent"))
    assert [card.title for card in first[:-1]] == [f"第{n} 太郎 様" for n in range(9)]
    assert labels(first[-1]) == ["もっと見る"]
    tap = first[-1].buttons[0].tap
    assert isinstance(tap, Act)
    rest = cards(await world.act(tap.verb, "agent", tap.about))
    assert [card.title for card in rest] == ["第9 太郎 様", "第10 太郎 様"]
    assert [b.label for card in rest for b in card.buttons] == ["開く", "開く"]


async def test_an_empty_list_says_so(world: World) -> None:
    assert "承認待ちはありません" in words(await world.act("waiting", "clerk"))
