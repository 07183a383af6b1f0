"""A webhook's request and a person's lane, cancelled at any wait: what was acknowledged takes effect, once.

Exhaustive: the n-th wait is cut, for n = 1, 2, 3 … until one passes uncut.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.commands.demo import Stage
from bot.local_line.phone import Attachment, Phone
from bot.service import Service
from storage import inbox, outbox
from storage.files import Files
from storage.store import Store, Unit, open_store
from storage.vault import Vault
from tests.knife import Knife, When
from tests.postgres import postgres_server as postgres_server
from tests.postgres import postgres_url as postgres_url
from tests.whole.conftest import free_port
from tests.whole.phone import words
from tests.whole.story import photo

Begins = Callable[[Any], Coroutine[Any, Any, Any]]
Does = Callable[[Phone], object]


@dataclass
class Scene:
    """A service of which nothing runs but what its requests begin. `knife` is put into the next lane or request."""

    stage: Stage
    service: Service
    store: Store
    lane: Knife | None = None
    request: Knife | None = None

    async def does(self, does: Does) -> list[str]:
        """Somebody new does it, once; what they hear after everything has settled."""
        user = self.stage.line.add("試験 太郎", "専門家", friend=True)
        does(self.stage.line.phone(user))
        await self.stage.line.idle.quiet(20)
        await self._settled()
        assert await self.store.look(inbox.parked) == []
        assert await self.store.look(outbox.parked) == []
        chat = self.stage.line.world.person(user).chat
        return [" ".join(words(message.body)) for message in chat if message.sender == "bot"]

    async def _settled(self) -> None:
        """Sweeps as the service does, until nothing is open."""
        sweeping = asyncio.create_task(self.service.turnstile.sweep())
        async with asyncio.timeout(30):
            while await self.store.look(_open) or self._unheard():
                await asyncio.sleep(0.01)
                await self.service.postman.marks.flush()
        sweeping.cancel()
        await asyncio.gather(sweeping, return_exceptions=True)

    def _unheard(self) -> bool:
        attempts = self.stage.line.webhooks.attempts
        taken = {id for attempt in attempts if attempt.status == 200 for id in attempt.events}
        return bool({id for attempt in attempts for id in attempt.events} - taken)

    def under(self, which: str, begin: Begins) -> Begins:
        """What begins such work, under the knife that is laid out for it."""

        async def cut(about: Any) -> Any:
            knife: Knife | None = getattr(self, which)
            setattr(self, which, None)
            return await (knife.into(begin(about)) if knife else begin(about))

        return cut


async def _open(unit: Unit) -> bool:
    return bool(await inbox.people_waiting(unit) or await outbox.people_due(unit))


@asynccontextmanager
async def standing_still(folder: Path, database: str) -> AsyncIterator[Scene]:
    stage = Stage(free_port(), folder, database=database)
    stage.line.switches.redelivery = [0.01] * 20
    settings = stage.settings()
    store = await open_store(settings.database_url, Vault(settings.keys()), stage.clock.now)
    service = Service(settings, store, Files(settings.files()), stage.clock.now)
    scene = Scene(stage, service, store)
    service.turnstile._lane = scene.under("lane", service.turnstile._lane)  # type: ignore[method-assign, assignment]
    service.door.receive = scene.under("request", service.door.receive)  # type: ignore[method-assign, assignment]
    app = service.create_app()
    app.cleanup_ctx.clear()
    stage.line.join(app)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", stage.port).start()
        await service.line.start()
        await stage.publish_menus(store)
        yield scene
    finally:
        await service.line.stop()
        service.jobs.close()
        await runner.cleanup()
        await store.close()


def says(phone: Phone) -> None:
    phone.say("お問い合わせ")


def sends(phone: Phone) -> None:
    phone.attach([Attachment("a.jpg", photo("red"))])


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    return url


@pytest.mark.parametrize(
    ("which", "does", "when", "database"),
    [
        ("request", says, "waiting", "sqlite"),
        ("request", says, "answered", "sqlite"),
        ("lane", says, "waiting", "sqlite"),
        ("lane", says, "answered", "sqlite"),
        ("lane", sends, "waiting", "sqlite"),
        pytest.param("lane", says, "answered", "postgres", marks=pytest.mark.postgres),
    ],
    indirect=["database"],
)
async def test_whoever_is_cancelled_at_any_wait_leaves_nothing_undone_and_nothing_done_twice(
    tmp_path: Path, which: str, does: Does, when: When, database: str
) -> None:
    async with standing_still(tmp_path, database) as scene:
        calm = await scene.does(does)
        assert calm
        for n in count(1):
            knife = Knife(n, when)
            setattr(scene, which, knife)
            assert await scene.does(does) == calm, f"cut at wait {n}"
            if not knife.cut:
                break
        assert n > 1
