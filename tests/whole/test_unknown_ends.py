"""Calls of LINE whose end nobody knows: what storms have found, each as one small story."""

from __future__ import annotations

from bot.local_line.faults import Fault
from storage import outbox
from tests.whole.conftest import Town
from tests.whole.waiting import until

REPLY, MENUS = "POST /v2/bot/message/reply", "GET /v2/bot/richmenu/list"


def plan(town: Town, call: str, *kinds: str) -> None:
    town.stage.line.faults.planned = [Fault(call, kind) for kind in kinds]


async def test_a_refusal_that_cannot_be_read_is_no_news_of_a_reply_that_may_have_come(town: Town) -> None:
    plan(town, REPLY, "500_after", "malformed")
    await town.expert.follow()

    async def settled() -> bool:
        return not await town.store.look(outbox.people_due)

    await until(settled)
    assert len(await town.expert.heard()) == 1
    calls = [row for row in town.stage.line.requests if row.path.endswith(("/reply", "/push"))]
    assert [(row.status, row.decided) for row in calls] == [(500, 200), (400, 400), (400, 400)]


async def test_who_answers_a_question_that_nobody_knows_to_have_come_is_heard(town: Town) -> None:
    plan(town, REPLY, "500_after", "reset_before", "500_before")
    await town.agency.tap("専門家を招待")
    assert "面談をした日" in await town.agency.last()
    before = len(await town.agency.heard())
    await town.agency.type("11月10日")

    async def asked_on() -> bool:
        return len(await town.agency.heard()) > before

    await until(asked_on)
    assert not [words for words in await town.agency.heard() if "届く前" in words]
    await town.agency.tap("対面")


async def test_a_silent_line_parks_no_menu(town: Town) -> None:
    plan(town, MENUS, "500_before", "malformed", "401")
    await town.expert.follow()

    async def linked() -> bool:
        return bool(town.stage.line.world.person(town.expert.user).menu)

    await until(linked)
    assert await town.store.look(outbox.parked) == []
