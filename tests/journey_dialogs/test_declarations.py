"""Declarations: what is claimed, who confirms and approves in which order, what then counts, and what stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conversations.declaring import times
from conversations.declaring.declare import DECLARE, DECLARE_BOTH
from conversations.declaring.facts import DeclareFacts, declare_facts
from conversations.declaring.on_phone import CLIENT_ON_PHONE, phone_facts
from conversations.outgoing import Begin
from conversations.play import play, tap
from flex_messages.cards import Act, Card
from rules.declaring import CAUSES
from rules.japan_time import DAY
from rules.refusal import Refusal
from storage import audit, dispatches, outages, people
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.appointing import act_of, papers, ring, to
from tests.journey_dialogs.confirming import asked, code_of, confirmed, objected
from tests.journey_dialogs.conftest import NOON, World, cards, labels, row, words
from tests.journey_dialogs.declaring import (
    FORGOT,
    approved_by,
    card_of,
    client_agrees,
    declaration,
    declared,
    link_code,
    open_of,
    to_each,
)
from tests.journey_dialogs.dispatching import HOUR, MINUTE, dispatch, dispatched

HALF_PAST_ONE = NOON + HOUR + 30 * MINUTE


async def forgotten(world: World, **columns: Any) -> Dispatch:
    """A visit that began at noon for two hours; it is three o'clock and nobody checked out."""
    it = await dispatched(world, state="CHECKED_IN", checked_in=world.clock[0], **columns)
    world.clock[0] += 3 * HOUR
    return it


async def facts_of(world: World, it: Dispatch, kind: str) -> DeclareFacts:
    return await world.store.look(lambda unit: declare_facts(unit, it.expert, f"{it.id}:{kind}"))


async def test_a_forgotten_check_out_takes_one_time_and_few_taps(world: World) -> None:
    it = await forgotten(world)
    facts = await facts_of(world, it, "forgot_out")
    played = play(
        DECLARE, "13:30", tap("うっかり忘れた"), tap("誓約します"), tap("送信する"), facts=facts, at=world.clock[0]
    )
    assert played.finished
    assert played.answers["ends"] == "13:30"


@pytest.mark.parametrize("cause", ["client", "no_signal", "wrong_pin"])
async def test_no_pledge_is_asked_for_what_was_not_ones_own_mistake(world: World, cause: str) -> None:
    it = await forgotten(world)
    facts = await facts_of(world, it, "forgot_out")
    played = play(DECLARE, "13:30", tap(CAUSES[cause].label), facts=facts, at=world.clock[0])
    assert played.step == "review"


async def test_own_words_ask_for_the_pledge(world: World) -> None:
    facts = await facts_of(world, await forgotten(world), "forgot_out")
    assert play(DECLARE, "13:30", "話が長引きました。", facts=facts, at=world.clock[0]).step == "pledge"


async def test_an_outage_that_was_declared_is_the_reason_and_asks_no_pledge(world: World) -> None:
    it = await forgotten(world)
    await world.store.do(lambda unit: outages.add(unit, NOON + HOUR, NOON + 2 * HOUR))
    facts = await facts_of(world, it, "forgot_out")
    played = play(DECLARE, "13:30", facts=facts, at=world.clock[0])
    assert played.step == "review"
    await world.finish("declare", "expert", f"{it.id}:forgot_out", {"ends": "13:30", "review": "send"})
    kept = await declaration(world, it)
    assert (kept.cause, kept.pledged) == ("outage", 0)
    assert kept.reason == "11月24日(火) 13:00–14:00のLINEの障害のため、操作できませんでした。"


async def test_times_that_cannot_be_are_asked_again(world: World) -> None:
    it = await forgotten(world)
    facts = await facts_of(world, it, "forgot_out")
    for ends, says in (("16:00", "支援が終わってから"), ("12:00", "より後"), ("11:00", "支援が終わってから")):
        with pytest.raises(Refusal, match=says):
            times.check_end(ends, {}, facts)
    both = await facts_of(world, await dispatched(world, starts=NOON), "forgot_in")
    for starts, says in (("15:30", "まだ来ていない"), ("08:30", "予定の開始は12:00")):
        with pytest.raises(Refusal, match=says):
            times.check_start(starts, {}, both)
    assert play(DECLARE_BOTH, "12:10", "13:40", facts=both, at=world.clock[0]).step == "reason"


async def test_past_midnight_belongs_to_the_day_it_began(world: World) -> None:
    world.clock[0] += 10 * HOUR  # 22:00
    facts = await facts_of(world, await forgotten(world), "forgot_out")
    claimed = times.claimed(None, "00:30", facts)
    assert claimed["ends"] - claimed["starts"] == 2 * HOUR + 30 * MINUTE


async def test_client_agency_and_secretariat_say_yes_and_then_the_claimed_times_count(world: World) -> None:
    it = await forgotten(world)
    said = await declared(world, it)
    assert row(cards(said)[0], "理由") == FORGOT
    assert to_each(said, world) == {"agent", "colleague"}
    assert (await client_agrees(world, it, ends="13:20")).state == "CLIENT_CONFIRMED"
    assert to_each(await approved_by(world, "agent", it), world) == {"clerk", "second_clerk"}
    said = await approved_by(world, "clerk", it)
    assert to_each(said, world) >= {"expert"}
    after, kept = await dispatch(world, it.id), await declaration(world, it)
    assert (after.state, kept.state) == ("CHECKED_OUT", "APPROVED")
    assert (after.checked_in, after.checked_out) == (NOON, HALF_PAST_ONE)
    assert (after.client_starts, after.client_ends) == (NOON, HALF_PAST_ONE - 10 * MINUTE)
    assert after.said["how"] == "link"
    assert after.flags == ("declared",)
    assert kept.original["ends"] == 0
    assert kept.claimed == {"starts": NOON, "ends": HALF_PAST_ONE}
    assert await open_of(world, it) is None
    lines = await world.store.look(lambda unit: audit.of_subject(unit, kept.id))
    assert [line.action.partition(".")[2] for line in lines] == [
        "declare",
        "confirm_by_client",
        "approve_at_agency",
        "approve",
    ]


async def test_the_form_is_filled_in_and_given_to_the_expert(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    await client_agrees(world, it)
    await approved_by(world, "agent", it)
    await approved_by(world, "clerk", it)
    [card] = [card for card in to(await papers(world), world.who["expert"]) if card.title == "申告書ができました"]
    assert labels(card) == ["申告書（PDF）を開く"]
    assert (await declaration(world, it)).paper
    it = await dispatch(world, it.id)
    for who in ("expert", "clerk"):
        [card] = cards(await world.act("open_dispatch", who, it.id, it.version))
        look = act_of(card, "申告を見る")
        [card] = cards(await world.act(look.verb, who, look.about))
        assert labels(card) == ["申告書（PDF）を開く"]


async def test_both_times_are_shown_to_who_decides(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    card = await card_of(world, "agent", it)
    [change] = card.changes
    assert (change.field, change.before, change.after) == ("終了時刻", "記録なし", "13:30")
    assert labels(card) == ["確認リンクを作る", "電話で確認した", "差し戻す", "不承認にする"]
    assert row(card, "再発防止") == "誓約済み"


async def test_a_wrong_time_is_corrected_and_the_state_stays(world: World) -> None:
    ends = world.clock[0] + HOUR
    it = await dispatched(
        world, state="REPORTED", checked_in=NOON, checked_out=ends, client_confirmed=ends,
        said={"how": "own_phone", "name": "見本 花子", "post": "head", "receipt": "K1"},
    )  # fmt: skip
    world.clock[0] += 3 * HOUR
    await declared(world, it, "wrong_time", starts="12:00", ends="13:30")
    assert (await declaration(world, it)).claimed["starts"] == NOON
    await client_agrees(world, it)
    await approved_by(world, "agent", it)
    await approved_by(world, "clerk", it)
    after = await dispatch(world, it.id)
    assert (after.state, after.checked_out) == ("REPORTED", HALF_PAST_ONE)
    assert after.said["receipt"] == "K1"
    assert after.visit["declared"][0]["original"]["ends"] == ends


async def test_a_forgotten_check_in_goes_from_the_plan_to_the_end(world: World) -> None:
    it = await dispatched(world)
    world.clock[0] += 3 * HOUR
    await declared(world, it, "forgot_in", starts="12:05", ends="13:30")
    await client_agrees(world, it, starts="12:05")
    await approved_by(world, "agent", it)
    await approved_by(world, "clerk", it)
    after = await dispatch(world, it.id)
    assert (after.state, after.checked_in) == ("CHECKED_OUT", NOON + 5 * MINUTE)


async def test_what_the_client_confirmed_on_the_spot_needs_no_second_word(world: World) -> None:
    it = await dispatched(world, state="CHECKED_IN", checked_in=world.clock[0])
    world.clock[0] += HOUR + 30 * MINUTE
    await confirmed(world, await code_of(world, await asked(world, it)))
    world.clock[0] += 2 * HOUR
    it = await dispatch(world, it.id)
    await declared(world, it)
    assert (await declaration(world, it)).state == "CLIENT_CONFIRMED"
    await approved_by(world, "agent", it)
    await approved_by(world, "clerk", it)
    after = await dispatch(world, it.id)
    assert (after.state, after.said["how"], after.client_ends) == ("CHECKED_OUT", "own_phone", HALF_PAST_ONE)


async def test_nothing_is_approved_before_its_turn(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    assert "まだ済んでいません" in words(await approved_by(world, "agent", it))
    assert "いまは「事業者の確認待ち」" in words(await approved_by(world, "clerk", it))
    await client_agrees(world, it)
    assert "いまは「支援機関の確認中」" in words(await approved_by(world, "clerk", it))
    await approved_by(world, "agent", it)
    assert "agentさんが手続き" in words(await approved_by(world, "colleague", it))
    await approved_by(world, "clerk", it)
    assert "clerkさんが手続き" in words(await approved_by(world, "second_clerk", it))


async def test_nobody_decides_on_themselves_or_twice(world: World) -> None:
    async def in_both(unit: Unit) -> None:
        await people.join(unit, world.who["agent"], "secretariat", office="関東", name="agentさん")

    async def back(unit: Unit) -> None:
        person = await people.person(unit, world.who["agent"])
        await people.switch(unit, person.id, next(m.id for m in person.memberships if m.role == "agency"))

    it = await forgotten(world)
    await declared(world, it)
    await client_agrees(world, it)
    await approved_by(world, "agent", it)
    await world.store.do(in_both)
    with pytest.raises(Refusal, match="別の方"):
        await approved_by(world, "agent", it)
    await world.store.do(back)

    async def expert_is_clerk(unit: Unit) -> None:
        await people.join(unit, world.who["expert"], "secretariat", office="関東", name="自分")

    await world.store.do(expert_is_clerk)
    with pytest.raises(Refusal, match="ご自身"):
        await approved_by(world, "expert", it)
    assert (await declaration(world, it)).state == "AGENCY_APPROVED"


async def test_other_agencies_and_offices_see_nothing(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await declaration(world, it)
    for who in ("stranger", "far_clerk"):
        for action in ("open_declaration", "approve_declaration", "return_declaration"):
            with pytest.raises(Refusal, match="ほかの担当"):
                await world.act(action, who, kept.id, kept.version)
    with pytest.raises(Refusal, match="ほかの担当"):
        await world.act("declaration_link", "stranger", kept.id, kept.version)


async def test_an_office_with_nobody_free_leaves_it_to_the_neighbouring_office(world: World) -> None:
    async def alone(unit: Unit) -> None:
        for who in ("clerk", "second_clerk"):
            [member] = (await people.person(unit, world.who[who])).memberships
            await people.leave(unit, member.id)
        world.who["neighbour"] = await people.meet(unit, "U-neighbour")
        await people.join(unit, world.who["neighbour"], "secretariat", office="中部", name="となりさん")

    it = await forgotten(world)
    await world.store.do(alone)
    await declared(world, it)
    await client_agrees(world, it)
    assert to_each(await approved_by(world, "agent", it), world) == {"neighbour"}
    assert (await declaration(world, it)).office == "中部"
    [card] = cards(await world.act("declarations", "neighbour"))
    assert act_of(card, "開く").verb == "open_declaration"
    await approved_by(world, "neighbour", it)
    assert (await dispatch(world, it.id)).state == "CHECKED_OUT"


async def test_a_decision_is_bound_to_what_was_shown(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await declaration(world, it)
    code = await link_code(world, kept)
    await confirmed(world, code, "link")
    said = await world.act("approve_declaration", "agent", kept.id, kept.version)
    assert "更新されました" in words(said)
    assert labels(cards(said)[0])[0] == "承認する"
    assert (await declaration(world, it)).state == "CLIENT_CONFIRMED"


async def test_a_link_is_used_once_and_a_new_one_ends_the_old(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await declaration(world, it)
    old, new = await link_code(world, kept), await link_code(world, kept)
    with pytest.raises(Refusal, match="もう受け付けていません"):
        await confirmed(world, old, "link")
    await confirmed(world, new, "link")
    with pytest.raises(Refusal, match="もう受け付けていません"):
        await confirmed(world, new, "link", nonce="another page")


async def test_a_word_on_the_phone_is_kept_with_name_time_and_who_heard_it(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await declaration(world, it)
    [begun] = await world.act("declaration_phone", "agent", kept.id, kept.version)
    assert isinstance(begun, Begin)
    answers = {"name": "見本 花子", "post": "head", "called": None, "review": "send"}
    said = await world.finish(begun.dialog, "agent", begun.subject, answers)
    assert labels(cards(said)[0])[0] == "承認する"
    after = await declaration(world, it)
    assert (after.client["name"], after.client["how"], after.client_by) == (
        "見本 花子",
        "phone_call",
        world.who["agent"],
    )
    assert after.client["at"] == world.clock[0]
    assert "電話（agentさん）" in next(r.small for r in cards(said)[0].rows if r.label == "事業者")
    again = await world.finish(begun.dialog, "agent", begun.subject, answers)
    assert "更新されました" in words(again)


async def test_a_returned_one_is_mended_and_asks_the_client_again_only_for_other_times(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await client_agrees(world, it)
    [begun] = await world.act("return_declaration", "agent", kept.id, kept.version)
    assert isinstance(begun, Begin)
    said = await world.finish(begun.dialog, "agent", begun.subject, {"reason": "理由をくわしく。", "sure": "yes"})
    assert to_each(said, world) == {"expert"}
    card = await card_of_expert(world, it)
    assert card.note is not None
    assert card.note.text == "理由をくわしく。"
    assert act_of(card, "直す") == Act("begin_declaring", it.id)
    await declared(world, it, reason="打ち合わせが長引き、操作を忘れました。")
    assert (await declaration(world, it)).state == "CLIENT_CONFIRMED"
    kept = await declaration(world, it)
    [begun] = await world.act("return_declaration", "agent", kept.id, kept.version)
    assert isinstance(begun, Begin)
    await world.finish(begun.dialog, "agent", begun.subject, {"reason": "時刻を。", "sure": "yes"})
    await declared(world, it, ends="13:00")
    kept = await declaration(world, it)
    assert (kept.state, kept.client) == ("DECLARED", {})


async def card_of_expert(world: World, it: Dispatch) -> Card:
    kept = await declaration(world, it)
    return cards(await world.act("open_declaration", "expert", kept.id))[0]


async def test_a_refused_one_is_over_and_leaves_the_visit_as_it_was(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await declaration(world, it)
    [begun] = await world.act("refuse_declaration", "agent", kept.id, kept.version)
    assert isinstance(begun, Begin)
    await world.finish(begun.dialog, "agent", begun.subject, {"reason": "事業者の話と異なります。", "sure": "yes"})
    assert await open_of(world, it) is None
    assert (await dispatch(world, it.id)).state == "CHECKED_IN"
    assert "手続きしています" in words(
        await world.finish(begun.dialog, "agent", begun.subject, {"reason": "x", "sure": "yes"})
    )
    world.clock[0] += MINUTE
    await declared(world, it)
    assert row(await card_of(world, "agent", it), "受付番号") == "S1002"


async def test_one_is_decided_before_the_next_is_made(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    assert "確認中" in words(await world.act("begin_declaring", "expert", it.id))
    answers = {"ends": "13:40", "reason": FORGOT, "pledge": "yes", "review": "send"}
    assert "お受けできません" in words(await world.finish("declare", "expert", f"{it.id}:forgot_out", answers))


async def test_a_clients_objection_is_seen_by_those_who_decide_and_not_by_the_expert(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await declaration(world, it)
    said = await objected(world, await link_code(world, kept))
    assert to_each(said, world) == {"agent", "colleague", "clerk", "second_clerk"}
    card = await card_of(world, "agent", it)
    assert card.note is not None
    assert card.note.title == "事業者から「内容が違います」"
    mine = await card_of_expert(world, it)
    assert mine.note is None


async def test_the_secretariat_sees_how_often_an_expert_declares(world: World) -> None:
    for _ in range(3):
        it = await forgotten(world)
        await declared(world, it)
        world.clock[0] -= 3 * HOUR
    world.clock[0] += 3 * HOUR
    card = await card_of(world, "clerk", it)
    often = next(r for r in card.rows if r.label == "今年度の申告")
    assert (often.value, often.tone) == ("3件", "attention")
    assert not [r for r in (await card_of(world, "agent", it)).rows if r.label == "今年度の申告"]


async def test_the_list_shows_what_can_be_approved_first_and_goes_on(world: World) -> None:
    visits = []
    for _ in range(11):
        it = await dispatched(world, state="CHECKED_IN", checked_in=NOON, starts=NOON)
        visits.append(it)
    world.clock[0] += 3 * HOUR
    for it in visits:
        await declared(world, it)
    await client_agrees(world, visits[5])
    page = cards(await world.act("declarations", "agent"))
    assert len(page) == 10
    kept = await declaration(world, visits[5])
    assert act_of(page[0], "開く").about == kept.id
    more = act_of(page[-1], "もっと見る")
    rest = cards(await world.act("declarations", "agent", more.about))
    shown = {act_of(card, "開く").about for card in (*page[:-1], *rest)}
    assert len(shown) == 11
    assert "いまはありません" in words(await world.act("declarations", "clerk"))


async def test_what_can_be_declared_depends_on_where_the_visit_stands(world: World) -> None:
    it = await forgotten(world)
    [card] = cards(await world.act("begin_declaring", "expert", it.id))
    assert labels(card) == ["チェックアウトを忘れた", "事業者の確認がとれない"]
    assert await world.act("begin_declaring", "expert", f"{it.id}:no_client") == [
        Begin("declare", f"{it.id}:no_client")
    ]
    assert "お受けできません" in words(await world.act("begin_declaring", "expert", f"{it.id}:forgot_in"))
    for state in ("INSPECTED", "NO_SHOW", "CANCELLED"):
        other = await dispatched(world, state=state)
        assert "お受けできません" in words(await world.act("begin_declaring", "expert", other.id))
    [card] = cards(await world.act("begin_declaring", "expert"))
    assert labels(card) == ["チェックアウトを忘れた", "事業者の確認がとれない"]


async def test_nobody_declares_for_somebody_else(world: World) -> None:
    it = await forgotten(world)
    await dispatched(world, "another")
    with pytest.raises(Refusal, match="ほかの方"):
        await world.act("begin_declaring", "another", it.id)


async def test_a_visit_that_was_inspected_meanwhile_is_not_changed_any_more(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    await client_agrees(world, it)
    await approved_by(world, "agent", it)
    now = await dispatch(world, it.id)
    await world.store.do(lambda unit: dispatches.save(unit, replace(now, state="INSPECTED")))
    with pytest.raises(Refusal, match="いまは記録を直せない"):
        await approved_by(world, "clerk", it)
    assert (await declaration(world, it)).state == "AGENCY_APPROVED"


async def test_nobody_was_called_before_the_declaration_or_later_than_now(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    kept = await declaration(world, it)
    world.clock[0] += 10 * MINUTE
    facts = await world.store.look(lambda unit: phone_facts(unit, world.who["agent"], f"{kept.id}:1"))
    played = play(CLIENT_ON_PHONE, "見本 花子", tap("代表者"), "今日 14:59", facts=facts, at=world.clock[0])
    assert played.last_words == "申告より前の日時になっています。"
    played.hear("今日 15:11")
    assert played.trouble is not None
    played.hear("今日 15:05")
    assert played.step == "review"


async def test_whose_turn_it_is_is_reminded_and_then_the_secretariat_hears_of_it(world: World) -> None:
    it = await forgotten(world)
    await declared(world, it)
    world.clock[0] += 6 * DAY
    said = await ring(world, "declaration_waits", "bundle")
    assert to_each(said, world) == {"agent", "colleague"}
    [card, _] = [card for who in ("agent", "colleague") for card in to(said, world.who[who])]
    assert card.title.replace("\n", "") == "確認待ちの申告が1件あります"
    world.clock[0] += 7 * DAY
    said = await ring(world, "declaration_waits", "bundle")
    assert to_each(said, world) == {"clerk", "second_clerk"}
    await client_agrees(world, it)
    await approved_by(world, "agent", it)
    world.clock[0] += 6 * DAY
    assert to_each(await ring(world, "declaration_waits", "bundle"), world) == {"clerk", "second_clerk"}
    await approved_by(world, "clerk", it)
    world.clock[0] += 30 * DAY
    assert await ring(world, "declaration_waits", "bundle") == []
