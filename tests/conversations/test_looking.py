"""A dialog that looks things up for its answers: before one is read, and before the next question is drawn."""

from __future__ import annotations

from typing import Any

from conversations.actions import Word
from conversations.dialog import Dialog, Field, Looking, Step
from conversations.engine import Engine
from conversations.kinds import Choice, Number
from conversations.outgoing import Begin
from flex_messages.draw import draw
from flex_messages.forms import Form
from storage.store import Unit
from tests.conversations.conftest import World, address, words
from tests.conversations.dialogs import done
from tests.conversations.test_engine import nothing

ASKED: list[Looking] = []


async def shelves(unit: Unit, facts: Any, looking: Looking) -> dict[str, str]:
    """As many books as were asked for; a store would be read here."""
    ASKED.append(looking)
    return {str(n): f"{n}冊目" for n in range(1, (looking.answers["count"] or 0) + 1)}


def books(answers: Any, facts: Any) -> dict[str, str]:
    return facts or {"0": "なし"}


LIBRARY = Dialog(
    name="library",
    title="図書室",
    fields=(
        Field("冊数", Step("count", "何冊ありますか。", Number(1, 9))),
        Field("本", Step("book", "どの本ですか。", Choice(books))),
        Field("確認", Step("sure", "よろしいですか。", Choice({"yes": "はい"}))),
    ),
    finish=done,
    looks=shelves,
)


def engine_of_the_library() -> Engine:
    return Engine((LIBRARY,), (), (Word("本", Begin("library")),), draw=draw, link=address, discard=nothing)


async def test_the_next_question_shows_what_the_last_answer_made_true(world: World) -> None:
    world.engine = engine_of_the_library()
    phone = await world.phone("a").join()
    await phone.types("本")
    ASKED.clear()
    shown = words(await phone.types("3"))
    assert "どの本ですか。" in shown
    assert "3冊目" in shown
    assert [(one.at, one.said) for one in ASKED] == [("count", ""), ("count", "3"), ("book", "")]
    await phone.taps("2冊目")
    sheet = await phone.sheet("library")
    assert sheet is not None
    assert (sheet.answers, sheet.at) == ({"count": 3, "book": "2"}, "sure")


async def test_a_page_shows_it_too(world: World) -> None:
    world.engine = engine_of_the_library()
    phone = await world.phone("a").join()
    await phone.types("本")
    await phone.types("2")
    shown = await world.store.look(lambda unit: world.engine.question(unit, phone.id, "library"))
    assert isinstance(shown, Form)
    assert [option.label for option in shown.inputs[0].options] == ["1冊目", "2冊目"]
