"""Two processes on one database: one at a time serves a person, and whoever takes over sends nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

from bot.commands.demo import Stage
from bot.line import Answer, Line
from bot.local_line.faults import Fault
from bot.service import Service
from storage import lanes, people
from storage.files import Files
from storage.store import open_store
from storage.vault import Vault
from tests.whole.conftest import free_port
from tests.whole.phone import words
from tests.whole.waiting import until

ASK, ANSWER = "専門家を招待", "11月10日"
ASKED, ASKED_ON = "面談をした日", "面談の方法"


class Slow(Line):
    """Its replies wait at the last moment before they go out, while it is told to."""

    def __init__(self, api: str, data: str, token: str) -> None:
        super().__init__(api, data, token)
        self.go, self.waits = asyncio.Event(), asyncio.Event()
        self.go.set()

    async def reply(self, token: str, messages: bytes) -> Answer:
        self.waits.set()
        await self.go.wait()
        return await super().reply(token, messages)


@dataclass
class Process:
    """A service of which nothing runs but the door and the lanes: who sweeps and writes marks is said by a test."""

    service: Service
    address: str

    @property
    def line(self) -> Slow:
        assert isinstance(self.service.line, Slow)
        return self.service.line

    async def ends(self) -> None:
        """As on SIGTERM."""
        await self.service.turnstile.stop(3)
        self.service.leases.leave_all()
        await self.service.postman.marks.flush()

    async def dies(self) -> None:
        """Its lanes are free, as when somebody has sat down where it sat; it does not know it."""
        await self.service.leases.start()


@dataclass
class Pair:
    stage: Stage
    one: Process
    two: Process

    def says(self, text: str, to: Process) -> None:
        """The agency's person; LINE brings it to that process."""
        self.stage.line.webhooks.url = f"{to.address}/line/webhook"
        self.stage.line.phone(self.stage.agency).say(text)

    def heard(self) -> list[str]:
        chat = self.stage.line.world.person(self.stage.agency).chat
        return [" ".join(words(message.body)) for message in chat if message.sender == "bot"]

    def sent(self) -> list[tuple[str, int]]:
        """Every reply and push, and what LINE decided."""
        rows = ((row.path.rpartition("/")[2], row.decided) for row in self.stage.line.requests)
        return [(name, decided) for name, decided in rows if name in ("reply", "push")]

    async def hears(self, part: str) -> None:
        await until(lambda: any(part in said for said in self.heard()))


@asynccontextmanager
async def process(stage: Stage) -> AsyncIterator[Process]:
    port = free_port()
    settings = stage.settings().model_copy(update={"port": port})
    store = await open_store(settings.database_url, Vault(settings.keys()), stage.clock.now)
    service = Service(settings, store, Files(settings.files()), stage.clock.now, line=Slow)
    app = web.Application()
    app.router.add_post("/line/webhook", service.door.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await service.line.start()
    try:
        yield Process(service, f"http://127.0.0.1:{port}")
    finally:
        await service.turnstile.stop(3)
        await service.line.stop()
        await runner.cleanup()
        await store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """Where it is; "" for a file of the stage's own."""
    url: str = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    return url


@pytest.fixture
async def pair(database: str, tmp_path: Path) -> AsyncIterator[Pair]:
    stage = Stage(free_port(), tmp_path, free_port(), database)
    runner = web.AppRunner(stage.line.create_app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", stage.line_port).start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        one, two = [await stack.enter_async_context(process(stage)) for _ in range(2)]
        await stage.seed(one.service.store)
        yield Pair(stage, one, two)


async def test_whoever_takes_over_first_learns_whether_the_last_question_has_come(pair: Pair) -> None:
    pair.says(ASK, pair.one)
    await pair.hears(ASKED)
    await pair.one.dies()
    pair.says(ANSWER, pair.two)
    await pair.hears(ASKED_ON)
    assert not [said for said in pair.heard() if "届く前" in said]
    assert pair.sent() == [("reply", 200), ("reply", 400), ("reply", 200)]


async def test_who_has_lost_a_lane_pushes_nothing_that_another_has_sent(pair: Pair) -> None:
    pair.one.line.go.clear()
    pair.says(ASK, pair.one)
    await pair.one.line.waits.wait()
    await pair.one.dies()
    agent = await pair.two.service.store.do(lambda unit: people.meet(unit, pair.stage.agency))
    pair.two.service.postman.owe(agent)
    pair.two.service.turnstile.wake([agent])
    await pair.hears(ASKED)
    pair.one.line.go.set()
    await until(lambda: len(pair.sent()) > 1)
    await pair.two.service.postman.marks.flush()
    pair.says(ANSWER, pair.one)
    await pair.hears(ASKED_ON)
    assert pair.sent() == [("reply", 200), ("reply", 400), ("reply", 200)]
    assert len(pair.heard()) == 2


async def test_what_comes_to_another_process_waits_until_the_one_is_done(pair: Pair) -> None:
    pair.one.line.go.clear()
    pair.says(ASK, pair.one)
    await pair.one.line.waits.wait()
    pair.says("メニュー", pair.two)
    await until(lambda: len(pair.stage.line.webhooks.attempts) > 1)
    marks = asyncio.create_task(pair.one.service.postman.marks.keep())
    pair.one.line.go.set()
    await until(lambda: len(pair.heard()) > 1)
    marks.cancel()
    assert ASKED in pair.heard()[0]
    assert pair.sent() == [("reply", 200), ("reply", 200)]


async def test_who_is_told_to_end_keeps_nobody_waiting(pair: Pair) -> None:
    pair.stage.line.faults.planned = [Fault("POST /v2/bot/message/reply", "401", -1)]
    pair.says(ASK, pair.one)
    await until(lambda: pair.stage.line.requests)
    agent = await pair.one.service.store.do(lambda unit: people.meet(unit, pair.stage.agency))
    await pair.one.ends()
    assert await pair.two.service.store.do(lambda unit: lanes.claim(unit, agent, "another", unit.now))
    pair.stage.line.faults.planned = []
    pair.two.service.postman.owe(agent)
    pair.two.service.turnstile.wake([agent])
    await pair.hears(ASKED)
