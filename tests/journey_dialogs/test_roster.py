"""Suspended, reinstated, struck off, leaving: who is told what, what ends with it, and what goes on."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.guest.menus import menu_of
from conversations.outgoing import Begin, Outgoing, SwitchMenu
from rules import japan_time
from rules.refusal import Refusal
from rules.search_words import area_word
from storage import audit, experts, people
from tests.journey_dialogs.appointing import appointment, consented, registered, ring, to
from tests.journey_dialogs.changing import asked, change, join
from tests.journey_dialogs.conftest import World, cards, labels, notices, row, words
from tests.journey_dialogs.dispatching import dispatched

REASON = "支援の記録について確認したいことがあるため、確認が終わるまで派遣を停止します。"
ON = date(2026, 12, 10)


async def suspend(world: World, who: str = "clerk", review_on: str = "2026-12-10") -> list[Outgoing]:
    it = await world.registration()
    return await world.finish("suspend", who, it.id, {"reason": REASON, "review_on": review_on, "sure": "yes"})


async def findable(world: World) -> bool:
    """Whether an agency that looks for somebody finds them."""
    until = japan_time.at(date(2027, 1, 1), 0)
    hits = await world.store.look(lambda unit: experts.find(unit, [area_word("東京都")], 2026, until))
    return [it.person for it in hits] == [world.who["expert"]]


async def test_who_is_suspended_is_found_no_more_and_hears_why_and_until_when(world: World) -> None:
    await consented(world)
    assert await findable(world)
    said = await suspend(world)
    assert (await world.registration()).state == "SUSPENDED"
    assert not await findable(world)
    assert [notice.to for notice in notices(said)] == [world.who["expert"]]
    assert REASON not in str(notices(said)), "masked until it is opened"
    first, road = cards(await world.act("standing", "expert"))
    assert first.status is not None
    assert first.status.word == "派遣停止中"
    assert (row(first, "理由"), row(first, "見直し")) == (REASON, "12月10日(木)までに事務局が行います")
    assert labels(first) == ["お問い合わせ"]
    assert road.status is not None
    assert road.status.word == "委嘱条件に同意済み"


async def test_the_day_of_the_review_reminds_the_office_once(world: World) -> None:
    await consented(world)
    await suspend(world)
    world.clock[0] = japan_time.at(ON, 9)
    said = await ring(world, "suspension", "bundle")
    assert {notice.to for notice in notices(said)} == {world.who["clerk"], world.who["second_clerk"]}
    (card,) = to(said, world.who["clerk"])
    assert "派遣停止の見直しが" in card.title
    (shown,) = cards(await world.act("suspended", "clerk"))
    assert row(shown, "見直しの日") == "2026年12月10日(木)"
    assert await ring(world, "suspension", "bundle") == []


async def test_a_suspension_that_ended_reminds_nobody(world: World) -> None:
    await consented(world)
    await suspend(world)
    it = await world.registration()
    said = await world.act("reinstate", "clerk", it.id, it.version)
    assert [notice.to for notice in notices(said)] == [world.who["expert"]]
    assert await findable(world)
    world.clock[0] = japan_time.at(ON, 9)
    assert await ring(world, "suspension", "bundle") == []
    again = await world.act("reinstate", "clerk", it.id, it.version)
    assert "いま「登録済み」" in words(again)


async def test_agencies_with_visits_to_come_are_told_and_see_which(world: World) -> None:
    await consented(world)
    for state, days in (("SCHEDULED", 3), ("OFFERED", 5), ("CANCELLED", 4), ("INSPECTED", -3)):
        await dispatched(world, state=state, starts=world.clock[0] + days * 24 * 3_600_000)
    said = await suspend(world)
    (card,) = to(said, world.who["agent"])
    assert "試験" not in str(card)
    (shown,) = cards(await world.act("halted_visits", "agent", (await world.registration()).id))
    assert len(shown.rows) == 2
    assert "11月27日" in shown.rows[0].value
    other = await world.act("halted_visits", "stranger", (await world.registration()).id)
    assert "予定は、いまはありません" in words(other)


@pytest.mark.parametrize("who", ["far_clerk", "expert"])
async def test_only_their_own_office_suspends_and_nobody_themselves(world: World, who: str) -> None:
    await consented(world)
    it = await world.registration()
    if who == "expert":
        await join(world, "expert", role="secretariat", office="関東")
    for action in ("begin_suspending", "begin_striking", "reinstate"):
        with pytest.raises(Refusal):
            await world.act(action, who, it.id, it.version)
    with pytest.raises(Refusal):
        await suspend(world, who)
    assert (await world.registration()).state == "REGISTERED"


async def test_an_expert_leaves_after_a_second_look_and_everything_open_ends(world: World) -> None:
    await consented(world)
    await asked(world, "氏名", name="見本 太郎")
    [begun] = await world.act("leave", "expert")
    assert isinstance(begun, Begin)
    said = await world.finish("leave", "expert", begun.subject, {"reason": "都合により、登録を終わります。"})
    it = await world.registration()
    assert (it.state, (await appointment(world)).state, (await change(world)).state) == (
        "WITHDRAWN", "REVOKED", "WITHDRAWN",
    )  # fmt: skip
    assert SwitchMenu("applicant", world.who["expert"]) in said
    assert "報告書と謝金のお支払いは、これまでどおり続きます" in words(said)
    assert not await findable(world)
    member = (await world.store.look(lambda unit: people.person(unit, world.who["expert"]))).active
    assert await world.store.look(lambda unit: menu_of(unit, member)) == "applicant"
    with pytest.raises(Refusal, match="抹消できる登録がありません"):
        await world.act("leave", "expert")


async def test_the_secretariat_strikes_somebody_off_for_a_reason_they_read(world: World) -> None:
    await consented(world)
    it = await world.registration()
    said = await world.finish("strike", "clerk", it.id, {"reason": "登録要件に当てはまらなくなりました。"})
    assert world.who["expert"] in {notice.to for notice in notices(said)}
    (card,) = cards(await world.act("standing", "expert"))
    assert row(card, "理由") == "登録要件に当てはまらなくなりました。"
    assert "「報告書」「謝金」と送信すると開きます" in card.text
    again = await world.act("begin_striking", "clerk", it.id, it.version)
    assert "いま「登録抹消」" in words(again)
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert lines[-1].reason == "登録要件に当てはまらなくなりました。"


async def test_a_part_of_a_name_finds_the_card_with_what_may_be_done(world: World) -> None:
    await consented(world)
    (card,) = cards(await world.finish("find_expert", "clerk", "", {"words": "験太"}))
    assert labels(card) == ["派遣を停止する", "登録を抹消する"]
    (of_agency,) = cards(await world.finish("find_expert", "agent", "", {"words": "シケン"}))
    assert labels(of_agency) == ["再登録を始める"]
    assert "見つかりませんでした" in words(await world.finish("find_expert", "stranger", "", {"words": "試験"}))


async def test_declined_conditions_are_sent_again_and_can_be_agreed_to(world: World) -> None:
    await registered(world)
    it = await appointment(world)
    await world.finish("decline_conditions", "expert", f"{it.id}:{it.version}", {"reason": "今年度は見送ります。"})
    (card,) = cards(await world.act("letters_issued", "clerk", "DECLINED"))
    assert row(card, "理由") == "今年度は見送ります。"
    said = await world.act("offer_again", "clerk", it.id)
    assert [notice.to for notice in notices(said)] == [world.who["expert"]]
    anew = await appointment(world)
    assert (anew.state, anew.ended, anew.reason) == ("CONDITIONS_SENT", 0, "")
    await world.act("consent_to_conditions", "expert", anew.id, anew.version)
    assert (await appointment(world)).state == "CONSENTED"
    assert "いまはもう一度お送りできません" in words(await world.act("offer_again", "clerk", it.id))
