"""The menus' ids are asked for once for everybody, and again when LINE does not know one any more; a menu stands in
front of no words.
"""

from __future__ import annotations

import asyncio

import pytest

from bot.leases import Leases
from bot.line import Answer, Line, Silent
from bot.menus import RichMenus
from bot.postman import Postman
from flex_messages.menus import menu_object
from storage import outbox, people
from storage.outbox import Kind
from storage.store import Store, Unit
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import sqlite as store
from tests.storage.conftest import vault as vault

__all__ = ["clock", "store", "vault"]


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


class Account(Lists):
    """Links what is in `known`, if it links at all; pushes everything. calls: what was carried out, in order."""

    def __init__(self, *known: str) -> None:
        super().__init__()
        self.known, self.calls, self.working = set(known), list[str](), True

    async def link_menu(self, user: str, menu: str) -> Answer:
        if not self.working:
            return Answer(500, {})
        if menu not in self.known:
            return Answer(404, {"message": "Not found"})
        self.calls.append(menu)
        return Answer(200, {})

    async def push(self, to: str, messages: bytes, retry_key: str) -> Answer:
        self.calls.append(messages.decode())
        return Answer(200, {})


async def put(store: Store, *parcels: tuple[Kind, bytes]) -> str:
    """Whose they are."""

    async def work(unit: Unit) -> str:
        person = await people.meet(unit, "U1")
        for n, (kind, body) in enumerate(parcels):
            await outbox.add(unit, person=person, event="e", n=n, kind=kind, body=body)
        return person

    return await store.do(work)


def postman(store: Store, line: Account, menus: RichMenus, clock: Clock) -> Postman:
    return Postman(store, line, menus, Leases(store, clock, "here:1"), clock, lambda persons: None)


async def deliver(postman: Postman, person: str) -> None:
    postman.owe(person)
    await postman.deliver(person)
    await postman.marks.flush()


async def test_a_menu_that_cannot_be_linked_keeps_nobodys_words_back_and_the_last_menu_wins(
    store: Store, clock: Clock
) -> None:
    line = Account("1", "2")
    line.lists(guest="1", expert="2")
    menus = RichMenus(line)
    person = await put(store, ("menu", b'"guest"'), ("push", b"a"), ("menu", b'"expert"'), ("push", b"b"))
    line.working = False
    carrier = postman(store, line, menus, clock)
    await deliver(carrier, person)
    assert line.calls == ["a", "b"]
    await deliver(carrier, person)
    line.working = True
    clock.now += 120_000
    await deliver(carrier, person)
    assert line.calls == ["a", "b", "1", "2"]
    assert await store.look(outbox.people_due) == []


async def test_menus_published_anew_beside_the_service_reach_people_without_a_restart(
    store: Store, clock: Clock
) -> None:
    line = Account("new")
    line.lists(expert="old")
    menus = RichMenus(line)
    assert await menus.id_of("expert") == "old"
    line.lists(expert="new")
    await deliver(postman(store, line, menus, clock), await put(store, ("menu", b'"expert"')))
    assert line.calls == ["new"]
    assert await store.look(outbox.parked) == []


async def test_a_menu_line_will_not_link_although_it_is_published_is_put_aside(store: Store, clock: Clock) -> None:
    line = Account()
    line.lists(expert="id")
    await deliver(postman(store, line, RichMenus(line), clock), await put(store, ("menu", b'"expert"')))
    assert [row["note"] for row in await store.look(outbox.parked)] == ["refused_404"]
