"""The engine on a store: drafts, tokens, parcels, who may tap what, and what a fault leaves behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from conversations.actions import Word
from conversations.dialog import Dialog, Field, Step
from conversations.engine import Engine
from conversations.events import Event, Followed, Sent, Tapped, Unfollowed, Unsent
from conversations.kinds import LongText, Text
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.turn import EARLY, OLDER, RENEWED
from flex_messages.draw import Undrawable, draw
from rules.refusal import Refusal
from storage import audit, people
from storage.store import Unit
from tests.conversations.conftest import World, address, words
from tests.conversations.dialogs import SMALL, done, no_numbers


async def nothing(unit: Unit, file: str) -> None:
    """Gives no file up."""


async def test_a_word_opens_a_dialog_and_the_answers_are_kept(world: World) -> None:
    phone = await world.phone("a").join()
    assert "何人ですか。" in words(await phone.types("小さな手続き"))
    assert "いつからですか。" in words(await phone.types("３人"))
    sheet = await phone.sheet("small")
    assert sheet is not None
    assert (sheet.at, sheet.answers) == ("month", {"count": 3})
    await phone.types("スキップ")
    assert "受け付けました。" in words(await phone.taps("チェックインする"))
    assert await phone.sheet("small") is None
    assert await phone.current() == ""
    trail = await world.store.look(lambda unit: audit.of_subject(unit, phone.id))
    assert [line.action for line in trail] == ["small.finished"]


async def test_the_answer_is_one_reply_and_the_next_event_has_its_own(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    await phone.types("3")
    assert [(parcel.kind, parcel.n, parcel.question) for parcel in phone.parcels] == [("reply", 0, True)]


async def test_more_than_five_messages_go_on_in_a_push(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("おしゃべり")
    assert [(p.kind, len(orjson.loads(p.body))) for p in phone.parcels] == [("reply", 5), ("push", 2)]


async def test_a_broken_message_is_a_fault_and_nothing_of_the_event_stays(world: World) -> None:
    phone = await world.phone("a").join()
    with pytest.raises(Undrawable, match="text"):
        await phone.types("こわれた")
    sorry = await world.store.do(lambda unit: world.engine.apologise(unit, phone.id, "e9", reply_token="t", received=0))
    assert "申し訳ございません" in orjson.loads(sorry[0].body)[0]["text"]


async def test_what_was_sent_before_the_question_was_accepted_never_answers_it(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き", accepted=False)
    assert EARLY in words(await phone.types("3"))
    sheet = await phone.sheet("small")
    assert sheet is not None
    assert sheet.answers == {}
    await phone.types("5")
    sheet = await phone.sheet("small")
    assert sheet is not None
    assert sheet.answers == {"count": 5}


async def test_an_answer_from_before_the_acceptance_is_told_by_its_time(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    accepted = world.clock[0]
    assert EARLY in words(await phone.types("3", at=accepted - 1))
    assert "いつから" in words(await phone.types("4", at=accepted))


async def test_a_question_asked_again_is_the_same_question(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    accepted = world.clock[0]
    await phone.types("なんにん", accepted=False)
    assert "いつから" in words(await phone.types("4", at=accepted + 1))


async def test_an_older_button_is_kindly_answered(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("表")
    yes, no = phone.token("はい"), phone.token("いいえ")
    await phone.does(Tapped(yes))
    assert await phone.does(Tapped(yes)) == []
    assert OLDER in words(await phone.does(Tapped(no)))
    sheet = await phone.sheet("loops")
    assert sheet is not None
    assert sheet.answers == {"any": "yes"}


async def test_a_button_of_a_draft_that_is_over_never_reaches_a_later_one(world: World) -> None:
    phone = await world.phone("a").join()
    for _ in range(2):
        await phone.types("小さな手続き")
        await phone.types("3")
        await phone.types("スキップ")
        old = phone.token("チェックインする")
        await phone.taps("チェックインする")
    assert "すでに終わっています" in words(await phone.does(Tapped(old)))
    await phone.types("小さな手続き")
    await phone.types("3")
    await phone.types("スキップ")
    assert OLDER in words(await phone.does(Tapped(old)))


async def test_another_dialog_parks_the_first_and_offers_it_again(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("表")
    await phone.types("小さな手続き")
    assert await phone.current() == "small"
    await phone.types("3")
    await phone.types("スキップ")
    assert "途中の入力があります" in words(await phone.taps("チェックインする"))
    assert "実績はありますか。" in words(await phone.taps("続きから"))
    assert await phone.current() == "loops"


async def test_the_word_that_opens_the_dialog_that_is_running_asks_its_question_again(world: World) -> None:
    phone = await world.phone("a").join()
    first = words(await phone.types("小さな手続き"))
    await phone.types("小さな手続き")
    again = words(await phone.types("小さな手続き"))
    assert first.splitlines()[-1] in again
    assert await phone.current() == "small"
    assert await phone.sheet("small") is not None


async def test_a_button_of_a_parked_dialog_offers_to_go_on_there(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("表")
    old = phone.token("はい")
    await phone.types("小さな手続き")
    assert "途中の入力があります" in words(await phone.does(Tapped(old)))
    assert await phone.current() == "small"
    await phone.taps("続きから")
    await phone.does(Tapped(old))
    sheet = await phone.sheet("loops")
    assert sheet is not None
    assert sheet.answers == {"any": "yes"}


async def test_leaving_and_coming_back_goes_on_where_one_was(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    await phone.types("3")
    await phone.types("あとで続ける")
    assert await phone.current() == ""
    assert "途中の入力があります" in words(await phone.types("こんにちは"))
    assert "いつから" in words(await phone.taps("続きから"))


async def test_an_action_runs_at_once_and_leaves_a_running_dialog_alone(world: World) -> None:
    phone = await world.phone("staff").join("agency")
    await phone.types("承認待ち")
    await phone.types("小さな手続き")
    assert words(await phone.taps("承認する")) == "a1 版3 初\nお知らせ"
    assert words(await phone.taps("承認する")) == "a1 版3 再\nお知らせ"
    assert await phone.current() == "small"
    assert [parcel.kind for parcel in phone.parcels] == ["reply", "push"]


async def test_a_menu_is_switched_before_the_words_that_speak_of_it(world: World) -> None:
    phone = await world.phone("staff").join("agency")
    await phone.does(Tapped("menu:waiting"))
    assert (phone.parcels[0].kind, phone.parcels[0].body) == ("menu", b'"agency"')


async def test_a_refused_action_offers_a_way_out(world: World) -> None:
    phone = await world.phone("staff").join("agency")
    await phone.types("承認待ち")
    assert "取り下げられました" in words(await phone.taps("二件目"))
    assert "1件あります" in words(await phone.taps("一覧を見る"))


async def test_authority_is_read_again_when_a_button_is_used(world: World) -> None:
    phone = await world.phone("staff").join("agency")
    await phone.types("承認待ち")

    async def leave(unit: Unit) -> None:
        member = (await people.person(unit, phone.id)).active
        assert member is not None
        await people.leave(unit, member.id)

    await world.store.do(leave)
    assert "いまの役割では" in words(await phone.taps("承認する"))


async def test_a_button_works_for_the_person_it_was_drawn_for_alone(world: World) -> None:
    staff, thief = await world.phone("staff").join("agency"), await world.phone("thief").join("agency")
    await staff.types("承認待ち")
    assert "ほかの方" in words(await thief.does(Tapped(staff.token("承認する"))))


@pytest.mark.parametrize("token", ["", ".", "x.0", "menu:none", "menu:", "😀", "a.b.c", "x.-1", "x.²"])
async def test_a_made_up_token_does_nothing(world: World, token: str) -> None:
    phone = await world.phone("a").join()
    assert len(await phone.does(Tapped(token))) == 1


async def test_typed_words_never_reach_an_action_that_changes_something(world: World) -> None:
    phone = await world.phone("staff").join("agency")
    for text in ("approve", "承認する", "menu:waiting"):
        assert "メニューからお選びください" in words(await phone.types(text))


async def test_a_word_of_another_role_opens_nothing(world: World) -> None:
    phone = await world.phone("guest").join()
    assert "メニューから" in words(await phone.types("承認待ち"))
    assert "いまの役割では" in words(await phone.does(Tapped("menu:waiting")))


async def test_unsending_takes_the_file_out_of_the_draft(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("プロフィール登録")
    await phone.taps("同意する")
    for text in ("試験 太郎", "いいえ", "東京", "次へ"):
        await phone.types(text)
    await phone.does(Sent("image", "face", message="mf"))
    assert "取り消されたメッセージ" in words(await phone.does(Unsent("mf")))
    assert world.discarded == ["face"]
    sheet = await phone.sheet("profile")
    assert sheet is not None
    assert (sheet.at, "photo" in sheet.answers) == ("photo", False)


async def test_a_file_that_answers_nothing_is_given_up(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.does(Sent("image", "stray", message="m"))
    await phone.types("小さな手続き")
    await phone.does(Sent("image", "wrong", message="m2"))
    assert world.discarded == ["stray", "wrong"]


async def test_blocking_and_unblocking_are_remembered(world: World) -> None:
    phone = await world.phone("a").join()
    for what, blocked in ((Unfollowed(), True), (Followed(True), False)):
        await phone.does(what)
        assert (await world.store.look(lambda unit: people.person(unit, phone.id))).blocked is blocked


async def test_after_a_release_the_draft_is_gone_on_with_and_what_nobody_asks_is_kept_aside(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    await phone.types("3")
    newer = replace(
        SMALL, version=2, fields=(Field("曜日", Step("weekday", "何曜日ですか。", Text(5))), SMALL.fields[2])
    )
    world.engine = Engine((newer,), (), (), draw=draw, link=address, discard=nothing)
    heard = words(await phone.types("2026年11月"))
    assert RENEWED in heard
    assert "何曜日ですか。" in heard
    sheet = await phone.sheet("small")
    assert sheet is not None
    assert (sheet.at, sheet.answers, sheet.aside) == ("weekday", {}, {"count": 3})


async def test_a_dialog_that_is_no_more_leaves_its_draft_aside(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    world.engine = Engine((), (), (), draw=draw, link=address, discard=nothing)
    assert "メニューから" in words(await phone.types("3"))
    assert await phone.current() == ""
    assert await phone.sheet("small") is not None


async def test_what_a_button_means_never_leaves_the_house(world: World) -> None:
    phone = await world.phone("staff").join("agency")
    await phone.types("承認待ち")
    body = b"".join(parcel.body for parcel in phone.parcels)
    assert b"a1" not in body
    assert b"approve" not in body


async def test_pieces_of_a_long_text_need_not_wait_for_what_is_said_between_them(world: World) -> None:
    phone = await world.phone("a").join()
    notes = Dialog(
        name="notes", title="メモ", fields=(Field("メモ", Step("memo", "メモを。", LongText(100))),), finish=done
    )
    begin = Word("メモ", Begin("notes"))
    world.engine = Engine((notes,), (), (begin,), draw=draw, link=address, discard=nothing)
    await phone.types("メモ")
    accepted = world.clock[0]
    for piece in ("一つ目。", "二つ目。"):
        await phone.types(piece, at=accepted + 1, accepted=False)
    assert "受け付けました。" in words(await phone.types("以上", at=accepted + 2, accepted=False))


async def test_what_a_refusal_keeps_is_stored_with_the_refusal(world: World) -> None:
    phone, stored = await world.phone("a").join(), []

    async def keep(unit: Unit, event: Event, subject: str, value: Any, facts: Any) -> None:
        stored.append((event.person, value))

    strict = Step("name", "お名前は。", Text(20), check=no_numbers)
    named = Dialog(name="named", title="名前", fields=(Field("名前", strict),), finish=done, keep=keep)
    begin = Word("名前", Begin("named"))
    world.engine = Engine((named,), (), (begin,), draw=draw, link=address, discard=nothing)
    await phone.types("名前")
    assert "数字が入っています" in words(await phone.types("太郎2"))
    assert stored == [(phone.id, {"tried": "太郎2"})]


async def test_finishing_may_be_refused_and_the_last_question_stands(world: World) -> None:
    async def full(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> list[Outgoing]:
        raise Refusal("本日の受付は終わりました。")

    phone = await world.phone("a").join()
    late = replace(SMALL, finish=full)
    world.engine = Engine((late,), (), (Word("手続き", Begin("small")),), draw=draw, link=address, discard=nothing)
    for text in ("手続き", "3", "スキップ"):
        await phone.types(text)
    for _ in range(2):
        assert "本日の受付は終わりました。" in words(await phone.taps("チェックインする"))
        assert await phone.current() == "small"
