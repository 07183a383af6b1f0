"""`demo`: the service and a local LINE in one process, with a seeded agency and office: a newcomer plays all roles in
one browser page.
"""

from __future__ import annotations

import argparse
import base64
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from bot.commands.serve import run, set_up_logs
from bot.local_line.clock import Clock
from bot.local_line.line import LocalLine
from bot.local_line.settings import Settings as LocalSettings
from bot.menus import publish
from bot.service import Service
from bot.settings import Settings
from conversations.guest.menus import holders
from rules.offices import office_of
from storage import agencies, people
from storage.files import Files
from storage.store import Probe, Store, Unit, open_store
from storage.vault import Vault

PREFECTURE = "東京都"
AGENCY = "サンプル商工会議所"


@dataclass(slots=True)
class Stage:
    """The service, the local LINE and the three people. `data` holds database, files and key.

    line_port: where the local LINE listens; 0 for the service's own port.
    """

    port: int
    data: Path
    line_port: int = 0
    database: str = ""
    probe: Probe | None = None
    clock: Clock = field(default_factory=Clock)
    line: LocalLine = field(init=False)
    expert: str = field(init=False)
    agency: str = field(init=False)
    secretariat: str = field(init=False)

    def __post_init__(self) -> None:
        self.line = LocalLine(LocalSettings(webhook_url=f"{self.address}/line/webhook"), self.clock)
        self.expert = self.line.add("試験 太郎", "専門家")
        self.agency = self.line.add("見本 花子", "支援機関", friend=True)
        self.secretariat = self.line.add("例示 一郎", "事務局", friend=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def line_address(self) -> str:
        return f"http://127.0.0.1:{self.line_port or self.port}"

    def settings(self) -> Settings:
        """What an operator would have set."""
        key = self._key()
        return Settings.model_construct(
            line_channel_secret=SecretStr(self.line.settings.channel_secret),
            line_channel_access_token=SecretStr(self.line.settings.access_token),
            line_api_url=self.line_address,
            line_data_url=self.line_address,
            database_url=self.database or f"sqlite:///{self.data}/senmonka.db",
            files_url=f"file://{self.data}/files",
            public_url="https://demo.invalid",
            host="127.0.0.1",
            port=self.port,
            secret_key=SecretStr(base64.b64encode(key).decode()),
            data_keys=SecretStr(f"demo:{base64.b64encode(key).decode()}"),
        )

    def _key(self) -> bytes:
        kept = self.data / "demo.key"
        if not kept.exists():
            kept.write_bytes(secrets.token_bytes(32))
            kept.chmod(0o600)
        return kept.read_bytes()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[web.Application, Store]]:
        """The application of the whole stage, and its seeded store. Menus are published once it listens
        (`publish_menus`).
        """
        settings = self.settings()
        store = await open_store(settings.database_url, Vault(settings.keys()), self.clock.now, self.probe)
        try:
            await self.seed(store)
            service = Service(settings, store, Files(settings.files()), self.clock.now, secure=False)
            app = service.create_app()
            self.clock.watch(service.alarms.wake)
            self.line.join(app)
            yield app, store
        finally:
            await store.close()

    async def publish_menus(self, store: Store) -> None:
        token = self.line.settings.access_token
        await publish(self.line_address, self.line_address, token, await store.look(holders))

    async def seed(self, store: Store) -> None:
        """One agency with its person, one office with its person; nothing when they are there already."""

        async def work(unit: Unit) -> None:
            if await agencies.all(unit):
                return
            agency = await agencies.add(unit, AGENCY, "CCI", PREFECTURE)
            await agencies.call(unit, agency.id, "+81300000000")
            staff = await people.meet(unit, self.agency)
            await people.join(
                unit, staff, "agency", agency=agency.id, name="見本 花子", department="経営支援課", head=True
            )
            clerk = await people.meet(unit, self.secretariat)
            office = office_of(PREFECTURE).area
            await people.join(
                unit, clerk, "secretariat", office=office, name="例示 一郎", department="審査係", head=True
            )

        await store.do(work)


async def demo(args: argparse.Namespace) -> None:
    set_up_logs("text")
    with tempfile.TemporaryDirectory(prefix="senmonka-") as fresh:
        data = (args.data or Path(fresh)).absolute()
        data.mkdir(parents=True, exist_ok=True)
        stage = Stage(args.port, data)
        async with stage.open() as (app, store):
            menus = partial(stage.publish_menus, store)
            await run(
                app, "127.0.0.1", args.port, menus, f"\n  手元のLINE  {stage.address}/\n  Ctrl+C で終わります。\n"
            )
