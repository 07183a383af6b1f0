"""The menus' ids are asked for once for everybody, and again when LINE does not know one any more."""

from __future__ import annotations

import asyncio

import pytest

from bot.line import Answer, Line, Silent
from bot.menus import RichMenus
from flex_messages.menus import menu_object


class Lists(Line):
    """Answers the list of menus when it is told to, and counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:1", "http://127.0.0.1:1", "t")
        self.asked, self.answer = 0, Answer(0, {})
        self.asking, self.may_answer = asyncio.Event(), asyncio.Event()

    async def ask(self, path: str) -> Answer:
        self.asked += 1
        self.asking.set()
        await self.may_answer.wait()
        return self.answer

    def lists(self, **ids: str) -> None:
        menus = [{"name": menu_object(name)["name"], "richMenuId": id} for name, id in ids.items()]
        self.answer = Answer(200, {"richmenus": menus})
        self.may_answer.set()


async def lanes(menus: RichMenus, line: Lists, count: int, gone: str = "") -> list[asyncio.Task[str | None]]:
    """So many who ask at the same time, all of them waiting."""
    line.asking.clear()
    tasks = [asyncio.create_task(menus.id_of("expert", gone)) for _ in range(count)]
    await line.asking.wait()
    return tasks


async def test_everybody_waits_for_the_same_answer_also_when_none_comes() -> None:
    line = Lists()
    menus = RichMenus(line)
    tasks = await lanes(menus, line, 20)
    line.may_answer.set()
    for answer in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(answer, Silent)
    assert line.asked == 1
    line.lists(expert="new")
    assert await menus.id_of("expert") == "new"
    assert line.asked == 2


async def test_one_who_is_cancelled_takes_the_answer_from_nobody() -> None:
    line = Lists()
    menus = RichMenus(line)
    first, second = await lanes(menus, line, 2)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    line.lists(expert="id")
    assert await second == "id"
    assert line.asked == 1


async def test_an_id_line_does_not_know_any_more_is_looked_up_again_once_for_everybody() -> None:
    line = Lists()
    menus = RichMenus(line)
    line.lists(expert="old")
    assert await menus.id_of("expert") == "old"
    line.may_answer.clear()
    tasks = await lanes(menus, line, 5, gone="old")
    line.lists(expert="new")
    assert await asyncio.gather(*tasks) == ["new"] * 5
    assert await menus.id_of("expert", gone="old") == "new"
    assert line.asked == 2


async def test_a_menu_that_is_not_published_is_none() -> None:
    line = Lists()
    line.lists(guest="id")
    assert await RichMenus(line).id_of("expert") is None
