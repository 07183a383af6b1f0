"""At every question everything is answered wrong: that is said kindly, it is asked again, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from conversations.sheet import Sheet
from conversations.standing import place_name
from tests.whole.behind import drawn_as, ending, foreign_words, standing, up_to
from tests.whole.conftest import Town, living
from tests.whole.hands import Hasty, Shaky
from tests.whole.phone import Phone, actions, words
from tests.whole.story import SENT, STORY, photo, play
from tests.whole.wrongs import wrongs

SENTENCE = re.compile(r"[ぁ-ん][^。]*。")
calm_ending: list[Any] = []


@pytest.fixture
async def calm(tmp_path: Path) -> list[Any]:
    """How the story ends when everybody does everything right."""
    if not calm_ending:
        async with living(tmp_path / "calm") as town:
            await play(town, *STORY)
            calm_ending.extend(await ending(town))
    return calm_ending


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with living(tmp_path / "town") as town:
        town.stage.line.switches.transform_images = False
        yield town


async def heard_last(phone: Phone) -> list[Any]:
    """What the bot said since the person last did something, as message objects."""
    said: list[Any] = []
    for message in reversed((await phone.chat())["messages"]):
        if message["from"] == "user":
            break
        said.insert(0, message["message"])
    return said


async def question(phone: Phone) -> str:
    """The title of the newest card: the question one stands at."""
    said = [m["message"] for m in (await phone.chat())["messages"] if m["from"] == "bot"]
    return next(title for message in reversed(said) if (title := titled(message)))


def titled(message: Any) -> str:
    return max(_bold(message), key=len, default="")


def _bold(part: Any) -> list[str]:
    if isinstance(part, list):
        return [found for each in part for found in _bold(each)]
    if not isinstance(part, dict):
        return []
    own = ["".join(words(part))] if part.get("weight") == "bold" and part.get("size") == "lg" else []
    return own + [found for each in part.values() for found in _bold(each)]


async def same(town: Town, phone: Phone, before: Sheet) -> bool:
    """Whether one stands where one stood, with all that was given."""
    at = await standing(town, phone)
    parts = ("at", "answers", "partial")
    return at is not None and all(getattr(at[0], part) == getattr(before, part) for part in parts)


async def test_whatever_is_sent_instead_of_an_answer_is_named_and_the_question_comes_again(
    town: Town, calm: list[Any]
) -> None:
    tried = 0
    for deed in STORY:
        for phone in town.phones:
            if (at := await standing(town, phone)) is None:
                continue
            before, kind = at
            asked = await question(phone)
            for name, wrong in wrongs(kind):
                where = f"{name} at {before.at}"
                await wrong(phone)
                said = await heard_last(phone)
                assert any(SENTENCE.search(piece) for message in said for piece in words(message)), (where, said)
                assert [title for message in said if (title := titled(message))][-1:] == [asked], (where, said)
                assert await same(town, phone, before), where
                tried += 1
        await deed(town)
    assert tried > 100
    assert await ending(town) == calm
    assert await foreign_words(town) == []


async def test_every_button_tapped_twice_has_one_effect(town: Town, calm: list[Any]) -> None:
    town.hands = Shaky
    await play(town, *STORY)
    assert await ending(town) == calm
    assert await foreign_words(town) == []


async def test_what_is_sent_in_haste_never_answers_a_question_that_was_not_there_yet(
    town: Town, calm: list[Any]
) -> None:
    """Each answer is followed by words that go off while LINE still carries the next question."""
    town.hands = Hasty
    for deed in STORY:
        Hasty.gathering = {phone.user for phone in town.phones if await gathers(town, phone)}
        await deed(town)
    assert await ending(town) == calm
    assert "お送りの内容は、この質問が届く前のものでした" in "\n".join(await town.expert.heard())


async def gathers(town: Town, phone: Phone) -> bool:
    at = await standing(town, phone)
    return at is not None and at[1].gathers


async def test_a_button_of_an_older_question_answers_nothing(town: Town, calm: list[Any]) -> None:
    tried = 0
    for deed in STORY:
        for phone in town.phones:
            if (at := await standing(town, phone)) is None:
                continue
            asked = await question(phone)
            for message, action in await older_answers(town, phone, at[0].at):
                await phone.tap_it(message, action)
                assert await same(town, phone, at[0])
                assert await question(phone) == asked
                tried += 1
        await deed(town)
    assert tried > 10
    assert await ending(town) == calm


async def older_answers(town: Town, phone: Phone, at: str) -> list[tuple[str, Any]]:
    """One button of each question before this one, as they still stand in the chat."""
    found: dict[str, tuple[str, Any]] = {}
    for message in (await phone.chat())["messages"]:
        for action, _ in actions(message["message"]) if message["from"] == "bot" else ():
            if "data" not in action or (drawn := await drawn_as(town, action["data"])) is None:
                continue
            if drawn[1].get("verb") == "answer" and place_name(drawn[0].step) != at:
                found[drawn[0].step] = (message["id"], action)
    return list(found.values())


async def test_of_twenty_photos_at_once_ten_are_kept_and_the_others_are_named(town: Town) -> None:
    await up_to(town, "certificates")
    await town.expert.upload(*((f"{n}.jpg", photo("red", (40 + n, 40)), "image/jpeg") for n in range(20)))
    said = "\n".join(await town.expert.heard())
    assert len(re.findall(r"10件までのため、20枚のうち\d+枚目は受け取っていません。", said)) == 10
    at = await standing(town, town.expert)
    assert at is not None
    assert len(at[0].partial["kept"]) == 10
    await town.expert.tap("入力を終える")
    at = await standing(town, town.expert)
    assert at is not None
    assert len(at[0].answers["certificates"]) == 10


async def test_of_many_photos_for_one_question_one_is_taken_and_the_others_answer_nothing_else(
    town: Town, calm: list[Any]
) -> None:
    rest = await up_to(town, "photo")
    await town.expert.upload(*((f"{n}.jpg", photo("blue"), "image/jpeg") for n in range(3)))
    assert (await town.expert.words()).count("受け取っていません") == 2
    await play(town, *rest[1:])
    assert await ending(town) == calm


async def test_too_long_a_text_is_counted_and_can_be_written_anew(town: Town, calm: list[Any]) -> None:
    rest = await up_to(town, "biography")
    await town.expert.type("あ" * 5_000)
    assert "文字だけ短くしてください" in await town.expert.words()
    await town.expert.type("入力を終える")
    assert "文字だけ短くしてください" in await town.expert.words()
    await town.expert.tap("書き直す")
    await play(town, *rest)
    assert await ending(town) == calm


async def test_names_with_rare_characters_and_full_width_figures_are_taken_as_they_are(town: Town) -> None:
    odd = {"第412345号": "第４１２３４５号", "令和11年3月31日": "令和１１年３月３１日", "試験　太郎": "髙𠮷　﨑︀神󠄀"}
    for deed in SENT:
        said = deed.__name__.split(" ", 2)
        if said[:2] == ["expert", "type"] and said[2] in odd:
            await town.expert.type(odd[said[2]])
        else:
            await deed(town)
    (_, _, _, _, profile), *_ = await ending(town)
    assert profile["qualification_number"] == "第412345号"
    assert profile["qualification_until"] == "2029-03-31"
    assert profile["name"].startswith("髙𠮷")
    await town.agency.tap("開く")
    assert "髙𠮷" in await town.agency.words()
