"""Papers made by jobs: once each, whatever dies between which two steps; what cannot be made is told and put aside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.jobs import FIRST_PAUSE_MS, MOST_TRIES, Jobs
from conversations.engine import Engine
from conversations.outgoing import Notice, Outgoing
from conversations.papers import Kept, Order, Paper
from flex_messages.cards import Say
from flex_messages.draw import draw
from storage import files, jobs, outbox, people
from storage.files import Files
from storage.store import Store, Unit
from tests.flex_messages.test_documents import LETTER
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import sqlite as store
from tests.storage.conftest import vault as vault

__all__ = ["clock", "store", "vault"]
T = TypeVar("T")
STEPS = 12  # before and after each of: looking, the order, two files, the result, looking again


class Killed(BaseException):
    """The process ends here."""


class Steps:
    """Counts everything the worker asks of others, and dies before or after the n-th."""

    def __init__(self, store: Store, shelf: Files, deadly: int) -> None:
        self.store, self.shelf, self.deadly, self.passed = store, shelf, deadly, 0

    def _point(self) -> None:
        self.passed += 1
        if self.passed == self.deadly:
            raise Killed

    async def _step(self, begin: Callable[[], Awaitable[T]]) -> T:
        self._point()
        done = await begin()
        self._point()
        return done

    async def do(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        return await self._step(lambda: self.store.do(work))

    async def look(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        return await self._step(lambda: self.store.look(work))

    async def put(self, data: bytes, kind: str) -> str:
        return await self._step(lambda: self.shelf.put(data, kind))


@pytest.fixture
def shelf(tmp_path: Path) -> Files:
    return Files(f"file://{tmp_path}/files")


@pytest.fixture
async def person(store: Store) -> str:
    id = await store.do(lambda unit: people.meet(unit, "U1"))
    await store.do(lambda unit: jobs.add(unit, "letter", id))
    return id


def paper(name: str = "試験 太郎") -> Paper:
    async def order(unit: Unit, about: str) -> Order | None:
        return Order("letter", about, {**LETTER, "name": name}) if name else None

    async def kept(unit: Unit, about: str, kept: Kept) -> Sequence[Outgoing]:
        return [Notice(about, Say(f"{kept.pdf} {kept.png}"))]

    async def failed(unit: Unit, about: str, characters: str) -> Sequence[Outgoing]:
        return [Notice(about, Say(characters))]

    return Paper("letter", order, kept, failed)


def worker(store: Any, shelf: Any, owed: list[str], of: Paper) -> Jobs:
    engine = Engine((), (), (), draw=draw, link=lambda *_: "https://example.jp/p", discard=nothing)
    return Jobs(store, engine, (of,), shelf, owed.extend)


async def nothing(unit: Unit, file: str) -> None:
    raise AssertionError("a job discards no file")


async def pushes(store: Store, person: str) -> list[bytes]:
    return [parcel.body for parcel in await store.look(lambda unit: outbox.due(unit, person))]


async def test_a_paper_is_kept_as_pdf_and_picture_and_then_sent(store: Store, shelf: Files, person: str) -> None:
    owed: list[str] = []
    work = worker(store, shelf, owed, paper())
    await work.work()
    work.close()
    kept = await store.look(lambda unit: files.of_person(unit, person))
    assert sorted((one.kind, one.purpose) for one in kept) == [("application/pdf", "letter"), ("image/png", "letter")]
    data = {one.kind: await shelf.read(one.id) for one in kept}
    assert data["application/pdf"].startswith(b"%PDF")
    assert data["image/png"].startswith(b"\x89PNG")
    [body] = await pushes(store, person)
    assert all(one.id.encode() in body for one in kept)
    assert owed == [person]
    assert await store.look(jobs.due) == []


@pytest.mark.parametrize("deadly", range(1, STEPS + 1))
async def test_killed_between_any_two_steps_it_is_finished_after_a_restart_once(
    store: Store, shelf: Files, person: str, deadly: int
) -> None:
    steps, owed = Steps(store, shelf, deadly), list[str]()
    dying = worker(steps, steps, owed, paper())
    with pytest.raises(Killed):
        await dying.work()
    dying.close()
    again = worker(store, shelf, owed, paper())
    await again.work()
    await again.work()
    again.close()
    assert len(await pushes(store, person)) == 1
    assert len(await store.look(lambda unit: files.of_person(unit, person))) == 2
    assert await store.look(jobs.due) == []


async def test_these_are_all_the_steps_there_are(store: Store, shelf: Files, person: str) -> None:
    steps = Steps(store, shelf, 0)
    work = worker(steps, steps, [], paper())
    await work.work()
    work.close()
    assert steps.passed == STEPS


async def test_of_two_processes_one_sends_it(store: Store, shelf: Files, person: str) -> None:
    [job] = await store.look(jobs.due)
    first, second = worker(store, shelf, [], paper()), worker(store, shelf, [], paper())
    for each in (first, second):
        await each._one(job)
        each.close()
    assert len(await pushes(store, person)) == 1
    assert len(await store.look(lambda unit: files.of_person(unit, person))) == 2


async def test_what_is_no_longer_wanted_is_not_made(store: Store, shelf: Files, person: str) -> None:
    work = worker(store, shelf, [], paper(name=""))
    await work.work()
    work.close()
    assert await pushes(store, person) == []
    assert await store.look(jobs.due) == []
    assert await store.look(jobs.parked) == []


async def test_a_missing_glyph_is_told_once_and_the_job_put_aside(store: Store, shelf: Files, person: str) -> None:
    work = worker(store, shelf, [], paper(name="試験 😀"))
    await work.work()
    await work.work()
    work.close()
    [body] = await pushes(store, person)
    assert "😀" in body.decode()
    [(job, reason)] = await store.look(jobs.parked)
    assert (job.about, reason) == (person, "no glyph for U+1F600")
    assert await store.look(lambda unit: files.of_person(unit, person)) == []


async def test_a_fault_is_tried_again_later_and_given_up_in_the_end(
    store: Store, shelf: Files, person: str, clock: Clock
) -> None:
    class Full:
        async def put(self, data: bytes, kind: str) -> str:
            raise OSError("no space left")

    work = worker(store, Full(), [], paper())
    for tries in range(MOST_TRIES):
        await work.work()
        clock.now += FIRST_PAUSE_MS * 4**tries
    work.close()
    [(job, reason)] = await store.look(jobs.parked)
    assert job.attempts == MOST_TRIES
    assert reason.startswith("OSError at ")
    assert await pushes(store, person) == []


async def test_one_that_fails_holds_up_no_other(store: Store, shelf: Files, person: str) -> None:
    other = await store.do(lambda unit: people.meet(unit, "U2"))
    await store.do(lambda unit: jobs.add(unit, "letter", other))

    async def order(unit: Unit, about: str) -> Order | None:
        if about == person:
            raise ZeroDivisionError
        return Order("letter", about, LETTER)

    good = paper()
    work = worker(store, shelf, [], Paper("letter", order, good.kept, good.failed))
    await work.work()
    work.close()
    assert len(await pushes(store, other)) == 1
    assert await pushes(store, person) == []


async def test_one_asked_for_again_while_it_is_made_is_made_again_from_the_new_order(
    store: Store, shelf: Files, person: str
) -> None:
    orders: list[str] = []

    class Meanwhile:
        """The first file is being kept when the letter is asked for a second time."""

        async def put(self, data: bytes, kind: str) -> str:
            if len(orders) == 1:
                await store.do(lambda unit: jobs.add(unit, "letter", person))
            return await shelf.put(data, kind)

    async def order(unit: Unit, about: str) -> Order | None:
        orders.append(about)
        return Order("letter", about, LETTER)

    plain = paper()
    work = worker(store, Meanwhile(), [], Paper("letter", order, plain.kept, plain.failed))
    await work.work()
    work.close()
    assert len(orders) == 2
    assert len(await pushes(store, person)) == 1
    assert len(await store.look(lambda unit: files.of_person(unit, person))) == 2
    assert await store.look(jobs.due) == []


async def test_one_given_up_and_asked_for_again_has_all_its_tries(store: Store, person: str, clock: Clock) -> None:
    [job] = await store.look(jobs.due)
    await store.do(lambda unit: jobs.postpone(unit, job.id, 0, "broke"))
    assert await store.do(lambda unit: jobs.park(unit, job.id, "broke"))
    await store.do(lambda unit: jobs.add(unit, "letter", person))
    assert [again.attempts for again in await store.look(jobs.due)] == [0]
    assert not await store.do(lambda unit: jobs.park(unit, job.id, "of yesterday"))


async def test_one_whose_failure_cannot_be_told_holds_up_no_other(
    store: Store, shelf: Files, person: str, clock: Clock
) -> None:
    other = await store.do(lambda unit: people.meet(unit, "U2"))
    await store.do(lambda unit: jobs.add(unit, "letter", other))

    async def order(unit: Unit, about: str) -> Order | None:
        return Order("letter", about, {**LETTER, "name": "試験 😀" if about == person else "試験 太郎"})

    async def failed(unit: Unit, about: str, characters: str) -> Sequence[Outgoing]:
        raise ZeroDivisionError

    work = worker(store, shelf, [], Paper("letter", order, paper().kept, failed))
    await work.work()
    work.close()
    assert len(await pushes(store, other)) == 1
    assert await pushes(store, person) == []
    clock.now += FIRST_PAUSE_MS
    [waits] = await store.look(jobs.due)
    assert (waits.about, waits.attempts) == (person, 1)


async def test_a_job_that_a_jump_of_the_clock_put_off_for_long_is_due(store: Store, clock: Clock) -> None:
    await store.do(lambda unit: jobs.add(unit, "letter", "a"))
    [job] = await store.look(jobs.due)
    await store.do(lambda unit: jobs.postpone(unit, job.id, unit.now + 2_000, "fault"))
    assert await store.look(jobs.due) == []
    clock.now -= 3_600_000
    assert [each.id for each in await store.look(jobs.due)] == [job.id]
