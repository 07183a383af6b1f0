"""就任承諾書: signed with the registered name, sent once, in reach from then on; without it the fee is held."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.appointment.acceptance import ACCEPTANCE, AcceptanceFacts
from conversations.appointment.papers import acceptance_order, letter_order
from conversations.outgoing import Begin
from conversations.play import Conversation, play, tap
from flex_messages.cards import Open
from rules.appointment import may_be_paid
from rules.japan_time import day
from rules.refusal import Refusal
from storage.appointments import Appointment
from tests.journey_dialogs.appointing import act_of, appointed, appointment, consented, papers, trail
from tests.journey_dialogs.conftest import NOON, World, cards, labels, row, words

LETTER = Appointment("a", "p", "r", 2026, "関東", "APPOINTED", issued=NOON)
SIGNED = {"signature": "試験 太郎", "accepted_on": "2026-11-24"}


def accepting(*events: Any, name: str = "試験 太郎", days_later: int = 0) -> Conversation:
    today = day(NOON + days_later * 86_400_000)
    return play(ACCEPTANCE, *events, facts=AcceptanceFacts(LETTER, name, today))


@pytest.mark.parametrize("typed", ["試験 太郎", "試験太郎", "試験　太郎", " 試 験 太 郎 "])
def test_the_name_signs_however_it_is_spaced(typed: str) -> None:
    assert accepting(typed).answers["signature"] == "試験 太郎"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("試験 次郎", "試験 太郎"), ("高橋 太郎", "髙橋 太郎"), ("塚 太郎", "\ufa10 太郎"), ("太郎", "試験 太郎")],
)
def test_another_name_does_not_sign_and_the_registered_one_is_shown(typed: str, name: str) -> None:
    said = accepting(typed, name=name)
    assert said.trouble is not None
    assert said.trouble.example == name
    assert said.step == "signature"


def test_widths_and_variants_of_one_character_are_one_signature() -> None:
    assert accepting("ＭＡＲＩＡ ｼﾙﾊﾞ", name="Maria シルバ").answers["signature"] == "Maria シルバ"
    assert accepting("辻 太郎", name="辻\U000e0100 太郎").answers["signature"] == "辻\U000e0100 太郎"


def test_the_day_lies_between_the_letter_and_today() -> None:
    assert accepting("試験太郎", "今日").answers["accepted_on"] == "2026-11-24"
    assert accepting("試験太郎", "昨日", days_later=3).answers["accepted_on"] == "2026-11-26"
    early = accepting("試験太郎", "11月23日")
    assert early.trouble is not None
    assert "発行日より前" in early.trouble.words
    late = accepting("試験太郎", "2026年11月25日")
    assert late.trouble is not None


def test_typed_words_never_send_it() -> None:
    said = accepting("試験太郎", "今日", "送信する")
    assert not said.finished
    said.hear(tap("送信する"))
    assert said.finished


async def test_an_acceptance_is_kept_with_signature_and_day_and_ends_the_hold(world: World) -> None:
    it = await appointed(world)
    assert not may_be_paid(it)
    [begin] = await world.act("begin_acceptance", "expert", it.id)
    assert begin == Begin("acceptance", it.id)
    world.clock[0] += 1000
    [card] = cards(await world.finish("acceptance", "expert", it.id, SIGNED))
    after = await appointment(world)
    assert (after.state, after.accepted, after.accepted_on) == ("ACCEPTED", world.clock[0], "2026-11-24")
    assert after.signature == "試験 太郎"
    assert may_be_paid(after)
    assert card.note is None
    assert (await trail(world, it))[-1] == ("accept", "APPOINTED", "ACCEPTED")


async def test_a_second_one_says_when_the_first_was_sent(world: World) -> None:
    it = await appointed(world)
    await world.finish("acceptance", "expert", it.id, SIGNED)
    before = await appointment(world)
    assert "11月24日(火) 12:00にお送り" in words(await world.act("begin_acceptance", "expert", it.id))
    assert "お送りいただいています" in words(await world.finish("acceptance", "expert", it.id, SIGNED))
    assert await appointment(world) == before


async def test_there_is_nothing_to_accept_before_the_letter(world: World) -> None:
    it = await consented(world)
    assert "委嘱状が届いてから" in words(await world.act("begin_acceptance", "expert", it.id))
    assert "委嘱状が届いてから" in words(await world.act("begin_acceptance", "expert"))


async def test_nobody_accepts_for_somebody_else(world: World) -> None:
    it = await appointed(world)
    await consented(world, "another", "次 番")
    with pytest.raises(Refusal, match="ほかの方"):
        await world.act("begin_acceptance", "another", it.id)


async def test_until_then_the_standing_says_that_the_fee_is_held_and_has_the_button(world: World) -> None:
    it = await appointed(world)
    [card] = cards(await world.act("standing", "expert"))
    assert card.note is not None
    assert "保留" in card.note.text
    assert act_of(card, "就任承諾書を送る").about == it.id
    assert "関東専派8第0001号" in next(line.small for line in card.rows if line.label == "委嘱状")


async def test_both_papers_are_in_reach_from_where_one_stands(world: World) -> None:
    it = await appointed(world)
    await world.finish("acceptance", "expert", it.id, SIGNED)
    assert await papers(world) == [], "no push is needed for it"
    [card] = cards(await world.act("standing", "expert"))
    assert labels(card) == ["委嘱状を開く", "就任承諾書を開く"]
    assert [b.tap for b in card.buttons] == [Open(f"paper:letter-pdf-{it.id}"), Open(f"paper:acceptance-pdf-{it.id}")]
    assert row(card, "就任承諾書") == "11月24日(火) 完了"


async def test_the_papers_say_what_was_agreed(world: World) -> None:
    it = await consented(world)
    await world.act("issue_letter", "clerk", it.id, it.version)
    letter = await world.store.look(lambda unit: letter_order(unit, it.id))
    assert letter is not None
    assert letter.data["number"] == "関東専派８第０００１号"
    assert letter.data["name"] == "試験 太郎"
    assert letter.data["articles"][0] == ["委嘱期間", "令和８年１１月２４日から\n令和９年３月３１日まで"]
    assert "令和８年１１月２４日に同意" in letter.data["articles"][3][1]
    await papers(world)
    await world.finish("acceptance", "expert", it.id, SIGNED)
    acceptance = await world.store.look(lambda unit: acceptance_order(unit, it.id))
    assert acceptance is not None
    assert acceptance.data["letter"] == "令和８年１１月２４日付け関東専派８第０００１号"
    assert acceptance.data["signed"][1] == "令和８年１１月２４日１２時００分"
