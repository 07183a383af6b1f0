"""The client's confirmation: asked for by the expert, given on any phone, once, in time; objections and flags."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from conversations.client import confirming
from conversations.client.statement import statement
from flex_messages.cards import Copy, Open, Type
from rules.refusal import Refusal
from storage import agencies, audit, codes, dispatches
from storage.dispatches import Dispatch
from storage.store import Stale, Unit
from tests.journey_dialogs.appointing import to
from tests.journey_dialogs.confirming import asked, code_of, confirmed, digits_of, hand_of, link_of, objected
from tests.journey_dialogs.conftest import World, cards, labels, notices, row, words
from tests.journey_dialogs.dispatching import HOUR, MINUTE, dispatch, dispatched


async def visited(world: World, **columns: Any) -> Dispatch:
    """A visit that began at noon; it is half past one now."""
    it = await dispatched(world, state="CHECKED_IN", checked_in=world.clock[0], **columns)
    world.clock[0] += HOUR + 30 * MINUTE
    return it


async def test_the_expert_shows_a_picture_a_code_and_where_to_type_it(world: World) -> None:
    it = await visited(world)
    card = await asked(world, it)
    assert card.picture is not None
    assert card.picture.path.endswith(f"/p/v/{link_of(card)}")
    assert len(digits_of(card)) == 6
    assert row(card, "受付番号") == it.number
    assert row(card, "入力先").endswith("/p/c")
    assert row(card, "期限") == "13:40まで"
    assert labels(card) == ["リンクをコピー", "スマートフォンがない方の署名", "新しいコードを出す"]
    assert isinstance(card.buttons[0].tap, Copy)
    assert isinstance(card.buttons[1].tap, Open)


async def test_the_word_alone_finds_the_visit_that_is_under_way(world: World) -> None:
    it = await visited(world)
    [card] = cards(await world.act("ask_client", "expert"))
    assert row(card, "受付番号") == it.number


async def test_a_confirmation_moves_the_visit_and_tells_the_expert(world: World) -> None:
    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    done = await confirmed(world, code)
    after = await dispatch(world, it.id)
    assert after.state == "CONFIRMED_BY_CLIENT"
    assert (after.client_starts, after.client_ends) == (it.checked_in, it.checked_in + HOUR + 30 * MINUTE)
    assert after.client_confirmed == world.clock[0]
    assert after.said == {"name": "見本 花子", "post": "head", "how": "own_phone", "receipt": done.receipt}
    [card] = to(done.said, world.who["expert"])
    assert row(card, "支援の時刻") == "12:00–13:30"
    assert card.buttons[0].tap == Type("チェックアウト")
    assert "見本" not in card.alt
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert (lines[-1].action, lines[-1].actor) == ("dispatch.confirm_by_client", "client")


async def test_a_code_is_for_one_confirmation_and_a_new_one_ends_the_old(world: World) -> None:
    it = await visited(world)
    first = await code_of(world, await asked(world, it))
    second = await code_of(world, await asked(world, it))
    with pytest.raises(Refusal, match="もう受け付けていません"):
        await confirmed(world, first)
    await confirmed(world, second)
    with pytest.raises(Refusal, match="もう受け付けていません"):
        await confirmed(world, second, nonce="another page")
    assert second is not None
    assert await world.store.look(lambda unit: confirming.sent_before(unit, second.id, "n")) == "confirmed"
    assert await world.store.look(lambda unit: confirming.sent_before(unit, second.id, "another page")) == ""


async def test_a_second_wish_says_when_it_was_confirmed(world: World) -> None:
    it = await visited(world)
    await confirmed(world, await code_of(world, await asked(world, it)))
    said = await world.act("ask_client", "expert", it.id)
    assert "13:30に終わっています" in words(said)
    assert "K1001" in words(said)


@pytest.mark.parametrize("state", ["SCHEDULED", "CHECKED_OUT", "NO_SHOW"])
async def test_there_is_nothing_to_confirm_before_or_after_the_visit(world: World, state: str) -> None:
    it = await dispatched(world, state=state)
    assert "チェックインのあと" in words(await world.act("ask_client", "expert", it.id))


async def test_nobody_shows_the_code_of_somebody_elses_visit(world: World) -> None:
    it = await visited(world)
    await dispatched(world, "another")
    with pytest.raises(Refusal, match="ほかの方"):
        await world.act("ask_client", "another", it.id)


@pytest.mark.parametrize("event", ["undo_check_in", "no_show"])
async def test_what_was_undone_meanwhile_is_not_confirmed(world: World, event: str) -> None:
    from conversations.dispatch.following import step

    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    await world.store.do(lambda unit: step(unit, it, event, it.expert))
    with pytest.raises(Refusal, match="もう受け付けていません"):
        await confirmed(world, code)
    assert not (await dispatch(world, it.id)).client_confirmed


async def test_of_a_confirmation_and_an_undo_at_once_one_takes_effect(world: World) -> None:
    from conversations.dispatch.following import step

    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    undone = world.store.do(lambda unit: step(unit, it, "undo_check_in", it.expert))
    results = await asyncio.gather(confirmed(world, code), undone, return_exceptions=True)
    assert sum(isinstance(each, Refusal | Stale) for each in results) == 1
    after = await dispatch(world, it.id)
    assert (after.state == "CONFIRMED_BY_CLIENT") == bool(after.client_confirmed)
    assert after.state in ("CONFIRMED_BY_CLIENT", "SCHEDULED")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"name": " "}, "氏名をご記入"),
        ({"post": ""}, "お立場"),
        ({"post": "king"}, "選んでください"),
        ({"starts": "いつか"}, "時刻として読み取れません"),
        ({"ends": "25:00"}, "時刻はありません"),
        ({"starts": "09:00"}, "始まりの時刻をお確かめ"),
        ({"starts": "13:31"}, "始まりの時刻をお確かめ"),
        ({"ends": "12:00"}, "始まりと同じ"),
        ({"ends": "15:00"}, "終わりの時刻をお確かめ"),
        ({"ends": "11:59"}, "終わりの時刻をお確かめ"),
        ({"name": "名" * 41}, "40文字まで"),
    ],
)
async def test_what_cannot_be_true_is_asked_again_in_words(world: World, form: dict[str, Any], says: str) -> None:
    it = await visited(world)
    await world.store.do(lambda unit: dispatches.save(unit, replace(it, ends=it.starts + HOUR)))
    code = await code_of(world, await asked(world, it))
    with pytest.raises(Refusal, match=says):
        await confirmed(world, code, **form)
    assert (await dispatch(world, it.id)).state == "CHECKED_IN"
    await confirmed(world, code)


async def test_a_visit_past_midnight_is_confirmed_as_it_was(world: World) -> None:
    world.clock[0] += 11 * HOUR  # 23:00
    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    await confirmed(world, code, starts="23:00", ends="00:30")
    after = await dispatch(world, it.id)
    assert after.client_ends - after.client_starts == HOUR + 30 * MINUTE


async def test_the_client_reads_who_where_and_what_for_and_whom_to_ask(world: World) -> None:
    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    assert code is not None
    await world.store.do(lambda unit: agencies.call(unit, it.agency, "+81312345678"))
    shown = await world.store.look(lambda unit: statement(unit, code))
    said = {each.label: each.value for each in shown.rows}
    assert said["専門家"] == "試験 太郎"
    assert said["訪問先"] == "試験製作所"
    assert said["日"] == "11月24日(火)"
    assert said["目的"] == "販路開拓・商品開発の支援"
    assert said["費用"] == "かかりません"
    assert said["お問い合わせ"] == "サンプル商工会議所ours\n03-1234-5678"


async def test_an_objection_goes_to_agency_and_secretariat_and_not_to_the_expert(world: World) -> None:
    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    assert code is not None
    said = await objected(world, code)
    told = {notice.to for notice in notices(said)}
    assert told == {world.who[name] for name in ("agent", "colleague", "clerk", "second_clerk")}
    after = await dispatch(world, it.id)
    assert (after.state, after.flags) == ("CHECKED_IN", ("client_objected",))
    for who in ("agent", "clerk"):
        [card] = cards(await world.act("open_objection", who, it.id))
        assert card.note is not None
        assert card.note.text == "16時までではなく15時まででした。"
    for who in ("stranger", "far_clerk"):
        with pytest.raises(Refusal, match="ほかの"):
            await world.act("open_objection", who, it.id)
    with pytest.raises(Refusal, match="もう受け付けていません"):
        await confirmed(world, code, nonce="another page")


async def test_after_an_objection_was_cleared_up_a_new_code_confirms_and_the_flag_stays(world: World) -> None:
    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    assert code is not None
    await objected(world, code)
    await confirmed(world, await code_of(world, await asked(world, it)))
    after = await dispatch(world, it.id)
    assert (after.state, after.flags) == ("CONFIRMED_BY_CLIENT", ("client_objected",))
    assert after.said["objection"]


async def test_a_signature_is_kept_with_the_visit(world: World) -> None:
    it = await visited(world)
    card = await asked(world, it)
    code = await world.store.look(lambda unit: codes.by_hand(unit, hand_of(card)))
    await confirmed(world, code, "signature")
    after = await dispatch(world, it.id)
    assert (after.said["how"], after.said["signature"]) == ("signature", "f-sign")
    assert after.flags == ()


async def test_the_third_signature_in_a_row_is_flagged(world: World) -> None:
    day = 24 * HOUR
    for n in (3, 2):
        at = world.clock[0] - n * day
        signed: dict[str, Any] = {"client_confirmed": at, "said": {"how": "signature"}}
        await dispatched(world, state="CHECKED_OUT", starts=at, checked_in=at, **signed)
    it = await visited(world)
    await confirmed(world, await code_of(world, await asked(world, it)), "signature")
    assert (await dispatch(world, it.id)).flags == ("always_signed",)


async def test_a_rating_is_taken_once_and_only_after_the_confirmation(world: World) -> None:
    it = await visited(world)

    async def rated(unit: Unit) -> None:
        await confirming.rate(unit, it.id, "5", "助かりました。")

    with pytest.raises(Refusal):
        await world.store.do(rated)
    await confirmed(world, await code_of(world, await asked(world, it)))
    await world.store.do(rated)
    after = await dispatch(world, it.id)
    assert (after.said["rating"], after.said["comment"]) == (5, "助かりました。")
    with pytest.raises(Refusal, match="すでに"):
        await world.store.do(rated)


async def test_the_visit_in_the_plan_has_the_button_and_the_way_to_declare(world: World) -> None:
    it = await visited(world)
    [card] = cards(await world.act("open_dispatch", "expert", it.id, it.version))
    assert labels(card)[0] == "事業者に確認してもらう"
    assert labels(card)[-1] == "チェックイン忘れ・訂正"
    await confirmed(world, await code_of(world, await asked(world, it)))
    it = await dispatch(world, it.id)
    [card] = cards(await world.act("open_dispatch", "expert", it.id, it.version))
    assert "事業者に確認してもらう" not in labels(card)


async def test_the_expert_never_reads_what_the_client_says_to_others(world: World) -> None:
    it = await visited(world)
    code = await code_of(world, await asked(world, it))
    assert code is not None
    await objected(world, code, "秘密の申し出です。")
    await confirmed(world, await code_of(world, await asked(world, it)))
    await world.store.do(lambda unit: confirming.rate(unit, it.id, "1", "秘密の感想です。"))
    it = await dispatch(world, it.id)
    said = [
        *await world.act("open_dispatch", "expert", it.id, it.version),
        *await world.act("plan", "expert"),
        *await world.act("ask_client", "expert", it.id),
        *await world.act("check_out", "expert", it.id),
    ]
    assert "秘密" not in repr(said)
    assert "内容が違います" not in repr(said)
