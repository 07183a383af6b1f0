"""From the agency's request to a settled date as people live it: two phones, real HTTP, and the town's clock."""

from __future__ import annotations

import pytest

from storage import audit, dispatches
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.whole.calendar import december, turn_to
from tests.whole.conftest import Town
from tests.whole.dispatching import ACCEPTED, CHOSEN, DISPATCHED, OFFERED, REQUESTED, requested
from tests.whole.hands import Shaky
from tests.whole.story import APPOINTED, STORY, Deed, play

CONSENTED: tuple[Deed, ...] = (*STORY, APPOINTED[0])


async def all_of(town: Town) -> list[Dispatch]:
    async def work(unit: Unit) -> list[Dispatch]:
        return [it async for it in dispatches.every(unit)]

    return await town.store.look(work)


async def the_one(town: Town) -> Dispatch:
    [it] = await all_of(town)
    return it


@pytest.fixture
async def ready(town: Town) -> Town:
    """On a Monday noon, with an expert who has agreed to the conditions."""
    await turn_to(town, december(7), 12)
    await play(town, *CONSENTED)
    return town


async def test_an_agency_asks_and_the_expert_takes_it_on(ready: Town) -> None:
    town = ready
    await play(town, *REQUESTED)
    it = await the_one(town)
    assert (it.state, it.online, it.flags) == ("OFFERED", False, ())
    assert "受付番号 H1001" in await town.agency.words()
    assert await town.expert.last() == "お知らせ 要対応 派遣のお願いが1件あります 「開く」で内容を表示します。 開く"
    await play(town, *OFFERED)
    assert "1時間5,280円、1日31,680円まで" in await town.expert.words()
    await play(town, *ACCEPTED[1:])
    assert "引き受けました" in await town.expert.words()
    assert "03-1234-5678" in await town.expert.words(), "the client's phone, once it is settled"
    it = await the_one(town)
    assert (it.state, it.request["expert_says_asked_first"]) == ("SCHEDULED", "client")
    trail = await town.store.look(lambda unit: audit.of_subject(unit, it.id))
    steps = [line.action for line in trail if line.action.startswith("dispatch.")]
    assert steps == ["dispatch.offer", "dispatch.agree", "dispatch.schedule"]
    await town.agency.tap("開く")
    assert "日程確定" in await town.agency.words()
    await town.expert.type("派遣予定")
    assert "試験製作所" in await town.expert.words()
    await town.agency.tap("派遣一覧")
    assert "試験 太郎" in await town.agency.words()


async def test_a_declined_visit_goes_to_another_expert_with_what_was_said_already(ready: Town) -> None:
    town = ready
    await play(town, *REQUESTED, *OFFERED)
    await town.expert.tap("辞退する")
    await town.expert.tap("日程が合わない")
    await town.expert.tap("辞退する")
    assert (await the_one(town)).state == "DECLINED"
    await town.agency.tap("開く")
    assert "日程が合いません。" in await town.agency.words()
    await town.agency.tap("別の専門家に申請")
    assert "どの専門家をお願いしますか。" in await town.agency.words()
    await play(town, *CHOSEN[:-1])
    review = await town.agency.words()
    assert "新しい製品の販路について相談がありました。" in review
    assert "12月8日(火)10:00–12:00（2時間）" in review
    await town.agency.tap("送信する")
    assert [it.state for it in await all_of(town)] == ["DECLINED", "OFFERED"]


async def test_an_offer_that_nobody_answers_ends_and_both_sides_hear_of_it(ready: Town) -> None:
    town = ready
    await play(town, *requested("12月21日 10:00"))
    it = await the_one(town)
    assert it.state == "OFFERED"
    assert "12月10日(木)まで" in await town.agency.words()
    await turn_to(town, december(10), 23)
    assert (await the_one(town)).state == "OFFERED"
    await turn_to(town, december(11), 8)
    assert (await the_one(town)).state == "OFFER_EXPIRED"
    assert "派遣のお願いの期限" in await town.expert.last()
    await town.agency.tap("開く")
    assert "期限切れ" in await town.agency.words()
    await town.expert.tap("開く")
    assert "期限切れ" in await town.expert.words()


async def test_a_new_date_is_agreed_to_again_and_a_cancelled_visit_is_told(ready: Town) -> None:
    town = ready
    await play(town, *DISPATCHED)
    await town.agency.tap("開く")
    await town.agency.tap("日時を変更")
    await town.agency.type("12月9日 13:30")
    assert "いまの日時" in await town.agency.words()
    await town.agency.tap("送信する")
    assert "打診中" in await town.agency.words()
    await town.expert.tap("開く")
    assert "変更前 12月8日(火)10:00–12:00 予定 12月9日(水)13:30–15:30" in await town.expert.words()
    await town.expert.tap("引き受ける")
    it = await the_one(town)
    assert it.state == "SCHEDULED"
    await town.agency.tap("開く")
    await town.agency.tap("派遣を取り消す")
    await town.agency.tap("事業者の都合")
    await town.agency.tap("派遣を取り消す")
    assert (await the_one(town)).state == "CANCELLED"
    await town.expert.tap("開く")
    assert "取消" in await town.expert.words()


async def test_the_next_visit_is_asked_for_with_a_day_and_nothing_else(ready: Town) -> None:
    town = ready
    await play(town, *DISPATCHED)
    await town.agency.tap("派遣を申請")
    await town.agency.tap("前回と同じ内容で申請")
    await town.agency.tap("この内容で申請")
    assert "支援を始める日時は" in await town.agency.words()
    await town.agency.type("12月15日 10:00")
    assert "内容をご確認ください" in await town.agency.words()
    await town.agency.tap("送信する")
    first, second = await all_of(town)
    assert (second.client, second.expert, second.state) == (first.client, first.expert, "OFFERED")
    assert (first.request["nth"], second.request["nth"]) == (1, 2)


async def test_two_taps_at_once_ask_once_and_answer_once(ready: Town) -> None:
    town = ready
    town.hands = Shaky
    await play(town, *DISPATCHED)
    it = await the_one(town)
    assert it.state == "SCHEDULED"
    trail = await town.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert len([line for line in trail if line.action == "dispatch.schedule"]) == 1
