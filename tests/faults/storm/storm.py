"""A storm: the real service, a hostile LINE, people who live their lives, and a monkey that kills. Everything but the
timing of processes comes from the seed.
"""

from __future__ import annotations

import asyncio
import base64
import time
from contextlib import suppress
from functools import cache
from random import Random
from typing import Any

from aiohttp import ClientSession, ClientTimeout, web

from bot.commands.serve import now
from bot.local_line import phone as local_phone
from bot.local_line.line import LocalLine
from bot.local_line.settings import Settings as LocalSettings
from bot.menus import publish
from conversations.guest.menus import holders
from storage.store import Unit, open_store
from storage.vault import Vault
from tests.faults.storm import seeding
from tests.faults.storm.books import Books
from tests.faults.storm.databases import Database, Postgres, Sqlite
from tests.faults.storm.hands import Hand, Over, not_turned_away
from tests.faults.storm.ledger import Ledger
from tests.faults.storm.patience import Patient
from tests.faults.storm.people import People, Talker, Town
from tests.faults.storm.plan import Plan, switches
from tests.faults.storm.service import Fleet, Service
from tests.faults.storm.troop import Troop
from tests.whole import story
from tests.whole.phone import words

SECRET_KEY = base64.b64encode(b"s" * 32).decode()
PUBLIC = "https://demo.invalid"  # as the deeds know it
POLL = 0.02
PAGE_WITHIN = 5.0  # seconds: people open a page again that does not come
KEY = b"a" * 32


class Storm:
    """`waiting`: who waits for what, and since when. drained: seconds until everything was done after the healing."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.random = Random(plan.seed)
        self.vault = Vault([("k1", KEY)])
        self.line = LocalLine(
            LocalSettings(webhook_url=f"{self.address}/line/webhook", quota=None, seed=plan.seed),
        )
        self.line.webhooks = Patient(self.line, lambda: self.service.up, self._webhook)
        self.database: Database = (Postgres if plan.postgres else Sqlite)(plan.folder)
        services = [self._service(n) for n in range(plan.services)]
        self.service = Fleet(services, self.database.outages, exclusive=not plan.postgres)
        self.waiting: dict[str, tuple[float, str]] = {}
        self.over = False
        self.drained = 0.0
        self.lasted = 0.0
        self.broken = False
        self.talkers: list[Talker] = []
        self.session: ClientSession
        self.books: Books
        self.people: People
        self.monkey: Troop
        self._tasks: list[asyncio.Task[None]] = []
        self._named = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.plan.port + 1}"

    def _service(self, n: int) -> Service:
        log = self.plan.folder / f"service{n or ''}.log"
        environment = self.environment(n) | self.plan.environment
        return Service(self.plan.command, environment, log, f"http://127.0.0.1:{self.plan.port + 1 + n}")

    def _webhook(self) -> str:
        """LINE's requests go through a balancer that mostly knows who is there."""
        there = [service for service in self.service.services if service.up]
        return f"{self.line.random.choice(there or self.service.services).address}/line/webhook"

    def environment(self, n: int = 0) -> dict[str, str]:
        """Of the n-th service: each calls LINE by another of this machine's names for itself."""
        line = f"http://127.0.0.{1 + n}:{self.plan.port}"
        return {
            "LINE_CHANNEL_SECRET": self.line.settings.channel_secret,
            "LINE_CHANNEL_ACCESS_TOKEN": self.line.settings.access_token,
            "LINE_API_URL": line,
            "LINE_DATA_URL": line,
            "DATABASE_URL": self.database.url,
            "FILES_URL": f"file://{self.plan.folder}/files",
            "PUBLIC_URL": PUBLIC,
            "PORT": str(self.plan.port + 1 + n),
            "SECRET_KEY": SECRET_KEY,
            "DATA_KEYS": f"k1:{base64.b64encode(KEY).decode()}",
        }

    async def run(self) -> None:
        """Seeds, blows, heals and waits until everything is done. No service is there by then."""
        for room, name in ((local_phone, "picture"), (local_phone, "preview"), (story, "photo")):
            setattr(room, name, cache(getattr(room, name)))  # the same few pictures, thousands of times
        runner = web.AppRunner(self.line.create_app(), access_log=None)
        await runner.setup()
        self.session = ClientSession(timeout=ClientTimeout(PAGE_WITHIN), middlewares=(not_turned_away,))
        for n in range(self.plan.services):
            await web.TCPSite(runner, f"127.0.0.{1 + n}", self.plan.port).start()
        try:
            await self.database.open()
            await self._seed()
            self.books = Books(Ledger(self.database.reader(), self.vault))
            self.line.witnesses.append(self.books)
            await self._blow()
        except BaseException:
            await self.database.close()
            raise
        finally:
            self.service.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self.session.close()
            await runner.cleanup()

    async def _seed(self) -> None:
        store = await open_store(self.database.url, self.vault, now)
        plan, line = self.plan, self.line
        clerks: dict[str, str] = {}
        houses: list[seeding.House] = []
        veterans: list[list[seeding.Veteran]] = []

        async def work(unit: Unit) -> None:
            for n in range(plan.towns):
                user = line.add("見本 花子", "支援機関", friend=True)
                houses.append(await seeding.agency(unit, n, user))
            for area in {house.area for house in houses}:
                clerks[area] = line.add("例示 一郎", "事務局", friend=True)
                await seeding.clerk(unit, area, clerks[area])
            users = [line.add("試験 太郎", "専門家", friend=True) for _ in range(plan.talkers)]
            await seeding.talkers(unit, users)
            for house in houses[: plan.workers]:
                names = [line.add("試験 太郎", "専門家", friend=True) for _ in range(plan.veterans)]
                first = len(veterans) * plan.veterans
                veterans.append([await seeding.veteran(unit, first + n, who, house) for n, who in enumerate(names)])
            self.talkers = [Talker(Hand(self, user), Random(f"{plan.seed} {user}")) for user in users]

        await store.do(work)
        address = f"http://127.0.0.1:{plan.port}"
        await publish(address, address, line.settings.access_token, await store.look(holders))
        await store.close()
        offices = {area: (Hand(self, user), asyncio.Lock()) for area, user in clerks.items()}
        self.towns = [Town(Hand(self, each.user), *offices[each.area], seeding.says(each.area)) for each in houses]
        for town, lives in zip(self.towns, veterans, strict=False):
            town.veterans = lives
        hands = [town.agency for town in self.towns]
        for town in self.towns:
            town.neighbours = self.random.sample(hands, min(3, len(hands)))

    async def _blow(self) -> None:
        plan, books = self.plan, self.books
        self.people = People(self, self.random, plan.hostile, self._newcomer)
        self.monkey = Troop(plan, self.service, self.database, books)
        self.line.switches = switches()
        self.line.faults.planned = plan.faults()
        for service in self.service.services[: 1 if plan.rolling else plan.services]:
            await service.start()
        self._begin(self._read(), "reader")
        for town in self.towns:
            self._begin(self.people.live(town), "town")
        for _ in range(max(1, plan.people // 25)):
            clerk = self.towns[0].secretariat
            self._begin(self.people.look_around(Town(clerk, clerk, asyncio.Lock(), neighbours=[clerk])), "guest")
        for talker in self.talkers:
            self._begin(talker.talk(), "talker")
        began = time.monotonic()
        killing = asyncio.create_task(self.monkey.run(), name="monkey")
        while time.monotonic() - began < plan.seconds and not books.violations and not killing.done():
            await asyncio.wait([killing], timeout=0.1)
        self.monkey.enough()
        with suppress(ExceptionGroup):
            await killing
        self.lasted = time.monotonic() - began
        self.broken = bool(books.violations)
        if not self.broken:
            await self._heal()

    async def _heal(self) -> None:
        """No misfortune any more: everything that was begun comes to its end."""
        self.over = True
        calm, calmer = self.line.switches, type(self.line.switches)()
        calmer.redelivery = calm.redelivery
        self.line.switches = calmer
        self.line.rates.turned = calmer.rates
        self.line.faults.planned = []
        self.line.closing.set()  # whoever hangs is let go
        self.line.webhooks.release()
        await self.monkey.revive()
        healed = time.monotonic()
        while (self.books.unfinished() or self._missing()) and time.monotonic() - healed < self.plan.patience:
            if not self.books.unfinished() and not self.drained:
                self.drained = time.monotonic() - healed
            await asyncio.sleep(POLL)
        self.drained = self.drained or time.monotonic() - healed
        for it in self.books.unfinished()[:5]:
            where = "done" if it.done else "taken" if it.acked else "not even taken"
            self.books.wrong(f"lost: event {it.id} of {it.user} was never answered ({where})")
        for user, since in self._missing().items():
            last = [" ".join(words(m.body))[:60] for m in self.line.world.person(user).chat[-4:]]
            self.books.wrong(f"{user} still waits for {since}; the chat ends {last}")
        await self._settled()
        await self.service.terminate()

    def _missing(self) -> dict[str, str]:
        return {user: what for user, (_, what) in self.waiting.items() if what.startswith("a button")}

    async def _settled(self) -> None:
        """Until marks, papers and menus are done, or it takes too long."""
        until = time.monotonic() + self.plan.patience
        owed = "SELECT (SELECT count(*) FROM outbox WHERE settled = 0) + (SELECT count(*) FROM jobs WHERE parked = 0)"
        while (left := self.books.ledger.rows(owed)[0][0]) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        if left:
            self.books.wrong(f"stuck: {left} parcels or jobs are still open")
        self.books.read()

    async def _read(self) -> None:
        while True:
            self.books.read()
            await asyncio.sleep(POLL)

    def _newcomer(self) -> Hand:
        self._named += 1
        return Hand(self, self.line.add(f"新人{self._named}", "専門家"))

    def _begin(self, work: Any, name: str) -> None:
        task = asyncio.create_task(self._lived(work), name=name)
        self._tasks.append(task)

    async def _lived(self, work: Any) -> None:
        try:
            await work
        except Over:
            return
        except Exception as fault:
            self.books.wrong(f"somebody could not go on: {type(fault).__name__}: {fault}")
            raise
