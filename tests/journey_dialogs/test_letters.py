"""「委嘱状の発行」: one by one or all at once, by the right office, each number once; what a year's turn brings."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.outgoing import Begin
from flex_messages.cards import Picture
from rules.appointment import may_be_dispatched, may_be_paid
from rules.japan_time import at
from rules.refusal import Refusal
from storage import jobs
from tests.journey_dialogs.appointing import (
    act_of,
    appointed,
    appointment,
    clerk_again,
    consented,
    papers,
    registered,
    ring,
    to,
    trail,
)
from tests.journey_dialogs.conftest import World, cards, labels, notices, row, words

APRIL, MARCH = at(date(2027, 4, 1), 0), at(date(2027, 3, 1), 9)


async def test_a_letter_has_number_day_and_period_and_a_job_to_make_its_paper(world: World) -> None:
    it = await consented(world)
    world.clock[0] += 86_400_000
    said = await world.act("issue_letter", "clerk", it.id, it.version)
    assert "関東専派8第0001号" in words(said)
    after = await appointment(world)
    assert (after.state, after.number, after.issued) == ("APPOINTED", "関東専派8第0001号", world.clock[0])
    assert (after.period_from, after.period_to) == ("2026-11-24", "2027-03-31")
    assert [(job.kind, job.about) for job in await world.store.look(jobs.due)] == [("letter", it.id)]
    assert (await trail(world, it))[-1] == ("appoint", "CONSENTED", "APPOINTED")


async def test_a_second_tap_or_a_colleague_hears_who_issued_it(world: World) -> None:
    it = await consented(world)
    await world.act("issue_letter", "clerk", it.id, it.version)
    for who in ("clerk", "second_clerk"):
        said = words(await world.act("issue_letter", who, it.id, it.version))
        assert "11月24日(火) 12:00にclerkさんが発行しています（関東専派8第0001号）" in said
    assert len(await world.store.look(jobs.due)) == 1


async def test_another_office_neither_sees_nor_issues(world: World) -> None:
    it = await consented(world)
    assert "いません" in cards(await world.act("letters", "far_clerk"))[0].title
    for action in ("issue_letter", "begin_revoking", "make_letter_again"):
        with pytest.raises(Refusal, match="ほかの事務局"):
            await world.act(action, "far_clerk", it.id, it.version)
    assert (await appointment(world)).state == "CONSENTED"


async def test_nobody_appoints_an_expert_who_has_not_agreed(world: World) -> None:
    await registered(world)
    it = await appointment(world)
    assert "順番ではありません" in words(await world.act("issue_letter", "clerk", it.id, it.version))


async def test_the_list_shows_who_waits_longest_first_and_pages(world: World) -> None:
    for n in range(11):
        world.clock[0] += 1000
        await consented(world, f"expert{n}", f"第{n} 太郎")
    summary, *rest = cards(await world.act("letters", "clerk"))
    assert row(summary, "委嘱状待ち") == "11件"
    assert [card.title for card in rest[:-1]] == [f"第{n} 太郎 様" for n in range(9)]
    tap = act_of(rest[-1], "もっと見る")
    more = cards(await world.act(tap.verb, "clerk", tap.about))
    assert [card.title for card in more] == ["第9 太郎 様", "第10 太郎 様"]


async def test_all_are_issued_after_a_look_at_their_number_in_the_order_they_waited(world: World) -> None:
    for n in range(30):
        world.clock[0] += 1000
        await consented(world, f"expert{n}", f"第{n} 太郎")
    [sure] = cards(await world.act("issue_all", "clerk"))
    assert "30件" in sure.title
    world.clock[0] += 1000
    await consented(world, "late", "遅れ 太郎")
    tap = act_of(sure, "発行する")
    assert "30件の委嘱状の発行を始めました" in words(await world.act(tap.verb, "clerk", tap.about))
    assert (await appointment(world, "expert0")).state == "CONSENTED", "the alarm clock does it, not the tap"
    await ring(world, "issue_letters")
    numbers = [(await appointment(world, f"expert{n}")).number for n in range(30)]
    assert numbers == [f"関東専派8第{n + 1:04}号" for n in range(30)]
    assert (await appointment(world, "late")).state == "CONSENTED", "was not among the thirty"
    assert len(await world.store.look(lambda unit: jobs.due(unit, 100))) == 30
    assert "すでに始めています" in words(await world.act(tap.verb, "clerk", tap.about))


async def test_a_clerk_who_is_an_expert_is_left_to_a_colleague(world: World) -> None:
    world.who["clerk_expert"] = world.who["second_clerk"]
    await consented(world, "clerk_expert", "兼業 太郎")
    await clerk_again(world, "second_clerk")
    assert cards(await world.act("letters", "second_clerk"))[1:] == []
    [sure] = cards(await world.act("issue_all", "second_clerk"))
    tap = act_of(sure, "発行する")
    await world.act(tap.verb, "second_clerk", tap.about)
    await ring(world, "issue_letters")
    it = await appointment(world, "clerk_expert")
    assert it.state == "CONSENTED"
    with pytest.raises(Refusal, match="ご自身"):
        await world.act("issue_letter", "second_clerk", it.id, it.version)
    await world.act("issue_letter", "clerk", it.id, it.version)
    assert (await appointment(world, "clerk_expert")).state == "APPOINTED"


async def test_the_paper_comes_to_the_expert_with_picture_link_and_the_button_that_goes_on(world: World) -> None:
    it = await consented(world)
    await world.act("issue_letter", "clerk", it.id, it.version)
    [notice] = notices(await papers(world))
    [card] = to([notice], world.who["expert"])
    assert card.picture == Picture(f"paper:letter-png-{it.id}", "委嘱状", "210:297", "fit")
    assert labels(card) == ["就任承諾書を送る", "委嘱状を開く"]
    assert card.note is not None
    assert "保留" in card.note.text


async def test_a_letter_revoked_before_its_paper_was_made_is_not_sent(world: World) -> None:
    it = await consented(world)
    await world.act("issue_letter", "clerk", it.id, it.version)
    await world.finish("revoke_appointment", "clerk", it.id, {"reason": "ご本人の希望です。"})
    assert await papers(world) == []
    assert await world.store.look(jobs.due) == []


async def test_a_revoked_appointment_ends_from_that_day_and_what_was_earned_stays(world: World) -> None:
    it = await appointed(world)
    await world.finish("acceptance", "expert", it.id, {"signature": "試験 太郎", "accepted_on": "2026-11-24"})
    world.clock[0] += 10 * 86_400_000
    [begin] = await world.act("begin_revoking", "clerk", it.id, it.version)
    assert begin == Begin("revoke_appointment", it.id)
    said = await world.finish("revoke_appointment", "clerk", it.id, {"reason": "ご本人の希望です。"})
    [card] = to(said, world.who["expert"])
    assert "希望" not in f"{card.title}{card.text}{card.alt}", "a push gives nothing away"
    after = await appointment(world)
    assert (after.state, after.reason) == ("REVOKED", "ご本人の希望です。")
    assert may_be_dispatched(after, date(2026, 12, 3))
    assert not may_be_dispatched(after, date(2026, 12, 4))
    assert may_be_paid(after)
    [shown] = cards(await world.act("standing", "expert"))
    assert row(shown, "理由") == "ご本人の希望です。"
    assert "終わっています" in words(await world.act("begin_revoking", "clerk", it.id, it.version))


async def test_after_31_march_an_appointment_ends_and_its_days_still_count(world: World) -> None:
    it = await appointed(world)
    await registered(world, "silent", "無言 太郎")
    world.clock[0] = APRIL
    await ring(world, "appointment_ends")
    after = await appointment(world, year=2026)
    assert (after.state, after.ended) == ("EXPIRED", APRIL)
    assert may_be_dispatched(after, date(2027, 3, 31))
    assert not may_be_dispatched(after, date(2027, 4, 1))
    assert (await appointment(world, "silent", 2026)).state == "EXPIRED"
    assert (await trail(world, it))[-1] == ("expire", "APPOINTED", "EXPIRED")
    [card] = cards(await world.act("standing", "expert"))
    assert labels(card)[-1] == "委嘱状を開く", "the papers stay in reach"


async def test_from_march_the_conditions_of_the_next_year_go_out_to_everybody_once(world: World) -> None:
    for n in range(27):
        world.clock[0] += 1000
        await registered(world, f"expert{n}", f"第{n} 太郎")
    assert "送る" not in "".join(labels(cards(await world.act("letters", "clerk"))[0]))
    world.clock[0] = MARCH
    [summary] = cards(await world.act("letters", "clerk"))
    tap = act_of(summary, "来年度の委嘱条件を送る")
    [sure] = cards(await world.act(tap.verb, "clerk"))
    assert "27名に令和9年度の" in sure.title
    sending = act_of(sure, "委嘱条件を送る")
    assert "27名" in words(await world.act(sending.verb, "clerk", sending.about))
    said = await ring(world, "send_conditions")
    assert len(notices(said)) == 27
    nexts = [await appointment(world, f"expert{n}", 2027) for n in range(27)]
    assert {it.state for it in nexts} == {"CONDITIONS_SENT"}
    assert "すでに" in words(await world.act(sending.verb, "clerk", sending.about))
    assert len(cards(await world.act("standing", "expert0"))) == 2


async def test_a_consent_of_march_covers_april_and_its_letter_begins_there(world: World) -> None:
    await appointed(world)
    world.clock[0] = MARCH
    await world.act("send_year_sure", "clerk", "2027")
    await ring(world, "send_conditions")
    it = await appointment(world, year=2027)
    await world.act("consent_to_conditions", "expert", it.id, it.version)
    it = await appointment(world, year=2027)
    await world.act("issue_letter", "clerk", it.id, it.version)
    after = await appointment(world, year=2027)
    assert (after.number, after.period_from, after.period_to) == ("関東専派9第0001号", "2027-04-01", "2028-03-31")
    assert not may_be_dispatched(after, date(2027, 3, 31))
    assert may_be_dispatched(after, date(2027, 4, 1))


async def test_what_no_font_can_write_is_told_to_the_office_and_made_again_later(world: World) -> None:
    it = await consented(world)
    await world.act("issue_letter", "clerk", it.id, it.version)
    [job] = await world.store.look(jobs.due)
    paper = next(paper for paper in world.house.papers if paper.kind == "letter")
    said = await world.store.do(lambda unit: paper.failed(unit, it.id, "😀"))
    assert {notice.to for notice in notices(said)} == {world.who["clerk"], world.who["second_clerk"]}
    [card] = to(said, world.who["clerk"])
    assert card.note is not None
    assert "U+1F600" in card.note.text
    await world.store.do(lambda unit: jobs.park(unit, job.id, "no glyph"))
    [listed] = cards(await world.act("letters_issued", "clerk", "APPOINTED"))
    tap = act_of(listed, "文書を作り直す")
    await world.act(tap.verb, "clerk", tap.about)
    assert len(notices(await papers(world))) == 1
    [listed] = cards(await world.act("letters_issued", "clerk", "APPOINTED"))
    assert "文書を作り直す" not in labels(listed)
