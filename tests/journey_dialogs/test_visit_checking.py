"""Which visit is meant, and what a check-in, its undoing, a check-out and an absence do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conversations.dispatch.following import followed, step
from conversations.events import Measured
from conversations.outgoing import Begin, Outgoing, SwitchMenu
from conversations.play import play, tap
from flex_messages.cards import Act, Card, Show
from rules.refusal import Refusal
from storage import audit, fixes, payments, places, timers
from storage.dispatches import Dispatch
from storage.places import Place, State
from tests.journey_dialogs.conftest import NOON, World, cards, labels, notices, row, words
from tests.journey_dialogs.dispatching import HOUR, MINUTE, client_of, dispatch, dispatched
from tests.journey_dialogs.visiting import fix, pin, recorded


async def arrived(world: World, it: Dispatch, place: Any = None, **answers: Any) -> Dispatch:
    await recorded(world, it, "in", place or fix(30), **answers)
    return await dispatch(world, it.id)


async def confirming(world: World, it: Dispatch) -> tuple[Dispatch, list[Outgoing]]:
    """The client confirms through the road, as its own page does: the visit, and what others are told."""
    said = {**it.said, "name": "見本 花子", "post": "代表", "how": "own_phone", "receipt": "1001"}
    now = world.clock[0]
    times = {"client_starts": it.checked_in, "client_ends": now, "client_confirmed": now}
    return await world.store.do(lambda unit: step(unit, it, "confirm_by_client", "client", said=said, **times))


async def confirmed(world: World, it: Dispatch) -> Dispatch:
    return (await confirming(world, it))[0]


async def places_of(world: World, it: Dispatch, state: State) -> list[Place]:
    return await world.store.look(lambda unit: places.of_client(unit, it.client, state))


# Which visit


async def test_the_one_visit_of_today_begins_at_once(world: World) -> None:
    it = await dispatched(world)
    assert await world.act("check_in", "expert") == [Begin("check_in", it.id)]


async def test_before_its_hour_the_next_one_is_named(world: World) -> None:
    await dispatched(world, starts=NOON + 61 * MINUTE)
    assert "11月24日(火) 12:01からチェックインできます" in words(await world.act("check_in", "expert"))


@pytest.mark.parametrize("minutes", [-60, 0, 180])
async def test_from_an_hour_before_to_an_hour_after_it_is_open(world: World, minutes: int) -> None:
    it = await dispatched(world)
    world.clock[0] = NOON + minutes * MINUTE
    assert await world.act("check_in", "expert") == [Begin("check_in", it.id)]


async def test_several_of_today_are_offered(world: World) -> None:
    first, second = await dispatched(world), await dispatched(world, starts=NOON + 30 * MINUTE)
    shown = cards(await world.act("check_in", "expert"))
    assert [card.buttons[0].tap for card in shown] == [Act("begin_check_in", it.id) for it in (first, second)]
    assert await world.act("begin_check_in", "expert", second.id) == [Begin("check_in", second.id)]


async def test_a_visit_that_was_missed_leads_to_a_declaration(world: World) -> None:
    it = await dispatched(world)
    world.clock[0] = NOON + 24 * HOUR
    said = await world.act("check_in", "expert")
    assert "申告" in words(said)
    assert said[0].quick[0].tap == Act("begin_declaring", f"{it.id}:forgot_in")  # type: ignore[union-attr]


async def test_nobody_checks_into_the_visit_of_another(world: World) -> None:
    it = await dispatched(world)
    await dispatched(world, "second")
    with pytest.raises(Refusal, match="ほかの方"):
        await world.act("begin_check_in", "second", it.id)


@pytest.mark.parametrize("state", ["OFFERED", "CANCELLED", "NO_SHOW", "CHECKED_OUT"])
async def test_a_visit_that_is_not_settled_cannot_be_checked_into(world: World, state: str) -> None:
    it = await dispatched(world, state=state)
    said = await recorded(world, it, "in", fix(30))
    assert "チェックインできません" in words(said)
    assert (await dispatch(world, it.id)).version == it.version


# Check-in


async def test_the_tap_records_place_verdict_and_the_servers_time(world: World) -> None:
    it = await dispatched(world)
    world.clock[0] += 2 * MINUTE
    said = await recorded(world, it, "in", fix(40, accuracy=14.2))
    after = await dispatch(world, it.id)
    assert (after.state, after.checked_in, after.flags) == ("CHECKED_IN", NOON + 2 * MINUTE, ())
    kept = after.visit["in"]
    assert (kept["verdict"], kept["accuracy_m"], kept["source"], kept["thresholds"]) == ("near", 15, "measured", "1")
    assert 38 <= kept["distance_m"] <= 42
    [place] = await places_of(world, it, "approved")
    assert kept["place"] == place.id
    [attempt] = await world.store.look(lambda unit: fixes.of_dispatch(unit, it.id))
    assert (attempt.purpose, attempt.verdict, attempt.counted) == ("in", "near", world.clock[0])
    assert SwitchMenu("expert_there") in said
    [card] = cards(said)
    assert row(card, "開始") == "12:02"
    assert labels(card) == ["事業者に確認してもらう", "取り消す", "不在でした"]


async def test_within_three_minutes_it_can_be_taken_back_and_that_stays_in_the_log(world: World) -> None:
    it = await arrived(world, await dispatched(world))
    world.clock[0] += 3 * MINUTE
    said = await world.act("undo_check_in", "expert", it.id, it.version)
    after = await dispatch(world, it.id)
    assert (after.state, after.checked_in) == ("SCHEDULED", 0)
    assert [each["at"] for each in after.visit["undone"]] == [NOON]
    assert SwitchMenu("expert_today") in said
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert [line.action for line in lines][-2:] == ["dispatch.check_in", "dispatch.undo_check_in"]
    assert "取り消すチェックインはありません" in words(await world.act("undo_check_in", "expert", it.id, it.version))
    assert (await arrived(world, after)).state == "CHECKED_IN"


async def test_after_three_minutes_it_stays(world: World) -> None:
    it = await arrived(world, await dispatched(world))
    world.clock[0] += 3 * MINUTE + 1
    assert "取り消せません" in words(await world.act("undo_check_in", "expert", it.id, it.version))
    assert (await dispatch(world, it.id)).state == "CHECKED_IN"


async def test_late_on_the_same_day_is_taken_with_a_flag(world: World) -> None:
    it = await dispatched(world)
    world.clock[0] = NOON + 4 * HOUR
    assert (await arrived(world, it)).flags == ("late_check_in",)


async def test_a_position_copied_from_a_visit_of_a_month_ago_is_flagged(world: World) -> None:
    measured = Measured(35.6812345, 139.7671234, 20)
    first = await dispatched(world, client=await client_of(world, "一軒目商店", door=None))
    assert (await arrived(world, first, measured)).flags == ()
    world.clock[0] += 30 * 24 * HOUR
    second = await dispatched(world, client=await client_of(world, "二軒目商店", door=None))
    assert "identical_position" in (await arrived(world, second, measured)).flags


async def test_a_second_visit_waits_until_the_first_is_closed(world: World) -> None:
    first, second = await dispatched(world), await dispatched(world, starts=NOON + 30 * MINUTE)
    await arrived(world, first)
    said = await world.act("check_in", "expert")
    assert "次のチェックインの前に" in cards(said)[0].text
    assert "次のチェックインの前に" in cards(await recorded(world, second, "in", fix(30)))[0].text
    assert (await dispatch(world, second.id)).state == "SCHEDULED"


async def test_a_claimed_place_is_unclear_and_waits_for_the_agency(world: World) -> None:
    it = await dispatched(world)
    said = await recorded(world, it, "in", fix(3_400), claim="moved", reason="移転しました。")
    after = await dispatch(world, it.id)
    assert (after.visit["in"]["verdict"], after.visit["in"]["reason"]) == ("grey", "移転しました。")
    [place] = await places_of(world, it, "proposed")
    assert (place.source, place.dispatch, place.made_by) == ("measured", it.id, it.expert)
    told = notices(said)
    assert {notice.to for notice in told} == {world.who["agent"], world.who["colleague"]}
    [card] = told[0].message.cards  # type: ignore[union-attr]
    assert "試験製作所" not in f"{card.title}{card.text}{card.alt}"


async def test_online_there_is_no_place_to_send(world: World) -> None:
    it = await dispatched(world, online=True)
    [card] = cards(await world.act("check_in", "expert"))
    assert labels(card) == ["チェックインする"]
    await world.act("check_in_online", "expert", it.id, it.version)
    after = await dispatch(world, it.id)
    assert (after.state, after.visit) == ("CHECKED_IN", {})
    person = await dispatched(world, "second")
    assert await world.act("check_in_online", "second", person.id) == [Begin("check_in", person.id)]
    assert (await dispatch(world, person.id)).state == "SCHEDULED"


# Check-out


async def test_without_the_clients_confirmation_it_says_what_is_missing(world: World) -> None:
    it = await arrived(world, await dispatched(world))
    [card] = cards(await world.act("check_out", "expert"))
    assert "事業者の方の確認が必要" in card.text
    assert labels(card)[0] == "事業者に確認してもらう"
    said = await recorded(world, it, "out", fix(30), paused="no")
    assert (await dispatch(world, it.id)).state == "CHECKED_IN"
    assert "チェックアウトの必要はありません" in words(said)


async def test_the_sum_is_there_at_once_step_by_step(world: World) -> None:
    it = await arrived(world, await dispatched(world))
    world.clock[0] = NOON + 169 * MINUTE
    await confirmed(world, it)
    assert await world.act("check_out", "expert") == [Begin("check_out", it.id)]
    said = await recorded(world, it, "out", fix(20), paused="yes", breaks=15)
    after = await dispatch(world, it.id)
    assert (after.state, after.checked_out, after.breaks) == ("CHECKED_OUT", NOON + 169 * MINUTE, 15)
    [card] = cards(said)
    found = {line.label: line.value for line in card.figures}
    assert found["支援した時間"] == "2時間34分"
    assert found["謝金の対象"] == "2時間30分"
    assert card.total is not None
    assert card.total.value == "13,200円"
    payment = await world.store.look(lambda unit: payments.one(unit, it.id))
    assert payment is not None
    assert payment.amount == 13_200


async def test_before_check_out_nothing_speaks_of_the_next_half_hour(world: World) -> None:
    it = await arrived(world, await dispatched(world))
    world.clock[0] += 55 * MINUTE
    it = await confirmed(world, it)
    dialog = world.dialog("check_out")
    facts = await world.store.look(lambda unit: dialog.facts(unit, it.expert, it.id))
    talk = play(dialog, tap("休憩なし"), fix(20), facts=facts)
    assert talk.step == "sure"
    text = " ".join(_text(card) for show in talk.asked for card in show[1].cards)
    assert "円" not in text
    assert "あと" not in text.replace("あとで", "")


def _text(card: Card) -> str:
    note = card.note.text if card.note else ""
    return " ".join((card.title, card.text, note, *(f"{each.label} {each.value}" for each in card.rows)))


async def test_past_midnight_belongs_to_the_day_it_began_until_six(world: World) -> None:
    start = NOON + 10 * HOUR
    world.clock[0] = start
    it = await confirmed(world, await arrived(world, await dispatched(world, starts=start)))
    world.clock[0] = start + 3 * HOUR
    await recorded(world, it, "out", fix(30), paused="no")
    after = await dispatch(world, it.id)
    assert after.state == "CHECKED_OUT"
    assert "past_midnight" in after.flags


async def test_after_six_only_a_declaration_closes_it(world: World) -> None:
    it = await confirmed(world, await arrived(world, await dispatched(world)))
    world.clock[0] = NOON + 18 * HOUR
    said = await world.act("check_out", "expert")
    assert "申告" in words(said)
    assert "申告" in words(await recorded(world, it, "out", fix(30), paused="no"))
    assert (await dispatch(world, it.id)).state == "CONFIRMED_BY_CLIENT"


async def test_breaks_longer_than_the_visit_are_asked_again(world: World) -> None:
    it = await arrived(world, await dispatched(world))
    world.clock[0] += 20 * MINUTE
    it = await confirmed(world, it)
    dialog = world.dialog("check_out")
    facts = await world.store.look(lambda unit: dialog.facts(unit, it.expert, it.id))
    talk = play(dialog, tap("休憩あり"), "30分", facts=facts)
    assert talk.trouble is not None
    assert "20分" in talk.last_words
    talk.hear("10分")
    assert talk.step == "here"


async def test_an_online_visit_is_closed_without_a_place(world: World) -> None:
    it = await dispatched(world, online=True, state="CONFIRMED_BY_CLIENT", checked_in=NOON, client_confirmed=NOON)
    dialog = world.dialog("check_out")
    facts = await world.store.look(lambda unit: dialog.facts(unit, it.expert, it.id))
    talk = play(dialog, tap("休憩なし"), tap("チェックアウトする"), facts=facts)
    assert talk.finished
    world.clock[0] += HOUR
    await world.finish("check_out", "expert", it.id, talk.answers)
    assert (await dispatch(world, it.id)).state == "CHECKED_OUT"


# 不在でした


@pytest.mark.parametrize("there", [False, True])
async def test_a_client_who_is_not_there_costs_nothing_and_the_agency_hears(world: World, there: bool) -> None:
    it = await dispatched(world)
    if there:
        it = await arrived(world, it)
    world.clock[0] += 20 * MINUTE
    assert await world.act("begin_no_show", "expert", it.id) == [Begin("no_show", it.id)]
    said = await recorded(world, it, "absent", fix(30))
    after = await dispatch(world, it.id)
    assert after.state == "NO_SHOW"
    assert after.visit["absent"]["verdict"] == "near"
    assert await world.store.look(lambda unit: payments.one(unit, it.id)) is None
    [notice, _] = notices(said)
    assert isinstance(notice.message, Show)
    assert notice.message.cards[0].buttons[0].tap == Act("read_no_show", it.id)
    [card] = cards(await world.act("read_no_show", "agent", it.id))
    assert "不在" in card.text
    with pytest.raises(Refusal):
        await world.act("read_no_show", "stranger", it.id)


async def test_an_absence_is_recorded_on_the_day_alone(world: World) -> None:
    it = await dispatched(world, starts=NOON + 3 * HOUR)
    assert "当日" in words(await world.act("begin_no_show", "expert", it.id))


# Places learnt


async def test_a_measured_place_that_the_client_confirmed_is_proposed_and_one_tap_approves_it(world: World) -> None:
    client = await client_of(world, door=None)
    it = await dispatched(world, client=client)
    it = await arrived(world, it, fix(0))
    assert it.visit["in"]["verdict"] == "grey"
    assert await places_of(world, it, "proposed") == []
    _, told = await confirming(world, it)
    [place] = await places_of(world, it, "proposed")
    assert {notice.to for notice in notices(told)} == {world.who["agent"], world.who["colleague"]}
    [card] = cards(await world.act("open_place", "agent", place.id))
    assert labels(card) == ["承認する", "登録しない"]
    assert "登録しました" in words(await world.act("approve_place", "agent", place.id))
    assert [each.id for each in await places_of(world, it, "approved")] == [place.id]
    again = words(await world.act("refuse_place", "colleague", place.id))
    assert "agentさんが11月24日(火) 12:00に登録しました" in again


async def test_a_place_that_is_known_already_is_not_proposed(world: World) -> None:
    it = await arrived(world, await dispatched(world), fix(40))
    await confirmed(world, it)
    assert await places_of(world, it, "proposed") == []


async def test_a_pin_is_learnt_from_no_confirmation(world: World) -> None:
    client = await client_of(world, door=None)
    await confirmed(world, await arrived(world, it := await dispatched(world, client=client), pin(0)))
    assert await places_of(world, it, "proposed") == []


async def test_a_refused_place_is_not_proposed_again(world: World) -> None:
    client = await client_of(world, door=None)
    it = await confirmed(world, await arrived(world, await dispatched(world, client=client), fix(0)))
    [place] = await places_of(world, it, "proposed")
    await world.act("refuse_place", "agent", place.id)
    world.clock[0] += HOUR
    await recorded(world, it, "out", fix(20), paused="no")
    assert await places_of(world, it, "proposed") == []


async def test_no_other_agency_decides_on_a_place(world: World) -> None:
    it = await dispatched(world)
    await recorded(world, it, "in", fix(3_400), claim="wrong", reason="移転しました。")
    [place] = await places_of(world, it, "proposed")
    for action in ("open_place", "approve_place", "refuse_place"):
        with pytest.raises(Refusal):
            await world.act(action, "stranger", place.id)
    assert [each.id for each in await places_of(world, it, "proposed")] == [place.id]


# Half an hour after the end, and the menu


async def ring(world: World, what: str) -> list[Any]:
    alarm = next(each for each in world.house.alarms if each.what == what)
    due = await world.store.look(lambda unit: timers.due(unit, unit.now))
    found = [timer for timer in due if timer.what == what]
    said: list[Any] = []
    for timer in found:
        await world.store.do(lambda unit, timer=timer: timers.take(unit, timer))  # type: ignore[misc]
        said += await world.store.do(lambda unit, timer=timer: alarm.act(unit, timer.about))  # type: ignore[misc]
    return said


async def test_half_an_hour_after_the_end_the_bot_asks_once(world: World) -> None:
    it = await arrived(world, await dispatched(world))
    world.clock[0] = NOON + 2 * HOUR + 29 * MINUTE
    assert await ring(world, "still_there") == []
    world.clock[0] += MINUTE
    [notice] = await ring(world, "still_there")
    [card] = notice.message.cards
    assert labels(card) == ["今終わりました", "時刻を入れる", "まだ支援中"]
    assert await ring(world, "still_there") == []
    await world.act("still_there", "expert", it.id)
    world.clock[0] += 30 * MINUTE
    assert len(await ring(world, "still_there")) == 1


async def test_nobody_is_asked_about_a_visit_that_is_closed(world: World) -> None:
    it = await confirmed(world, await arrived(world, await dispatched(world)))
    world.clock[0] += HOUR
    await recorded(world, it, "out", fix(30), paused="no")
    world.clock[0] += 4 * HOUR
    assert await ring(world, "still_there") == []
    assert "すでに終わっています" in words(await world.act("still_there", "expert", it.id))


async def test_on_the_day_of_a_visit_check_in_leads_the_menu(world: World) -> None:
    tomorrow = NOON + 24 * HOUR
    it = await dispatched(world, starts=tomorrow)
    before = replace(it, state="AGREED")
    assert SwitchMenu("expert_today", it.expert) not in await world.store.do(
        lambda unit: followed(unit, "schedule", before, it)
    )
    world.clock[0] = NOON + 12 * HOUR
    assert await ring(world, "visit_menu") == [SwitchMenu("expert_today", it.expert)]
    world.clock[0] += 24 * HOUR
    assert await ring(world, "visit_menu") == [SwitchMenu("expert", it.expert)]
