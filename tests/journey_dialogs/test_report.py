"""「報告書」: what is due, how it is written in the chat, and how it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.dispatch.cards import Seen
from conversations.outgoing import Begin
from conversations.play import Conversation, pdf, photo, play, tap
from conversations.report.facts import ReportFacts
from conversations.report.writing import REPORT
from flex_messages.cards import Act, Show
from rules.refusal import Refusal
from storage import dispatch_files, people
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.appointing import act_of, to
from tests.journey_dialogs.conftest import NOON, World, cards, labels, row, words
from tests.journey_dialogs.dispatching import HOUR, dispatch, dispatched
from tests.journey_dialogs.reporting import ANSWERS, ended, reported, send

DAY = 24 * HOUR
VISIT = Dispatch(
    "d", "H1001", "a", "m", "c", "e", "r", "関東", 2026, NOON, NOON + 2 * HOUR, state="CHECKED_OUT", since=NOON,
    checked_in=NOON + 120_000, checked_out=NOON + 10_260_000, said={"name": "見本 花子", "post": "head"},
)  # fmt: skip
CLIENT = Client("c", "sole", "", "東京都", "a", "試験製作所")
FACTS = ReportFacts(Seen(VISIT, CLIENT, "試験 太郎", "サンプル商工会議所"), NOON)
WRITTEN = ("代表 見本様", "販路の相談。", "以上", "整理した。", "以上", "分かった。", "以上", "上げること。", "以上")


def writing(*events: Any, facts: ReportFacts = FACTS) -> Conversation:
    return play(REPORT, *events, facts=facts)


def test_a_long_text_comes_in_several_messages_and_ends_with_a_button_or_a_word() -> None:
    said = writing("代表 見本様", "一つめ。", "二つめ。", "入力を終える", "助言した。", "以上")
    assert said.answers["consultation"] == "一つめ。\n二つめ。"
    assert said.answers["support"] == "助言した。"
    assert said.step == "result"


def test_who_confirmed_the_visit_is_offered_as_who_took_part() -> None:
    said = writing()
    assert "代表者 見本 花子様" in said.labels
    said.hear(tap("代表者 見本 花子様"))
    assert said.answers["attendees"] == "代表者 見本 花子様"


def test_menu_words_inside_a_text_belong_to_it() -> None:
    said = play(REPORT, "代表 見本様", "謝金", "以上", facts=FACTS, words=lambda text: text == "謝金")
    assert said.answers["consultation"] == "謝金"


def test_the_day_and_the_times_stand_in_the_review_and_are_not_asked() -> None:
    said = writing(*WRITTEN, tap("スキップ"), tap("スキップ"))
    assert said.step == "review"
    assert row(said.card, "日時") == "11月24日(火)\n12:02–14:51"
    assert row(said.card, "支援先") == "試験製作所"
    assert row(said.card, "次回の予定") == "なし"
    held = next(each for section in said.card.sections for each in section.rows if each.label == "日時")
    assert held.tap is None, "it is corrected by a declaration"
    said.hear(tap("送信する"))
    assert said.finished


def test_pictures_and_papers_are_attached_up_to_ten() -> None:
    said = writing(*WRITTEN, tap("日程を調整しています"), photo("a"), pdf("b"), "以上です")
    assert said.trouble is not None, "words are no attachment"
    said.hear(tap("入力を終える"))
    assert [each["file"] for each in said.answers["attachments"]] == ["a", "b"]
    full = writing(*WRITTEN, tap("スキップ"), *(photo(f"p{n}") for n in range(10)))
    assert full.step == "review"


def test_what_is_too_long_is_said_and_nothing_of_it_is_lost() -> None:
    said = writing("代表 見本様", "あ" * 1500, "い" * 600)
    assert "あと101文字だけ短く" in said.last_words
    said.hear("以上")
    assert said.step == "consultation"
    assert [len(text) for _, text in said.sheet.partial] == [1500, 600]


def test_a_returned_report_asks_the_returned_fields_alone() -> None:
    it = Seen(
        Dispatch(
            "d", "H1001", "a", "m", "c", "e", "r", "関東", 2026, NOON, NOON, state="CHECKED_OUT", since=NOON,
            report={k: v for k, v in ANSWERS.items() if k != "review"}, returned=("成果",), reason="もう少しくわしく。",
        ),
        CLIENT, "試験 太郎", "サンプル商工会議所",
    )  # fmt: skip
    said = writing(facts=ReportFacts(it, NOON))
    assert said.step == "result"
    assert said.card.note is not None
    assert said.card.note.text == "もう少しくわしく。"
    said.hear("卸先の割合が8割だった。")
    said.hear("以上")
    assert said.step == "review"
    [change] = said.card.changes
    assert (change.field, change.before, change.after) == (
        "成果", "卸先に偏っていることが分かった。", "卸先の割合が8割だった。",
    )  # fmt: skip
    assert "相談内容" not in [each.label for section in said.card.sections for each in section.rows]


async def test_what_is_due_is_listed_oldest_first_with_the_days_that_are_left(world: World) -> None:
    first = await ended(world)
    world.clock[0] += 2 * DAY
    second = await ended(world)
    world.clock[0] += 5 * DAY
    old, new = cards(await world.act("reports_due", "expert"))
    assert (old.status and old.status.word, new.status and new.status.word) == ("今日まで", "あと2日")
    assert (act_of(old, "報告書を書く").about, act_of(new, "報告書を書く").about) == (first.id, second.id)
    assert row(old, "期限") == "12月1日(火)まで"
    assert row(old, "日時") == "11月24日(火)\n10:00–12:00"
    world.clock[0] += DAY
    old, new = cards(await world.act("reports_due", "expert"))
    assert old.status is not None
    assert old.status.word == "期限切れ"


async def test_nothing_is_due_before_the_first_visit(world: World) -> None:
    await world.invited()
    assert "これから書く報告書はありません" in words(await world.act("reports_due", "expert"))


async def test_a_long_list_goes_on(world: World) -> None:
    for n in range(12):
        await ended(world, starts=world.clock[0] - (20 - n) * DAY)
        world.clock[0] += 60_000
    *shown, last = cards(await world.act("reports_due", "expert"))
    assert len(shown) == 9
    assert len(cards(await world.act("reports_due", "expert", act_of(last, "もっと見る").about))) == 3


async def test_writing_begins_and_goes_on_at_the_same_draft(world: World) -> None:
    it = await ended(world)
    assert await world.act("write_report", "expert", it.id) == [Begin("report", it.id)]
    await world.invited("other")
    with pytest.raises(Refusal, match="ほかの方"):
        await world.act("write_report", "other", it.id)


async def test_there_is_nothing_to_write_before_the_visit_has_ended_and_after_it_is_sent(world: World) -> None:
    it = await dispatched(world, state="SCHEDULED")
    assert "チェックアウトしたあと" in words(await world.act("write_report", "expert", it.id))
    sent = await reported(world)
    assert "11月24日に送信" in words(await world.act("write_report", "expert", sent.id))
    before = await dispatch(world, sent.id)
    assert "送信いただいています" in words(await send(world, sent))
    assert await dispatch(world, sent.id) == before


async def test_sending_tells_the_agency_masked_and_files_belong_to_the_visit(world: World) -> None:
    it = await ended(world)
    said = await send(world, it)
    after = await dispatch(world, it.id)
    assert (after.state, after.reported) == ("REPORTED", world.clock[0])
    assert "review" not in after.report
    assert after.report["attendees"] == "代表 見本 花子様"
    [card] = cards(said)
    assert card.title == "報告書を送信しました"
    for who in ("agent", "colleague"):
        [notice] = to(said, world.who[who])
        assert labels(notice) == ["開く"]
        assert "試験" not in str(notice)
        assert act_of(notice, "開く") == Act("open_report", it.id, after.version)
    assert to(said, world.who["clerk"]) == []
    belongs = await world.store.look(lambda unit: dispatch_files.one(unit, "f-shelf"))
    assert belongs is not None
    assert (belongs.dispatch, belongs.kind) == (it.id, "attachment")


async def test_an_expert_who_is_also_staff_of_the_agency_is_not_asked_to_confirm(world: World) -> None:
    it = await ended(world)

    async def work(unit: Unit) -> None:
        await people.join(unit, world.who["expert"], "agency", agency=world.agency["ours"], name="兼務")

    await world.store.do(work)
    said = await send(world, it)
    assert to(said, world.who["expert"]) == []
    after = await dispatch(world, it.id)
    with pytest.raises(Refusal, match="ご自身の派遣"):
        await world.act("confirm_report", "expert", it.id, after.version)
    assert isinstance(said[0], Show)
