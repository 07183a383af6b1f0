"""Groups are left whatever LINE answers the first time, and after a restart too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot import company
from bot.jobs import FIRST_PAUSE_MS, Jobs
from bot.line import Answer, Line
from conversations.engine import Engine
from flex_messages.draw import draw
from storage import jobs
from storage.files import Files
from storage.store import Store
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import sqlite as store
from tests.storage.conftest import vault as vault

__all__ = ["clock", "store", "vault"]
PLACE = "group/C4af4980629"


class Leaving(Line):
    """Answers with these, one call each, and remembers what it was asked to leave."""

    def __init__(self, *statuses: int) -> None:
        super().__init__("http://127.0.0.1:1", "http://127.0.0.1:1", "t")
        self.statuses, self.left = list(statuses), list[str]()

    async def post(self, path: str, body: bytes, headers: dict[str, str] | None = None) -> Answer:
        self.left.append(path)
        return Answer(self.statuses.pop(0), {})


def worker(store: Store, line: Line, folder: Path) -> Jobs:
    engine = Engine((), (), (), draw=draw, link=lambda *_: "https://example.jp/p", discard=nothing)
    errands = {company.LEAVE: company.leaving(line)}
    return Jobs(store, engine, (), Files(f"file://{folder}/files"), lambda _: None, errands)


async def nothing(unit: Any, file: str) -> None:
    raise AssertionError("nobody's file is at stake")


@pytest.mark.parametrize("refused", [0, 401, 429, 500, 503])
async def test_a_group_is_left_although_line_did_not_let_us_go_at_first(
    store: Store, clock: Clock, tmp_path: Path, refused: int
) -> None:
    await store.do(lambda unit: company.order_to_leave(unit, PLACE))
    line = Leaving(refused, 200)
    for _ in range(2):  # the second is another process
        work = worker(store, line, tmp_path)
        await work.work()
        work.close()
        clock.now += FIRST_PAUSE_MS
    assert line.left == [f"/v2/bot/{PLACE}/leave"] * 2
    assert await store.look(jobs.due) == []


@pytest.mark.parametrize("answered", [200, 400, 404])
async def test_a_group_where_this_account_is_not_needs_no_second_call(
    store: Store, clock: Clock, tmp_path: Path, answered: int
) -> None:
    await store.do(lambda unit: company.order_to_leave(unit, PLACE))
    line = Leaving(answered)
    work = worker(store, line, tmp_path)
    await work.work()
    work.close()
    clock.now += FIRST_PAUSE_MS
    assert await store.look(jobs.due) == []
    assert await store.look(jobs.parked) == []


@pytest.mark.parametrize("source", [None, {}, [], {"type": "user", "userId": "U1"}, {"type": "group", "groupId": 7}])
def test_what_is_no_company_is_not_left(source: Any) -> None:
    assert company.of(source) == ""
