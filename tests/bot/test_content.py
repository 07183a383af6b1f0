"""The file of a message is fetched however LINE answers, and kept once and whole whatever dies between which two steps;
or it is known to be gone, and its sender is asked again.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from errno import ENOSPC
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiohttp import web
from pytest_aiohttp.plugin import AiohttpServer

from bot.content import MOST_TRIES, PATIENCE_MS, Content
from bot.line import SECONDS, Line
from bot.pictures import MOST_BYTES
from conversations.outgoing import Notice, Outgoing
from storage import files, inbox, outbox
from storage.files import Files
from storage.inbox import Arrival, Letter
from storage.outbox import Parcel
from storage.pauses import LONGEST
from storage.store import Store, Unit
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import sqlite as store
from tests.storage.conftest import vault as vault
from tests.whole.story import photo

__all__ = ["clock", "store", "vault"]
T = TypeVar("T")
STEPS = 4  # before and after each of: the file on the shelf, the note in the database
Script = list[int | str]


@dataclass
class Desk:
    """LINE's content, answered by a script: a status, "whole", "cut" in the middle, "slow" by pieces, "endless"."""

    script: Script = field(default_factory=list)
    asked: int = 0
    data: bytes = field(default_factory=lambda: photo("teal"))
    pieces: int = 1
    half: asyncio.Event = field(default_factory=asyncio.Event)
    rest: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        how = self.script[min(self.asked, len(self.script) - 1)]
        self.asked += 1
        if isinstance(how, int):
            return web.Response(status=how)
        answer = web.StreamResponse()
        answer.content_length = len(self.data) if how != "endless" else None
        await answer.prepare(request)
        middle = len(self.data) // (1 + self.pieces)
        await answer.write(self.data[:middle])
        if how == "cut":
            assert request.transport is not None
            request.transport.close()
            return answer
        if how == "slow":
            return await self._slowly(answer, middle)
        if how == "endless":
            for _ in range(MOST_BYTES // 1_000_000 + 1):
                await answer.write(bytes(1_000_000))
        await answer.write(self.data[middle:])
        return answer

    async def _slowly(self, answer: web.StreamResponse, size: int) -> web.StreamResponse:
        """Says `half` after each piece, and waits for `rest`."""
        for n in range(1, self.pieces + 1):
            self.half.set()
            await self.rest.wait()
            self.rest.clear()
            await answer.write(self.data[n * size : (n + 1) * size if n < self.pieces else None])
        return answer


class Killed(BaseException):
    """The process ends here."""


class Steps:
    """Stands for the store and the shelf, and dies before or after the n-th thing that is asked of them."""

    def __init__(self, store: Store, shelf: Files, deadly: int) -> None:
        self.store, self.shelf, self.deadly, self.passed = store, shelf, deadly, 0

    async def _step(self, begin: Callable[[], Awaitable[T]]) -> T:
        self._point()
        done = await begin()
        self._point()
        return done

    def _point(self) -> None:
        self.passed += 1
        if self.passed == self.deadly:
            raise Killed

    async def do(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        return await self._step(lambda: self.store.do(work))

    async def put(self, data: bytes, kind: str) -> str:
        return await self._step(lambda: self.shelf.put(data, kind))


class Teller:
    """The engine, with plain words."""

    async def tell(self, unit: Unit, event: str, said: Sequence[Outgoing]) -> Sequence[Parcel]:
        [notice] = said
        assert isinstance(notice, Notice)
        return [await outbox.add(unit, person=notice.to, event=event, n=0, kind="push", body=b"coming")]


@dataclass
class Scene:
    """A photo that somebody sent, in the inbox, and what fetches it."""

    store: Store
    shelf: Files
    line: Line
    clock: Clock
    desk: Desk
    person: str

    def fetcher(self, steps: Steps | None = None) -> Content:
        store: Any = steps or self.store
        shelf: Any = steps or self.shelf
        return Content(store, shelf, self.line, Teller(), lambda persons: None)

    async def fetch(self) -> None:
        """As often as it takes, each time by another process."""
        while await self.fetcher().fetch(await self.letter()):
            pass

    async def told(self) -> list[bytes]:
        return [parcel.body for parcel in await self.store.look(lambda unit: outbox.due(unit, self.person))]

    async def letter(self) -> Letter:
        found = await self.store.look(lambda unit: inbox.next_letter(unit, self.person))
        assert found is not None
        return found

    async def noted(self) -> dict[str, Any]:
        """What the letter says of its file."""
        letter = await self.letter()
        assert not letter.unfetched
        assert letter.media is not None
        said: dict[str, Any] = json.loads(letter.media)
        return said

    async def kept_once_and_whole(self) -> None:
        [kept] = await self.store.look(lambda unit: files.of_person(unit, self.person))
        assert (await self.noted())["file"] == kept.id
        data = await self.shelf.read(kept.id)
        assert (len(data), sha256(data).hexdigest()) == (kept.bytes, kept.sha256)
        assert data.startswith(b"\xff\xd8")


@pytest.fixture
async def scene(store: Store, clock: Clock, tmp_path: Path, aiohttp_server: AiohttpServer) -> AsyncIterator[Scene]:
    desk = Desk()
    app = web.Application()
    app.router.add_get("/v2/bot/message/{id}/content", desk.answer)
    address = str((await aiohttp_server(app)).make_url("")).rstrip("/")
    line = Line(address, address, "token")
    await line.start()
    raw = json.dumps({"type": "message", "message": {"type": "image", "id": "7"}}).encode()
    arrival = Arrival("e", "7", "U1", clock.now, raw, True)
    [person] = await store.do(lambda unit: inbox.take_in(unit, [arrival]))
    yield Scene(store, Files(f"file://{tmp_path}/files"), line, clock, desk, person)
    desk.rest.set()
    await line.stop()


@pytest.mark.parametrize(
    "script",
    [["whole"], [202, 202, "whole"], [500, 429, 401, "whole"], ["cut", "whole"], ["cut", 202, "cut", "whole"]],
    ids=str,
)
async def test_a_file_that_comes_late_or_in_pieces_is_kept_once_and_whole(scene: Scene, script: Script) -> None:
    scene.desk.script = script
    await scene.fetch()
    await scene.kept_once_and_whole()
    assert scene.desk.asked == len(script)


@pytest.mark.parametrize(("script", "problem"), [([404], "gone"), ([202, 410], "gone"), (["endless"], "too_big")])
async def test_a_file_that_cannot_be_had_is_noted_with_its_problem(scene: Scene, script: Script, problem: str) -> None:
    scene.desk.script = script
    await scene.fetch()
    said = await scene.noted()
    assert (said["file"], said["problem"]) == ("", problem)
    assert await scene.store.look(lambda unit: files.of_person(unit, scene.person)) == []


@pytest.mark.parametrize("answer", [202, 400, 503, "cut"])
async def test_half_an_hour_of_asking_ends_the_wait(scene: Scene, answer: int | str) -> None:
    scene.desk.script = [answer]
    await scene.fetch()
    assert (await scene.noted())["problem"] == "gone"
    assert scene.desk.asked == MOST_TRIES


async def test_a_day_without_the_service_ends_nothing_and_is_said_once(scene: Scene) -> None:
    scene.desk.script = [202, 500, "cut", "whole"]
    scene.clock.now += 24 * 3_600_000
    for _ in range(3):
        assert await scene.fetcher().fetch(await scene.letter()) > 0
        assert await scene.told() == [b"coming"]
    assert await scene.fetcher().fetch(await scene.letter()) == 0
    await scene.kept_once_and_whole()


async def test_whoever_waits_for_a_moment_only_hears_nothing_of_it(scene: Scene) -> None:
    scene.desk.script = [202]
    scene.clock.now += PATIENCE_MS - 1
    assert await scene.fetcher().fetch(await scene.letter())
    assert await scene.told() == []


async def test_between_two_tries_the_letter_waits_but_not_for_a_clock_that_was_set_back(scene: Scene) -> None:
    scene.desk.script = [202]
    pause = await scene.fetcher().fetch(await scene.letter())
    letter = await scene.letter()
    assert letter.waits(scene.clock.now)
    assert not letter.waits(scene.clock.now + int(pause * 1_000))
    assert not letter.waits(scene.clock.now - LONGEST)


class Full(Files):
    """Has no room, so many times."""

    times = 5

    async def put(self, data: bytes, kind: str) -> str:
        self.times -= 1
        if self.times >= 0:
            raise OSError(ENOSPC, "No space left on device")
        return await super().put(data, kind)


async def test_a_full_volume_is_over_when_it_is_over(scene: Scene, tmp_path: Path) -> None:
    scene.desk.script = ["whole"]
    scene.shelf = Full(f"file://{tmp_path}/files")
    await scene.fetch()
    await scene.kept_once_and_whole()
    assert scene.desk.asked == Full.times + 1


async def test_a_long_download_ends_well_as_long_as_something_comes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, passed = asyncio.get_running_loop(), 0.0
    time = loop.time
    monkeypatch.setattr(loop, "time", lambda: time() + passed)
    scene.desk.script = ["slow"]
    scene.desk.pieces = 10
    fetching = asyncio.create_task(scene.fetcher().fetch(await scene.letter()))
    for _ in range(scene.desk.pieces):
        piece = asyncio.create_task(scene.desk.half.wait())
        await asyncio.wait((fetching, piece), return_when=asyncio.FIRST_COMPLETED)
        assert not fetching.done()
        scene.desk.half.clear()
        for _ in range(100):  # both ends of the connection are ours
            await asyncio.sleep(0)
        passed += SECONDS - 1
        scene.desk.rest.set()
    assert await fetching == 0
    await scene.kept_once_and_whole()


async def test_killed_in_the_middle_of_the_download_it_is_fetched_again(scene: Scene) -> None:
    scene.desk.script = ["slow", "whole"]
    dying = asyncio.create_task(scene.fetcher().fetch(await scene.letter()))
    await scene.desk.half.wait()
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    again = await scene.letter()
    assert again.unfetched
    await scene.fetcher().fetch(again)
    await scene.kept_once_and_whole()


@pytest.mark.parametrize("deadly", range(1, STEPS + 1))
async def test_killed_between_any_two_steps_it_is_kept_once_after_a_restart(scene: Scene, deadly: int) -> None:
    scene.desk.script = ["whole"]
    steps = Steps(scene.store, scene.shelf, deadly)
    with pytest.raises(Killed):
        await scene.fetcher(steps).fetch(await scene.letter())
    again = await scene.letter()
    assert again.unfetched == (deadly < STEPS)
    if again.unfetched:
        await scene.fetcher().fetch(again)
    await scene.kept_once_and_whole()
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert len(await files.orphans(scene.shelf, scene.store, soon)) == (1 < deadly < STEPS)


async def test_these_are_all_the_steps_there_are(scene: Scene) -> None:
    scene.desk.script = ["whole"]
    steps = Steps(scene.store, scene.shelf, 0)
    await scene.fetcher(steps).fetch(await scene.letter())
    assert steps.passed == STEPS


async def test_fetched_by_two_processes_it_is_kept_once(scene: Scene) -> None:
    scene.desk.script = ["whole"]
    letter = await scene.letter()
    await asyncio.gather(scene.fetcher().fetch(letter), scene.fetcher().fetch(letter))
    await scene.kept_once_and_whole()


async def test_what_is_taken_back_while_it_is_fetched_is_not_kept(scene: Scene) -> None:
    scene.desk.script = ["slow"]
    fetching = asyncio.create_task(scene.fetcher().fetch(await scene.letter()))
    await scene.desk.half.wait()
    await scene.store.do(lambda unit: inbox.unsend(unit, "7"))
    scene.desk.rest.set()
    await fetching
    assert await scene.store.look(lambda unit: files.of_person(unit, scene.person)) == []
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert len(await files.orphans(scene.shelf, scene.store, soon)) == 1, "it will be collected"
