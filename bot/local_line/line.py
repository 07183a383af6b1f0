"""The local LINE itself: its parts put together, and the aiohttp application that serves them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from dataclasses import asdict
from random import Random
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

from bot.local_line import control, desk, page
from bot.local_line.api import ROUTES
from bot.local_line.call import Call, Row
from bot.local_line.clock import Clock
from bot.local_line.faults import Faults
from bot.local_line.gate import around
from bot.local_line.idle import Idle
from bot.local_line.ids import Ids
from bot.local_line.ledger import Ledger
from bot.local_line.phone import Phone
from bot.local_line.rates import Rates
from bot.local_line.settings import Settings, Switches
from bot.local_line.stream import Stream
from bot.local_line.tokens import AccessTokens, ReplyTokens, RetryKeys
from bot.local_line.webhooks import Webhooks
from bot.local_line.witness import Witness
from bot.local_line.world import Friend, Message, Person, World

T = TypeVar("T")


class LocalLine:
    """One channel, its platform and its people. Share `clock` with the service so that both live in the same time."""

    def __init__(self, settings: Settings | None = None, clock: Clock | None = None) -> None:
        self.settings = settings or Settings()
        self.clock = clock or Clock()
        self.idle = Idle()
        self.stream = Stream()
        self.closing = asyncio.Event()
        self._tasks: set[asyncio.Future[Any]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._people: list[tuple[str, str, Friend]] = []
        self.witnesses: list[Witness] = []
        self._begin()
        self.clock.watch(lambda: self.stream.send("clock", {"now": self.clock.now()}))

    def _begin(self) -> None:
        self.switches = Switches()
        self.random = Random(self.settings.seed)
        self.ids = Ids(self.settings.seed, self.clock.now)
        self.world = World()
        self.ledger = Ledger(self.settings.quota)
        self.rates = Rates(self.switches.rates)
        self.replies = ReplyTokens()
        self.retries = RetryKeys()
        self.access = AccessTokens(self.settings.access_token)
        self.read_tokens: dict[str, Message] = {}
        self.link_tokens: dict[str, tuple[str, int]] = {}
        self.logins: dict[str, tuple[str, int]] = {}
        self.requests: deque[Row] = deque(maxlen=5_000)
        self.faults = Faults(self.clock, self.random, self.spawn)
        self.webhooks = Webhooks(self)
        self.webhooks.session = self._session

        for person in self._people:
            self._admit(*person)

    def reset(self) -> None:
        """Everything as at the start: the same people, nothing said, no menus. Only the clock goes on."""
        self.webhooks.over = True
        self._begin()
        self.all_changed()

    def add(self, name: str, role: str, *, friend: bool = False) -> str:
        """A person with a phone; returns the user id, the same for the same seed and order. A friend has followed."""
        self._people.append((name, role, "friend" if friend else "none"))
        return self._admit(*self._people[-1])

    def _admit(self, name: str, role: str, friend: Friend) -> str:
        user = self.ids.user(len(self.world.people))
        self.world.people[user] = Person(user, name, role, friend)
        return user

    def phone(self, user: str) -> Phone:
        return Phone(self, user)

    def lot(self, share: float) -> bool:
        """Whether a misfortune that strikes this share of cases strikes now; drawn from the seed."""
        return share > 0 and self.random.random() < share

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def changed(self, person: Person) -> None:
        self.stream.send("chat", {"user": person.user})

    def all_changed(self) -> None:
        for person in self.world.people.values():
            self.changed(person)

    def log(self, call: Call, status: int, decided: int, fault: str) -> None:
        words = " ".join(filter(None, (call.words, call.remark)))
        row = Row(call.id, call.at, call.method, call.path, status, decided, call.user, words, fault)
        self.requests.append(row)
        for witness in self.witnesses:
            witness.called(call, row)
        self.stream.send("log", {"row": asdict(row)})

    def create_app(self) -> web.Application:
        app = web.Application()
        self.join(app)
        return app

    def join(self, app: web.Application) -> None:
        """Serves LINE and its phones on an application with its own routes. A sub-application would hide those."""
        for route in ROUTES:
            app.router.add_route(route.method, route.path, around(self, route))
        app.router.add_routes([*control.routes(self), *desk.routes(self), *page.routes()])
        app.cleanup_ctx.append(self._running)
        app.on_shutdown.append(self._shut)

    async def _running(self, app: web.Application) -> AsyncIterator[None]:
        # Every webhook has its own connection: a kept one may be dead, and a POST is not sent again.
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        async with aiohttp.ClientSession(connector=connector) as self._session:
            self.webhooks.session = self._session
            self.webhooks.flush()
            yield
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _shut(self, app: web.Application) -> None:
        self.webhooks.over = True
        self.closing.set()
        self.stream.close()
