"""From the agency's request to a settled date as people live it: two phones, real HTTP, and the town's clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import audit, dispatches
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.whole.calendar import december, turn_to
from tests.whole.conftest import Town, living
from tests.whole.dispatching import ACCEPTED, CHOSEN, CLIENT_GIVEN, CONSULTED, DISPATCHED, OFFERED, REQUESTED, requested
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
    assert "派遣のお願いの期限が過ぎました" in await town.expert.last()
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


async def test_a_request_waits_while_something_else_is_done(ready: Town) -> None:
    town = ready
    await play(town, *CLIENT_GIVEN, *CONSULTED)
    await town.agency.tap("承認待ち")
    await town.agency.tap("派遣一覧")
    assert "これからの派遣はありません" in await town.agency.words()
    await town.agency.tap("派遣を申請")
    assert "続きからお願いします。" in await town.agency.words()
    assert "支援の方法は" in await town.agency.words()
    await play(town, *REQUESTED[len((*CLIENT_GIVEN, *CONSULTED)) :])
    assert (await the_one(town)).state == "OFFERED"


async def test_a_firm_that_is_registered_is_asked_nothing_again(ready: Town) -> None:
    """By its 法人番号, whoever registered it; by the beginning of its name, for who knows it."""
    town, agency = ready, ready.agency
    await agency.tap("派遣を申請")
    await agency.type("7000012050003")
    assert "この番号の法人番号はありません" in await agency.words()
    await agency.type("7000-0120-5000-2")
    assert "登録は、まだありません" in await agency.words()
    await agency.tap("見つからない")
    assert "事業者の名前を" in await agency.words(), "what kind it is and its number are known"
    await agency.type("株式会社サンプル製菓")
    await play(town, *REQUESTED[5:])
    first = await the_one(town)
    await agency.tap("派遣を申請")
    for typed in ("7000012050002", "サンプル"):
        await agency.type(typed)
        assert "株式会社サンプル製菓" in await agency.words()
        await agency.type("はい")
        assert "中小企業者等に該当しますか" in await agency.words()
        await agency.type("戻る")
    await agency.tap("変更しない")
    await play(town, *REQUESTED[8:16])
    assert "登録の住所：東京都千代田区丸の内1-1-1" in await agency.words()
    await agency.tap("登録の住所")
    await agency.tap("スキップ")
    await agency.type("12月8日 11:00")
    await agency.tap("2時間")
    await agency.tap("経営革新")
    assert "この日時は、ほかの派遣があります。" in await agency.words()
    await agency.tap("戻る")
    await agency.tap("戻る")
    await agency.tap("戻る")
    await agency.type("2026年12月6日 11:00")
    assert "以降でお送りください" in await agency.words(), "the past"
    await agency.type("12月9日 11:00")
    assert "この専門家を選ぶ" in await agency.words()
    await play(town, *CHOSEN)
    await agency.tap("送信する")
    both = await all_of(town)
    assert {it.client for it in both} == {first.client}
    assert both[1].request["nth"] == 2


async def test_a_name_or_a_field_narrows_the_search_and_nobody_is_said(ready: Town) -> None:
    town, agency = ready, ready.agency
    await play(town, *REQUESTED[: -len(CHOSEN) - 1])
    await agency.type("財務・税務")
    assert "「財務・税務」の専門家は見つかりませんでした" in await agency.words()
    await agency.type("しけん")
    assert "試験 太郎" in await agency.words()
    await agency.type("創業 東京")
    assert "試験 太郎" in await agency.words()
    await agency.tap("探し直す")
    assert "「経営革新」「東京都」の専門家です" in await agency.words()


@pytest.mark.postgres
async def test_the_same_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    async with living(tmp_path, postgres_url) as town:
        await play(town, *CONSENTED, *DISPATCHED)
        assert (await the_one(town)).state == "SCHEDULED"
        await town.expert.type("派遣予定")
        assert "試験製作所" in await town.expert.words()
        await town.agency.tap("派遣一覧")
        await town.agency.tap("名前・受付番号で探す")
        await town.agency.type("試験")
        assert "試験 太郎" in await town.agency.words()
