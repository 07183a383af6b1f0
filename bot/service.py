"""The service put together: one aiohttp application that takes LINE's webhooks, serves our pages and keeps the lanes
running.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress

import structlog
from aiohttp import web

from bot import company
from bot.alarms import Alarms
from bot.client_page import ClientPage
from bot.content import Content
from bot.faults import contained
from bot.health import Health, measured
from bot.housekeeping import Housekeeping
from bot.jobs import Jobs
from bot.leases import Leases
from bot.liff import Liff, addresses
from bot.line import Line
from bot.links import Links
from bot.menus import RichMenus
from bot.moved import only_to_where_they_are
from bot.pages import Pages
from bot.papers import Papers
from bot.postman import Postman
from bot.seals import Seals
from bot.settings import Settings
from bot.showing import Showing
from bot.transfer_files import TransferFiles
from bot.turnstile import Turnstile
from bot.webhook import Door
from conversations.engine import Engine
from conversations.house import house
from flex_messages.draw import draw
from rules import banks, distance
from storage import files
from storage.files import Files
from storage.store import Store, StoreDown, Unit

DRAIN_SECONDS = 3.0
WARM_AFTER = 3.0
PAGE_BYTES = 64 * 1024 * 1024
log = structlog.get_logger("service")


class Service:
    """Everything that runs in one process beside its store. `clock` gives milliseconds UTC."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        shelf: Files,
        clock: Callable[[], int],
        *,
        secure: bool = True,
        line: type[Line] = Line,
    ) -> None:
        self.store = store
        self.line = line(
            settings.line_api_url, settings.line_data_url, settings.line_channel_access_token.get_secret_value()
        )
        self.menus = RichMenus(self.line)
        self.health = Health(store, settings.metrics_token.get_secret_value() if secure else None)
        login = (settings.liff_id, settings.login_channel_id)
        links = Links(settings.public_url, [settings.secret_key.get_secret_value()], clock, addresses(*login))
        self.moved = only_to_where_they_are(store, links)
        self.account = ""
        known = house(lambda: self.account, settings.public_url.rstrip("/"))
        self.engine = Engine(
            known.dialogs,
            known.actions,
            known.words,
            draw=draw,
            link=links.of,
            discard=_discard,
            alarms=known.alarms,
            gate=known.gate,
        )
        content = Content(store, shelf, self.line, self.engine, self._owed)
        self.leases = Leases(store, clock, f"{settings.host}:{settings.port}")
        self.turnstile = Turnstile(store, self.engine, self.line, content, self.leases, clock)
        self.postman = self.turnstile.postman = Postman(
            store, self.line, self.menus, self.leases, clock, self.turnstile.wake
        )
        self.door = Door(store, settings.line_channel_secret.get_secret_value(), clock, self.turnstile.wake)
        seals = Seals(store, links, secure=secure)
        self.pages = Pages(store, self.engine, links, shelf, clock, self._owed, seals, Liff(*login, self.line))
        self.showing = Showing(store, shelf, links, seals)
        self.papers = Papers(store, shelf, links)
        self.client = ClientPage(store, self.engine, links, shelf, self._owed)
        self.transfer_files = TransferFiles(store, links)
        self.alarms = Alarms(store, self.engine, self._owed)
        errands = {company.LEAVE: company.leaving(self.line)}
        self.jobs = Jobs(store, self.engine, known.papers, shelf, self._owed, errands)
        self.housekeeping = Housekeeping(store, shelf, clock)
        self._tasks: list[asyncio.Task[None]] = []

    def create_app(self) -> web.Application:
        app = web.Application(client_max_size=PAGE_BYTES, middlewares=[measured, contained, self.moved])
        app.router.add_routes(
            [
                web.post("/line/webhook", self.door.receive),
                web.get("/health/live", self.health.live),
                web.get("/health/ready", self.health.ready),
                web.get("/metrics", self.health.metrics),
                *self.pages.routes(),
                *self.showing.routes(),
                *self.papers.routes(),
                *self.client.routes(),
                *self.transfer_files.routes(),
            ]
        )
        app.on_shutdown.append(self._stopping)
        app.cleanup_ctx.append(self._running)
        return app

    async def _running(self, _: web.Application) -> AsyncIterator[None]:
        """Starts what runs beside the requests, and ends it in order: lanes, marks, connections."""
        await self.line.start()
        await self.leases.start()
        await self.postman.start()
        self._tasks = [
            asyncio.create_task(kept_running(run), name=run.__qualname__)
            for run in (
                self.turnstile.sweep,
                self.postman.marks.keep,
                self.alarms.run,
                self.jobs.run,
                self.housekeeping.run,
                self._know_myself,
                _warm,
            )
        ]
        yield
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self.jobs.close()
        self.leases.leave_all()
        try:
            await self.postman.marks.flush()
        except StoreDown as down:
            log.error("store_down", reason=str(down))
        finally:
            await self.line.stop()

    async def _stopping(self, _: web.Application) -> None:
        """While it still listens: not ready any more, and what runs may end."""
        self.health.stopping = True
        await self.turnstile.stop(DRAIN_SECONDS)

    async def _know_myself(self) -> None:
        """Asks LINE who this bot is: events meant for another channel are refused, and invitations link to this one."""
        pause = 1.0
        while not self.account:
            answer = await self.line.ask("/v2/bot/info")
            self.door.destination = str(answer.body.get("userId", ""))
            self.account = str(answer.body.get("basicId", ""))
            if not self.account:
                await asyncio.sleep(pause)
                pause = min(pause * 2, 60)

    def _owed(self, persons: Iterable[str]) -> None:
        owed = list(persons)
        for person in owed:
            self.postman.owe(person)
        self.turnstile.wake(owed)


async def _warm() -> None:
    """Loads geodesy and folds the names of all branches, once those who waited for this start have been served."""
    await asyncio.sleep(WARM_AFTER)
    await asyncio.to_thread(distance.warm)
    await asyncio.to_thread(banks.warm)


async def _discard(unit: Unit, file: str) -> None:
    await files.drop(unit, file)


async def kept_running(run: Callable[[], Awaitable[None]]) -> None:
    """A fault in what runs beside the requests is said and ends nothing: it is started again."""
    while True:
        try:
            return await run()
        except Exception as fault:
            log.error("task_failed", task=run.__qualname__, kind=type(fault).__name__)
            await asyncio.sleep(1)
