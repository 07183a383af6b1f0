"""委嘱条件: they come with the final approval, and are agreed to or declined, once, as they were shown."""

from __future__ import annotations

import pytest

from conversations.appointment import conditions
from conversations.outgoing import Begin
from conversations.texts import Text, text
from flex_messages.cards import Open
from rules.appointment import may_be_dispatched
from rules.conditions import version_words
from rules.japan_time import day
from rules.refusal import Refusal
from storage import timers
from tests.journey_dialogs.appointing import act_of, appointment, consented, registered, to, trail
from tests.journey_dialogs.conftest import World, cards, labels, row, words


async def test_the_final_approval_sends_the_conditions_in_the_same_transaction(world: World) -> None:
    said = await registered(world)
    [card] = to(said, world.who["expert"])
    it = await appointment(world)
    assert (it.state, it.fiscal_year, it.office) == ("CONDITIONS_SENT", 2026, "関東")
    assert (it.conditions_version, it.conditions_hash) == (text("conditions").version, text("conditions").hash)
    assert version_words(it.conditions_version) in card.subtitle
    assert "5,280円" in row(card, "謝金")
    assert "31,680円" in row(card, "上限")
    assert row(card, "交通費") == "お支払いしません"
    assert labels(card) == ["同意する", "全文を読む", "同意しない"]
    assert card.buttons[1].tap == Open("/p/texts/conditions")
    assert [line[0] for line in await trail(world, it)] == ["open"]


async def test_from_the_consent_on_an_expert_can_be_dispatched(world: World) -> None:
    await registered(world)
    it = await appointment(world)
    assert not may_be_dispatched(it, day(world.clock[0]))
    world.clock[0] += 1000
    [card] = cards(await world.act("consent_to_conditions", "expert", it.id, it.version))
    after = await appointment(world)
    assert (after.state, after.consented) == ("CONSENTED", world.clock[0])
    assert may_be_dispatched(after, day(world.clock[0]))
    assert "派遣をお受けいただけます" in card.text
    assert row(card, "委嘱状") == "これから"
    assert (await trail(world, it))[-1] == ("consent", "CONDITIONS_SENT", "CONSENTED")


async def test_a_second_consent_says_when_the_first_one_was(world: World) -> None:
    it = await consented(world)
    assert "11月24日(火) 12:00に同意" in words(await world.act("consent_to_conditions", "expert", it.id, it.version))
    assert "同意いただいています" in words(await world.act("begin_declining", "expert", it.id, it.version))
    assert (await appointment(world)).version == it.version


async def test_nobody_agrees_to_the_conditions_of_somebody_else(world: World) -> None:
    await registered(world)
    await registered(world, "another", "次 番")
    it = await appointment(world)
    for action in ("consent_to_conditions", "begin_declining", "read_conditions"):
        with pytest.raises(Refusal, match="ほかの方"):
            await world.act(action, "another", it.id, it.version)


async def test_a_text_that_was_replaced_is_shown_before_it_is_agreed_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await registered(world)
    it = await appointment(world)
    monkeypatch.setattr(conditions, "text", lambda name: Text("委嘱条件", "2027-01-10", "…", "f" * 64))
    said = await world.act("consent_to_conditions", "expert", it.id, it.version)
    assert "更新されました" in words(said)
    [card] = cards(said)
    assert "2027年1月10日版" in card.subtitle
    tap = act_of(card, "同意する")
    await world.act(tap.verb, "expert", tap.about, tap.version)
    after = await appointment(world)
    assert (after.state, after.conditions_version, after.conditions_hash) == ("CONSENTED", "2027-01-10", "f" * 64)
    assert [line[0] for line in await trail(world, it)] == ["open", "renew", "consent"]


async def test_declining_takes_a_reason_and_ends_the_appointment(world: World) -> None:
    await registered(world)
    it = await appointment(world)
    [begin] = await world.act("begin_declining", "expert", it.id, it.version)
    assert begin == Begin("decline_conditions", f"{it.id}:{it.version}")
    said = await world.finish("decline_conditions", "expert", begin.subject, {"reason": "忙しいため。"})
    assert "承りました" in words(said)
    after = await appointment(world)
    assert (after.state, after.reason) == ("DECLINED", "忙しいため。")
    assert not may_be_dispatched(after, day(world.clock[0]))
    assert "同意しないと" in words(await world.act("consent_to_conditions", "expert", it.id, it.version))
    assert "同意しないと" in words(
        await world.finish("decline_conditions", "expert", begin.subject, {"reason": "二度目"})
    )
    assert (await appointment(world)).version == after.version


async def test_whoever_has_agreed_meanwhile_does_not_decline_by_an_old_dialog(world: World) -> None:
    await registered(world)
    it = await appointment(world)
    await world.act("consent_to_conditions", "expert", it.id, it.version)
    said = await world.finish("decline_conditions", "expert", f"{it.id}:{it.version}", {"reason": "忙しいため。"})
    assert "同意いただいています" in words(said)
    assert (await appointment(world)).state == "CONSENTED"


async def test_where_one_stands_leads_to_the_conditions(world: World) -> None:
    await registered(world)
    [card] = cards(await world.act("standing", "expert"))
    tap = act_of(card, "委嘱条件を確認する")
    [shown] = cards(await world.act(tap.verb, "expert", tap.about))
    assert labels(shown)[0] == "同意する"


async def test_an_appointment_has_an_alarm_for_its_end(world: World) -> None:
    await registered(world)
    it = await appointment(world)
    found = await world.store.look(lambda unit: timers.due(unit, 1_806_505_200_000))  # 2027-04-01 00:00 in Japan
    assert [(t.due, t.about) for t in found if t.what == "appointment_ends"] == [(1_806_505_200_000, it.id)]
