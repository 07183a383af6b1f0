"""At every question of a request and of its answer everything is answered wrong: said kindly, asked again, nothing
lost.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from conversations.dispatch.finding import Expert, KnownClient
from storage import dispatches
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.whole.behind import foreign_words, standing
from tests.whole.conftest import Town, living
from tests.whole.dispatching import DISPATCHED
from tests.whole.phone import words
from tests.whole.story import APPOINTED, STORY, play
from tests.whole.test_bad_input import SENTENCE, heard_last, question, same, titled
from tests.whole.wrongs import wrongs

SEARCHES = (KnownClient, Expert)
"""Any words are something that can be looked for."""


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with living(tmp_path / "town") as town:
        town.stage.line.switches.transform_images = False
        await play(town, *STORY, APPOINTED[0])
        yield town


async def the_one(town: Town) -> Dispatch:
    async def work(unit: Unit) -> list[Dispatch]:
        return [it async for it in dispatches.every(unit)]

    [it] = await town.store.look(work)
    return it


async def test_whatever_is_sent_instead_of_an_answer_is_named_and_the_question_comes_again(town: Town) -> None:
    tried = 0
    for deed in DISPATCHED:
        for phone in (town.agency, town.expert):
            if (at := await standing(town, phone)) is None:
                continue
            before, kind = at
            asked = await question(phone)
            for name, wrong in wrongs(kind):
                if name == "30 MB" or (name == "another word" and isinstance(kind, SEARCHES)):
                    continue
                where = f"{name} at {before.at}"
                await wrong(phone)
                said = await heard_last(phone)
                assert any(SENTENCE.search(piece) for message in said for piece in words(message)), (where, said)
                assert [title for message in said if (title := titled(message))][-1:] == [asked], (where, said)
                assert await same(town, phone, before), where
                tried += 1
        await deed(town)
    assert tried > 100
    it = await the_one(town)
    assert (it.state, it.request["theme"], it.request["address"]) == (
        "SCHEDULED", "innovation", "東京都千代田区丸の内1-1-1",
    )  # fmt: skip
    assert await foreign_words(town) == []
