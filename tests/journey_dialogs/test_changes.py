"""Changes after the approval: which class goes which way, what stays until then, who may decide, what a new office
takes along.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from conversations.appointment.moving import own
from conversations.changes.dialog import CHANGE_DIALOG
from conversations.changes.fields import ChangeFacts, scope_of
from conversations.play import play, tap
from rules.change import CLASSES
from rules.refusal import Refusal
from rules.search_words import folded
from storage import appointments, audit, changes, search
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit
from tests.journey_dialogs.appointing import appointment, ring
from tests.journey_dialogs.changing import (
    OSAKA,
    answers_of,
    asked,
    change,
    chosen,
    decide,
    join,
    sent,
    settled,
)
from tests.journey_dialogs.conftest import ANSWERS, NOON, World, cards, labels, notices, row, words
from tests.journey_dialogs.dispatching import dispatch, dispatched
from tests.journey_dialogs.filled import FACTS

WHY = {"reason": "証明書の文字が読み取れませんでした。撮り直してお送りください。"}


async def deeds(world: World) -> list[tuple[str, str, str]]:
    it = await change(world)
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    return [(line.action, line.before, line.after) for line in lines if line.action.startswith("change.")]


async def found(world: World, name: str) -> list[str]:
    hits = await world.store.look(lambda unit: search.find(unit, folded(name), office="関東"))
    return [it.id for it in hits]


# Class A


async def test_a_phone_number_changes_at_once_and_nobody_is_asked(world: World) -> None:
    await settled(world)
    said = await asked(world, "電話番号", phone="+819099998888")
    assert (await answers_of(world))["phone"] == "+819099998888"
    assert notices(said) == []
    assert cards(said)[0].title == "電話番号を変更しました"
    assert await deeds(world) == [("change.apply", "DRAFT", "APPROVED")]
    assert ("registration.changed", "", "電話番号") in await world.trail()


async def test_areas_and_fields_change_what_agencies_find_somebody_by(world: World) -> None:
    await settled(world)
    await asked(world, "活動できる都道府県", "支援分野", areas=["沖縄県"], fields=["it"])
    assert await found(world, "area 沖縄県") == []  # a typed word never has a space
    keyed = await world.store.look(lambda unit: search.find(unit, "area 沖縄県", office="関東"))
    gone = await world.store.look(lambda unit: search.find(unit, "area 東京都", office="関東"))
    assert ([it.person for it in keyed], gone) == ([world.who["expert"]], [])


async def test_what_did_not_change_is_not_sent(world: World) -> None:
    await settled(world)
    before = await world.registration()
    assert "変わった項目がなかった" in words(await asked(world, "氏名"))
    assert (await change(world)).state == "WITHDRAWN"
    assert await world.registration() == before


# Class B


async def test_a_new_name_waits_for_the_secretariat_and_is_found_only_then(world: World) -> None:
    await settled(world)
    said = await asked(world, "氏名", "フリガナ", name="見本 太郎", kana="ミホン タロウ")
    assert {notice.to for notice in notices(said)} == {world.who["clerk"], world.who["second_clerk"]}
    assert (await answers_of(world))["name"] == "試験 太郎"
    assert await found(world, "見本") == []
    await decide(world, "clerk")
    assert (await answers_of(world))["name"] == "見本 太郎"
    assert (len(await found(world, "見本")), await found(world, "試験")) == (1, [])


async def test_the_card_shows_before_and_after_and_nothing_else(world: World) -> None:
    await settled(world)
    await asked(world, "氏名", name="見本 太郎")
    it = await change(world)
    (card,) = cards(await world.act("open_change", "clerk", it.id))
    assert [(line.field, line.before, line.after) for line in card.changes] == [("氏名", "試験 太郎", "見本 太郎")]
    assert card.sections == ()
    assert labels(card) == ["承認する", "差し戻す", "不承認にする"]
    assert "見本" not in card.alt


async def test_a_new_account_is_masked_on_the_card_and_a_look_at_it_is_in_the_log(world: World) -> None:
    await settled(world)
    pair = {"bank": "9900", "branch": "058", "type": "普通", "number": "7654321"}
    await asked(world, "謝金の振込口座", yucho_pair=pair)
    it = await change(world)
    (card,) = cards(await world.act("open_change", "clerk", it.id))
    assert "7654321" not in str(card)
    (full,) = cards(await world.act("change_details", "clerk", it.id, it.version))
    assert "7654321" in str(full.changes)
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert [line.action for line in lines].count("account.read") == 1


async def test_a_new_prefecture_takes_open_work_to_its_office_on_approval(world: World) -> None:
    await settled(world)
    await asked(world, "郵便番号", "番地・建物", **OSAKA)
    (card,) = cards(await world.act("open_change", "clerk", (await change(world)).id))
    assert card.note is not None
    assert "近畿の事務局に移ります" in card.note.text
    assert ((await world.registration()).office, (await appointment(world)).office) == ("関東", "関東")
    await decide(world, "clerk")
    assert ((await world.registration()).office, (await appointment(world)).office) == ("近畿", "近畿")
    assert ("registration.moved", "関東", "近畿") in await world.trail()
    far = await appointment(world)
    await world.act("issue_letter", "far_clerk", far.id, far.version)
    with pytest.raises(Refusal, match="ほかの機関"):
        await world.act("begin_suspending", "clerk", (await world.registration()).id)


async def test_visits_that_are_not_inspected_yet_go_along(world: World) -> None:
    await settled(world)
    done, open_, gone = [
        await dispatched(world, state=s, starts=NOON + n * 10_000_000)
        for n, s in enumerate(("INSPECTED", "REPORTED", "CANCELLED"))
    ]
    await asked(world, "郵便番号", "番地・建物", **OSAKA)
    await decide(world, "clerk")
    assert [(await dispatch(world, it.id)).office for it in (done, open_, gone)] == ["関東", "近畿", "関東"]


async def test_years_that_are_over_stay_with_the_office_that_issued_them(world: World) -> None:
    await settled(world)
    it = await world.registration()

    async def last_year(unit: Unit) -> str:
        old = await appointments.open(unit, it.person, it.id, 2025, "関東", "1", "h")
        return old.id

    old = await world.store.do(last_year)
    await asked(world, "郵便番号", "番地・建物", **OSAKA)
    await decide(world, "clerk")
    kept = await world.store.look(lambda unit: own(unit, it.person, old))
    assert kept.office == "関東"


# Class C


async def test_a_qualification_passes_the_agency_and_then_the_secretariat(world: World) -> None:
    await settled(world)
    said = await asked(world, "登録番号", qualification_number="第999号")
    assert {notice.to for notice in notices(said)} == {world.who["agent"], world.who["colleague"]}
    await decide(world, "agent")
    assert (await answers_of(world))["qualification_number"] == "第41234号"
    await decide(world, "clerk")
    assert (await answers_of(world))["qualification_number"] == "第999号"
    assert [step[0] for step in await deeds(world)] == ["change.submit_to_agency", "change.approve", "change.approve"]


async def test_one_person_never_decides_for_both_bodies_nor_on_themselves(world: World) -> None:
    await settled(world)
    await asked(world, "登録番号", qualification_number="第999号")
    await decide(world, "agent")
    await join(world, "agent", role="secretariat", office="関東")
    with pytest.raises(Refusal, match="別の方"):
        await decide(world, "agent")
    await join(world, "expert", role="secretariat", office="関東")
    with pytest.raises(Refusal, match="ご自身"):
        await decide(world, "expert")
    assert (await change(world)).state == "SECRETARIAT_REVIEW"


async def test_the_database_itself_refuses_who_decides_twice(world: World) -> None:
    await settled(world)
    await asked(world, "登録番号", qualification_number="第999号")
    it = await change(world)
    both = replace(it, agency_decided_by=world.who["agent"], secretariat_decided_by=world.who["agent"])
    with pytest.raises(sqlite3.IntegrityError):
        await world.store.do(lambda unit: changes.save(unit, both))


@pytest.mark.parametrize("who", ["stranger", "far_clerk"])
async def test_others_may_not_even_look(world: World, who: str) -> None:
    await settled(world)
    await asked(world, "登録番号", qualification_number="第999号")
    for verb in ("open_change", "change_details", "approve_change", "return_change", "reject_change"):
        with pytest.raises(Refusal, match="ほかの機関"):
            await decide(world, who, verb)


# Both: mixed, returned, rejected, taken back


async def test_what_takes_effect_at_once_does_not_wait_for_the_rest(world: World) -> None:
    await settled(world)
    said = await asked(world, "略歴", "氏名", biography="30年です。", name="見本 太郎")
    assert [card.status and card.status.word for card in cards(said)] == ["変更済み", "事務局の確認中"]
    kept = await answers_of(world)
    assert (kept["biography"], kept["name"]) == ("30年です。", "試験 太郎")
    it = await world.registration()
    waiting = await world.store.look(lambda unit: changes.open_one(unit, it.id))
    assert waiting is not None
    assert waiting.fields == ["氏名"]


@pytest.mark.parametrize(
    ("returned", "goes_to"), [(["氏名"], "SECRETARIAT_REVIEW"), (["登録番号", "氏名"], "AGENCY_REVIEW")]
)
async def test_a_returned_change_asks_the_named_fields_and_goes_where_they_belong(
    world: World, returned: list[str], goes_to: str
) -> None:
    await settled(world)
    await asked(world, "登録番号", "氏名", qualification_number="第999号", name="見本 太郎")
    await decide(world, "agent")
    it = await change(world)
    subject = f"{it.id}:{it.version}"
    await world.finish("return_change", "clerk", subject, {"fields": returned, **WHY})
    back = await change(world)
    assert (back.state, back.returned, back.reason) == ("RETURNED", returned, WHY["reason"])
    await sent(world, back.id, qualification_number="第999号", name="見本 次郎")
    anew = await change(world)
    assert (anew.state, anew.answers["name"]) == (goes_to, "見本 次郎")
    (card,) = cards(await world.act("open_change", "agent" if goes_to == "AGENCY_REVIEW" else "clerk", anew.id))
    reasons = {line.field: line.reason for line in card.changes}
    assert [name for name, reason in reasons.items() if reason] == [n for n in reasons if n in returned]


async def test_a_rejected_change_leaves_everything_as_it_was(world: World) -> None:
    await settled(world)
    before = await answers_of(world)
    await asked(world, "氏名", name="見本 太郎")
    it = await change(world)
    said = await world.finish("reject_change", "clerk", f"{it.id}:{it.version}", {"reason": "確認できませんでした。"})
    assert await answers_of(world) == before
    assert [notice.to for notice in notices(said)] == [world.who["expert"]]
    assert "見本" not in str(notices(said))
    (card,) = cards(await world.act("change", "expert")) or (None,)
    assert card is None, "nothing waits any more, so the fields can be chosen again"


async def test_an_older_card_shows_what_is_new_and_a_second_tap_who_decided(world: World) -> None:
    await settled(world)
    await asked(world, "氏名", name="見本 太郎")
    old = await change(world)
    await world.finish("return_change", "clerk", f"{old.id}:{old.version}", {"fields": ["氏名"], **WHY})
    await sent(world, old.id, name="見本 三郎")
    said = await decide(world, "clerk", version=old.version)
    assert "内容が更新されました" in words(said)
    assert cards(said)[0].changes[0].after == "見本 三郎"
    await decide(world, "clerk")
    with pytest.raises(Refusal, match="clerkさんが承認にしています"):
        await decide(world, "second_clerk")


async def test_one_change_waits_at_a_time_but_what_is_at_once_goes_on(world: World) -> None:
    await settled(world)
    it = await world.registration()
    left = await chosen(world, "登録番号")
    await asked(world, "氏名", name="見本 太郎")
    (card,) = cards(await world.act("change", "expert"))
    assert labels(card) == ["ほかの項目を変更", "変更を取り下げる"]
    options = await world.store.look(lambda unit: world.dialog("choose_changes").facts(unit, world.who["expert"], ""))
    assert {CLASSES[name] for name in options.fields} == {"A"}
    await asked(world, "略歴", biography="30年です。")
    assert (await answers_of(world))["biography"] == "30年です。"
    await sent(world, left, qualification_number="第999号")
    waiting = await world.store.look(lambda unit: changes.open_one(unit, it.id))
    assert waiting is not None
    assert waiting.fields == ["氏名"], "the one that was left was given up when others were chosen"


async def test_nobody_fills_in_the_change_of_somebody_else(world: World) -> None:
    await settled(world)
    left = await chosen(world, "登録番号")
    facts = world.dialog("change").facts
    with pytest.raises(Refusal, match="ほかの方"):
        await world.store.look(lambda unit: facts(unit, world.who["agent"], left))


async def test_a_change_taken_back_can_no_longer_be_decided(world: World) -> None:
    await settled(world)
    await asked(world, "氏名", name="見本 太郎")
    it = await change(world)
    await world.act("take_back_change", "expert", it.id)
    with pytest.raises(Refusal, match="取り下げています"):
        await decide(world, "clerk", version=it.version)
    (card,) = cards(await world.act("take_back_change", "expert", it.id))
    assert card.status is not None
    assert card.status.word == "取り下げ"


async def test_the_list_shows_changes_among_the_rest_oldest_first_and_who_has_one_open(world: World) -> None:
    await settled(world)
    await asked(world, "氏名", name="見本 太郎")
    world.clock[0] += 60_000
    it = await world.applied("other")
    await world.finish("approve", "agent", f"{it.id}:{it.version}", {"recommendation": "実績があります。"})
    await world.act("open_change", "second_clerk", (await change(world)).id)
    shown = cards(await world.act("waiting", "clerk"))
    assert [card.about for card in shown] == ["変更の承認", "承認待ち"]
    assert row(shown[0], "項目") == "氏名"
    assert shown[0].note is not None
    assert "second_clerkさんが確認中" in shown[0].note.text
    assert shown[1].note is None


async def test_after_a_decision_the_next_one_comes_whatever_it_is(world: World) -> None:
    await settled(world)
    it = await world.applied("other")
    await asked(world, "登録番号", qualification_number="第999号")
    said = await world.finish("approve", "agent", f"{it.id}:{it.version}", {"recommendation": "実績があります。"})
    assert cards(said)[0].about == "変更の承認"


async def test_a_change_that_waits_reminds_like_a_registration(world: World) -> None:
    await settled(world)
    await asked(world, "登録番号", qualification_number="第999号")
    world.clock[0] = NOON + 14 * 24 * 3_600_000
    said = await ring(world, "review", "bundle")
    assert {notice.to for notice in notices(said)} >= {world.who["agent"], world.who["clerk"]}
    (late, *_) = cards(await world.act("waiting", "clerk"))
    assert "1件遅れています" in late.title
    (card,) = cards(await world.act("overdue", "clerk"))
    assert (card.about, row(card, "受付番号")) == ("変更の承認", (await world.registration()).receipt)


async def test_fields_that_wait_to_be_mended_are_brought_to_mind(world: World) -> None:
    await settled(world)
    await asked(world, "氏名", name="見本 太郎")
    it = await change(world)
    await world.finish("return_change", "clerk", f"{it.id}:{it.version}", {"fields": ["氏名"], **WHY})
    world.clock[0] += 8 * 24 * 3_600_000
    said = await ring(world, "returned")
    assert [notice.to for notice in notices(said)] == [world.who["expert"]]
    (_, card) = cards(await world.act("standing", "expert"))
    assert labels(card) == ["直す", "変更を取り下げる"]


async def test_who_is_not_registered_changes_nothing(world: World) -> None:
    await world.applied()
    with pytest.raises(Refusal, match="登録が完了した方"):
        await world.act("change", "expert")


# The questions


def facts(*fields: str, **profile: Any) -> ChangeFacts:
    kept = {name: value for name, value in (ANSWERS | profile).items() if name != "review" and value is not ...}
    of = Registration("r", "p", "a", "i", "関東", state="REGISTERED", profile=kept)
    it = Change("c", "p", "r", "a", "関東", fields=list(fields))
    return ChangeFacts(of, "サンプル商工会議所", FACTS.today, it, scope_of(fields))


def test_exactly_the_chosen_fields_are_asked_and_shown_before_and_after() -> None:
    said = play(CHANGE_DIALOG, "090-9999-8888", facts=facts("電話番号"))
    assert said.step == "review"
    assert [(line.field, line.before, line.after) for line in said.card.changes] == [
        ("電話番号", "090-••••-5678", "090-••••-8888")
    ]
    assert said.card.note is not None
    assert said.card.note.text == "すぐに登録内容が変わります。"


def test_another_town_asks_its_street_too_and_both_are_shown() -> None:
    said = play(CHANGE_DIALOG, "530-0001", tap("大阪府大阪市北区梅田"), "2-2-2", facts=facts("郵便番号"))
    assert said.step == "review"
    assert [line.field for line in said.card.changes] == ["郵便番号", "番地・建物"]


def test_another_requirement_asks_its_own_evidence() -> None:
    said = play(CHANGE_DIALOG, tap("イ 会社等での実務経験"), facts=facts("登録要件"))
    assert said.step == "careers.employer"


def test_a_picture_that_was_erased_is_not_asked_for_with_something_else() -> None:
    said = play(CHANGE_DIALOG, "090-9999-8888", facts=facts("電話番号", id_picture=...))
    assert said.step == "review"


def test_a_field_may_stay_as_it_is() -> None:
    said = play(CHANGE_DIALOG, tap("変更しない"), facts=facts("略歴"))
    assert said.step == "review"


@pytest.mark.parametrize("bad", ["ひみつ", "0", "🐈"])
def test_bad_input_is_answered_in_words_and_asked_again(bad: str) -> None:
    said = play(CHANGE_DIALOG, bad, facts=facts("電話番号"))
    assert (said.step, bool(said.trouble)) == ("phone", True)


def test_going_back_leads_to_no_question_that_was_not_chosen() -> None:
    said = play(CHANGE_DIALOG, "090-9999-8888", facts=facts("電話番号", "略歴"))
    said.hear("戻る")
    assert said.step == "phone"
    said.hear("戻る")
    assert (said.step, said.last_words) == ("phone", "ここが最初の質問です。")


def test_the_account_cannot_be_put_off_any_more() -> None:
    said = play(CHANGE_DIALOG, "あとで入力", facts=facts("謝金の振込口座"))
    assert (said.step, bool(said.trouble)) == ("account_at", True)
