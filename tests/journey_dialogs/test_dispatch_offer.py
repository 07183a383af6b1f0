"""An offer and its answers: what the expert reads before, what is checked again, and how it ends without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from conversations.outgoing import Begin, Outgoing
from conversations.play import play, tap
from flex_messages.cards import Act, Card, Copy, Open
from rules.flags import FLAGS
from rules.japan_time import DAY
from rules.refusal import Refusal
from storage import agencies, dispatches, people, registrations, timers
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.appointing import appointed, consented
from tests.journey_dialogs.conftest import NOON, World, cards, labels, notices, row, words
from tests.journey_dialogs.dispatching import HOUR, dispatch, dispatched
from tests.journey_dialogs.requesting import requested


async def offer(world: World, **changed: object) -> tuple[Dispatch, Card]:
    """A new offer, opened by its expert."""
    await consented(world)
    it = await requested(world, **changed)
    return it, cards(await world.act("open_offer", "expert", it.id))[0]


async def accept(world: World, it: Dispatch, says: str = "client") -> list[Outgoing]:
    return await world.finish("accept_offer", "expert", f"{it.id}:{it.version}", {"asked_first": says})


async def test_an_offer_says_what_is_asked_and_until_when(world: World) -> None:
    it, card = await offer(world)
    assert (card.title, row(card, "お返事")) == ("試験商店", "11月27日(金)まで")
    assert row(card, "謝金") == "1時間5,280円、1日31,680円まで"
    assert labels(card) == ["引き受ける", "辞退する"]
    assert card.note is None
    assert "+8131" not in repr(card), "the client's phone is for who has agreed"
    said = await world.act("accept_offer", "expert", it.id, it.version)
    assert said == [Begin("accept_offer", f"{it.id}:{it.version}")]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"paid_by_agency": "yes"}, "申請した支援機関から給与等を受けている"),
        ({"asked_first": "expert"}, "専門家からの要請による派遣である"),
        ({"method": "online"}, "オンラインの支援は、謝金の対象外です。"),
    ],
    ids=["E2", "E4", "online"],
)
async def test_what_bars_the_pay_is_read_before_anything_is_accepted(
    world: World, changed: dict[str, str], said: str
) -> None:
    _, card = await offer(world, **changed)
    assert card.note is not None
    assert said in card.note.text
    assert ("旅費も支給されません。" in card.note.text) == ("method" not in changed)


async def test_membership_bars_the_pay_where_the_agency_lifts_it_not(world: World) -> None:
    await consented(world)

    async def work(unit: Unit) -> None:
        other = await agencies.add(unit, "見本組合", "SHOTENGAI_UNION", "東京都")
        world.who["union"] = await people.meet(unit, "U-union")
        await people.join(unit, world.who["union"], "agency", agency=other.id, name="担当")

    await world.store.do(work)
    free = await requested(world, member_of_agency="yes")
    barred = await requested(world, agent="union", days=8, member_of_agency="yes")
    [first] = cards(await world.act("open_offer", "expert", free.id))
    [second] = cards(await world.act("open_offer", "expert", barred.id))
    assert first.note is None
    assert second.note is not None
    assert "会員等である" in second.note.text


async def test_the_cap_of_the_day_names_the_other_visits_of_it(world: World) -> None:
    await consented(world)
    await dispatched(world, starts=NOON + 7 * DAY - 3 * HOUR)
    it = await requested(world)
    [card] = cards(await world.act("open_offer", "expert", it.id))
    assert "同じ日のほかの派遣と合わせて" in row(card, "謝金")


async def test_accepting_settles_the_date_and_tells_who_asked(world: World) -> None:
    it, _ = await offer(world)
    said = await accept(world, it)
    after = await dispatch(world, it.id)
    assert (after.state, after.agreed, after.flags) == ("SCHEDULED", world.clock[0], ())
    [card] = cards(said)
    assert row(card, "電話") == "03-1234-5678"
    taps = [button.tap for button in card.buttons]
    assert Copy("東京都千代田区丸の内1-1-1") in taps
    assert any(isinstance(one, Open) and one.url.startswith("https://www.google.com/maps/") for one in taps)
    assert Open("tel:+81312345678") in taps
    [notice] = notices(said)
    assert notice.to == world.who["agent"]
    assert "試験" not in repr(notice.message)
    due = await world.store.look(lambda unit: timers.due(unit, it.offer_until))
    assert "offer_expires" not in [timer.what for timer in due]


async def test_another_answer_to_who_asked_first_is_a_flag(world: World) -> None:
    it, _ = await offer(world)
    await accept(world, it, "expert")
    assert (await dispatch(world, it.id)).flags == ("requester_differs",)
    assert "requester_differs" in FLAGS


async def test_who_says_it_was_their_own_wish_is_asked_once_more(world: World) -> None:
    it, _ = await offer(world)
    dialog = world.dialog("accept_offer")
    subject = f"{it.id}:{it.version}"
    facts = await world.store.look(lambda unit: dialog.facts(unit, world.who["expert"], subject))
    assert play(dialog, tap("事業者"), facts=facts).finished
    own = play(dialog, tap("専門家"), facts=facts)
    assert not own.finished
    assert own.card.note is not None
    assert "事務局が確認します" in own.card.note.text
    assert own.labels[:2] == ["引き受ける", "やめる"]
    assert play(dialog, "事業者", facts=facts).finished is False, "typed words decide nothing"


async def test_an_offer_that_changed_is_shown_anew(world: World) -> None:
    it, _ = await offer(world)
    for action in ("accept_offer", "begin_declining_offer"):
        said = await world.act(action, "expert", it.id, it.version - 1)
        assert "内容が更新されました" in words(said)
        assert cards(said)[0].buttons[0].tap == Act("accept_offer", it.id, it.version)
    said = await world.finish("accept_offer", "expert", f"{it.id}:{it.version - 1}", {"asked_first": "client"})
    assert "内容が更新されました" in words(said)
    assert (await dispatch(world, it.id)).state == "OFFERED"


async def test_a_second_answer_hears_where_it_stands(world: World) -> None:
    it, _ = await offer(world)
    await accept(world, it)
    assert "いまは「日程確定」です" in words(await accept(world, it))
    assert "いまは「日程確定」です" in words(await world.act("accept_offer", "expert", it.id, it.version))


async def test_an_overlap_that_came_up_meanwhile_is_seen_at_the_acceptance(world: World) -> None:
    it, _ = await offer(world)
    await dispatched(world, starts=it.starts + HOUR)
    assert "同じ時間に、ほかの派遣があります" in words(await accept(world, it))
    assert (await dispatch(world, it.id)).state == "OFFERED"


async def test_who_was_suspended_meanwhile_cannot_accept(world: World) -> None:
    it, _ = await offer(world)

    async def suspend(unit: Unit) -> None:
        found = await registrations.of_person(unit, world.who["expert"])
        assert found is not None
        await registrations.save(unit, replace(found, state="SUSPENDED"))

    await world.store.do(suspend)
    assert "お引き受けいただけません" in words(await accept(world, it))


async def test_a_visit_that_would_have_begun_cannot_be_accepted(world: World) -> None:
    it, _ = await offer(world)
    world.clock[0] = it.starts
    assert "過ぎているため" in words(await accept(world, it))


async def test_declining_gives_its_reason_to_the_agency(world: World) -> None:
    it, _ = await offer(world)
    answers = {"reason": "日程が合いません。", "sure": "yes"}
    said = await world.finish("decline_offer", "expert", f"{it.id}:{it.version}", answers)
    after = await dispatch(world, it.id)
    assert (after.state, after.reason) == ("DECLINED", "日程が合いません。")
    assert [notice.to for notice in notices(said)] == [world.who["agent"]]
    [card] = cards(await world.act("open_dispatch", "agent", it.id))
    assert (row(card, "理由"), labels(card)) == ("日程が合いません。", ["別の専門家に申請"])
    assert await world.act("request_another", "agent", it.id) == [Begin("request", f"other:{it.id}")]


async def ring(world: World, it: Dispatch) -> Sequence[Outgoing]:
    [alarm] = [alarm for alarm in world.house.alarms if alarm.what == "offer_expires"]
    return await world.store.do(lambda unit: alarm.act(unit, it.id))


async def test_an_offer_ends_after_three_business_days_and_not_before(world: World) -> None:
    it, _ = await offer(world)
    world.clock[0] = it.offer_until - 1
    assert list(await ring(world, it)) == []
    world.clock[0] = it.offer_until
    said = await ring(world, it)
    assert (await dispatch(world, it.id)).state == "OFFER_EXPIRED"
    assert sorted(notice.to for notice in notices(said)) == sorted([world.who["expert"], world.who["agent"]])
    assert list(await ring(world, it)) == [], "once"


async def test_an_answer_leaves_nothing_to_expire(world: World) -> None:
    it, _ = await offer(world)
    await accept(world, it)
    world.clock[0] = it.offer_until
    assert list(await ring(world, it)) == []
    assert (await dispatch(world, it.id)).state == "SCHEDULED"


async def test_the_answer_goes_to_a_colleague_when_who_asked_has_left(world: World) -> None:
    it, _ = await offer(world)

    async def leave(unit: Unit) -> None:
        member = (await people.person(unit, world.who["agent"])).active
        assert member is not None
        await people.leave(unit, member.id)

    await world.store.do(leave)
    assert [notice.to for notice in notices(await accept(world, it))] == [world.who["colleague"]]


async def test_a_new_date_is_offered_and_agreed_to_by_one_tap(world: World) -> None:
    it, _ = await offer(world)
    await accept(world, it)
    now = await dispatch(world, it.id)
    new = {"day_time": "2026-12-03T13:30", "length": "90"}
    said = await world.finish("reschedule", "agent", f"{it.id}:{now.version}", new)
    moved = await dispatch(world, it.id)
    assert (moved.state, moved.agreed, moved.ends - moved.starts) == ("OFFERED", 0, 90 * 60_000)
    assert [notice.to for notice in notices(said)] == [world.who["expert"]]
    [card] = cards(await world.act("open_offer", "expert", it.id))
    assert (card.about, row(card, "変更前")) == ("日時の変更のお願い", "12月1日(火)\n12:00–14:00")
    await world.act("accept_offer", "expert", it.id, moved.version)
    after = await dispatch(world, it.id)
    assert after.state == "SCHEDULED"
    assert "was" not in after.request


async def test_a_new_date_keeps_to_the_same_rules(world: World) -> None:
    await appointed(world)
    it = await dispatched(world, starts=NOON + 7 * DAY)
    await dispatched(world, starts=NOON + 8 * DAY)
    subject = f"{it.id}:{it.version}"
    for new, why in (
        ({"day_time": "2026-12-02T13:00", "length": "60"}, "ほかの派遣があります"),
        ({"day_time": "2026-11-24T11:00", "length": "60"}, "過ぎています"),
        ({"day_time": "2027-04-02T10:00", "length": "60"}, "委嘱条件に同意していません"),
    ):
        with pytest.raises(Refusal, match=why):
            await world.finish("reschedule", "agent", subject, new)
    await world.finish("reschedule", "agent", subject, {"day_time": "2026-12-01T13:00", "length": "60"})


async def test_a_cancelled_visit_is_told_with_its_reason(world: World) -> None:
    await appointed(world)
    it = await dispatched(world, starts=NOON + 7 * DAY)
    answers = {"reason": "事業者の都合により、取り消しになりました。", "sure": "yes"}
    said = await world.finish("cancel_dispatch", "agent", f"{it.id}:{it.version}", answers)
    assert (await dispatch(world, it.id)).state == "CANCELLED"
    [notice] = notices(said)
    assert notice.to == world.who["expert"]
    assert "試験製作所" not in repr(notice.message)
    [card] = cards(await world.act("open_dispatch", "expert", it.id))
    assert row(card, "理由") == "事業者の都合により、取り消しになりました。"


@pytest.mark.parametrize("state", ["CHECKED_IN", "CHECKED_OUT", "INSPECTED", "CANCELLED"])
async def test_after_check_in_nothing_is_moved_or_cancelled(world: World, state: str) -> None:
    await appointed(world)
    it = await dispatched(world, state=state, starts=NOON)
    assert "変更できません" in words(await world.act("begin_rescheduling", "agent", it.id, it.version))
    assert "取り消せません" in words(await world.act("begin_cancelling", "agent", it.id, it.version))
    found = await world.store.look(lambda unit: dispatches.one(unit, it.id))
    assert found == it
