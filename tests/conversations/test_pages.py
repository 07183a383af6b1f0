"""A page is the same dialog, one field at a time: same reading, same checks, one draft behind both."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from conversations.events import Event, Sent, What
from conversations.turn import EARLY, MOVED
from flex_messages.forms import Form, Notice
from flex_messages.page import form_page
from storage.store import Unit
from tests.conversations.conftest import Phone, World, words


class Pairs:
    """What a posted form looks like: names may come twice."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = pairs

    def items(self) -> Sequence[tuple[str, str]]:
        return self.pairs


async def shown(phone: Phone, dialog: str) -> Form | Notice:
    return await phone.world.store.look(lambda unit: phone.world.engine.question(unit, phone.id, dialog))


async def form(phone: Phone, dialog: str) -> Form:
    found = await shown(phone, dialog)
    assert isinstance(found, Form)
    return found


async def post(phone: Phone, dialog: str, what: What | Pairs, *, go: str = "next", step: str = "") -> Form | Notice:
    """Posts to the page as it stands, or as it stood at `step`."""
    world = phone.world
    world.counted += 1
    world.clock[0] += 1_000
    step = step or dict((await form(phone, dialog)).fields)["step"]
    heard = world.engine.posted(dialog, step, what) if isinstance(what, Pairs) else what

    async def work(unit: Unit) -> Form | Notice:
        event = Event(f"p{world.counted}", phone.id, unit.now, heard)
        return await world.engine.answer(unit, event, dialog, "", step=step, go=go)

    return await world.store.do(work)


def answer(*values: str) -> Pairs:
    return Pairs(*(("answer", value) for value in values))


async def test_a_dialog_is_filled_in_on_the_page_alone(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("プロフィール登録")
    for pairs in (
        answer("yes"),
        answer("試験 太郎"),
        answer("yes"),
        answer("中小企業診断士"),
        answer("2029-03-31"),
        answer("13", "14"),
    ):
        assert isinstance(await post(phone, "profile", pairs), Form)
    await post(phone, "profile", Sent("image", "face"))
    await post(phone, "profile", answer("部長"))
    await post(phone, "profile", Pairs(("answer.from", "2015-04"), ("answer.to", ""), ("answer.now", "yes")))
    await post(phone, "profile", answer("yes"))
    await post(phone, "profile", answer("no"))
    kept = await post(phone, "profile", Sent("pdf", "paper"))
    assert isinstance(kept, Form)
    assert (kept.error, "「次へ」を押してください" in kept.told) == ("", True)
    await post(phone, "profile", answer())
    await post(phone, "profile", answer("製造業で\n働きました。"))
    review = await post(phone, "profile", answer("1234567"))
    assert isinstance(review, Form)
    assert review.inputs[0].card is not None
    values = {row.label: row.value for section in review.inputs[0].card.sections for row in section.rows}
    assert values["口座"] == "1234567"
    assert "直す" in form_page(review)
    done = await post(phone, "profile", answer(), go="answer:send")
    assert isinstance(done, Notice)
    assert done.text.startswith("受け付けました。")
    assert isinstance(await shown(phone, "profile"), Notice)


async def test_a_page_refuses_in_the_same_words_as_the_chat(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    refused = await post(phone, "small", answer("百人"))
    assert isinstance(refused, Form)
    assert refused.error in words(await phone.types("百人"))
    assert refused.example == "1人"


async def test_a_page_says_nothing_in_the_chat_and_the_chat_goes_on_from_there(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    await post(phone, "small", answer("3"))
    heard = words(await phone.types("5"))
    assert EARLY in heard
    assert "いつからですか。" in heard
    assert "よろしいですか。" in words(await phone.types("2026年4月"))


async def test_a_page_that_was_left_behind_shows_the_current_question(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    await phone.types("3")
    moved = await post(phone, "small", answer("7"), step="count")
    assert isinstance(moved, Form)
    assert (moved.error, moved.told) == ("", MOVED)
    sheet = await phone.sheet("small")
    assert sheet is not None
    assert sheet.answers == {"count": 3}


async def test_what_is_typed_on_a_page_is_the_answer_whatever_the_words(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("プロフィール登録")
    await post(phone, "profile", answer("yes"))
    await post(phone, "profile", answer("戻る"))
    sheet = await phone.sheet("profile")
    assert sheet is not None
    assert sheet.answers["name"] == "戻る"


@pytest.mark.parametrize(("go", "at"), [("back", "count"), ("skip", "sure"), ("next", "month")])
async def test_the_ways_of_a_page(world: World, go: str, at: str) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    await phone.types("3")
    assert [way.key for way in (await form(phone, "small")).ways] == ["next", "skip", "back", "later"]
    await post(phone, "small", answer(""), go=go)
    sheet = await phone.sheet("small")
    assert sheet is not None
    assert sheet.at == at


async def test_leaving_a_page_keeps_the_draft(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("小さな手続き")
    assert isinstance(await post(phone, "small", answer("3"), go="later"), Notice)
    assert await phone.current() == ""
    assert isinstance(await shown(phone, "small"), Form)


async def test_a_long_text_of_the_chat_is_on_the_page_and_comes_back_whole(world: World) -> None:
    phone = await world.phone("a").join()
    await phone.types("プロフィール登録")
    for pairs in (answer("yes"), answer("試験 太郎"), answer("no"), answer("13")):
        await post(phone, "profile", pairs)
    await post(phone, "profile", Sent("image", "face"))
    for pairs in (answer("部長"), Pairs(("answer.from", "2015-04"), ("answer.to", "2016-03")), answer("no")):
        await post(phone, "profile", pairs)
    await post(phone, "profile", Sent("pdf", "paper"))
    await post(phone, "profile", answer())
    await phone.types("?")
    await phone.types("製造業です。")
    assert (await form(phone, "profile")).inputs[0].value == "製造業です。"
    over = await post(phone, "profile", answer("あ" * 31))
    assert isinstance(over, Form)
    assert "あと1文字" in over.error
    assert over.inputs[0].value == "あ" * 31
    await post(phone, "profile", answer("製造業で20年です。"))
    sheet = await phone.sheet("profile")
    assert sheet is not None
    assert sheet.answers["story"] == "製造業で20年です。"
