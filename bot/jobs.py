"""The worker for papers: reads the order in a unit, sets it in a thread, keeps the files, writes the result in a unit.
And for errands: something to be done outside, whose order waits here until it is.

The job goes with that last unit. Killed between any two steps it is done again after the next start, and takes effect
once: a file that was kept for nothing is an orphan and will be collected.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import structlog
from prometheus_client import Counter

from bot.faults import where
from conversations.outgoing import Outgoing
from conversations.papers import Kept, Order, Paper
from flex_messages.documents import MissingGlyphs, Rendered, render
from storage import files, jobs
from storage.files import Files
from storage.jobs import Job
from storage.outbox import Parcel
from storage.store import Store, StoreDown, Unit

LOOK_EVERY = 0.5
FIRST_PAUSE_MS = 2_000
MOST_TRIES = 6
FAULTS = Counter("job_faults", "Jobs that raised", ["kind"])
PARKED = Counter("parked_jobs", "Jobs given up", ["kind"])
Errand = Callable[[str], Awaitable[None]]
"""Given what the job is about. May be done twice; raises when it has to be tried again."""
log = structlog.get_logger("jobs")


class Tells(Protocol):
    """The engine, as the worker sees it."""

    async def tell(self, unit: Unit, event: str, said: Sequence[Outgoing]) -> Sequence[Parcel]:
        """Puts notices into the outbox; the same event a second time adds nothing."""


class Jobs:
    """`owed(persons)`: something for these people is in the outbox. errands: by their kind of job."""

    def __init__(
        self,
        store: Store,
        engine: Tells,
        papers: Iterable[Paper],
        shelf: Files,
        owed: Callable[[Iterable[str]], None],
        errands: Mapping[str, Errand] | None = None,
    ) -> None:
        self._store, self._engine, self._shelf, self._owed = store, engine, shelf, owed
        self._papers = {paper.kind: paper for paper in papers}
        self._errands = errands or {}
        self._press = ThreadPoolExecutor(1, thread_name_prefix="press")  # one warm press: its fonts are read once

    async def run(self) -> None:
        """Runs for ever."""
        while True:
            try:
                await self.work()
            except StoreDown as down:
                log.error("store_down", reason=str(down))
            await asyncio.sleep(LOOK_EVERY)

    async def work(self) -> None:
        """Everything that is due."""
        while due := await self._store.look(jobs.due):
            for job in due:
                await self._one(job)

    async def _one(self, job: Job) -> None:
        """One that raises is put off, and in the end put aside; the others never wait for it."""
        try:
            if errand := self._errands.get(job.kind):
                await errand(job.about)
                await self._store.do(lambda unit: jobs.finish(unit, job.id))
            else:
                await self._paper(job, self._papers[job.kind])
        except StoreDown:
            raise
        except Exception as fault:
            await self._faulty(job, fault)

    async def _paper(self, job: Job, paper: Paper) -> None:
        try:
            await self._make(job, paper)
        except MissingGlyphs as gone:
            await self._undrawable(job, paper, gone)

    async def _make(self, job: Job, paper: Paper) -> None:
        order = await self._store.look(lambda unit: paper.order(unit, job.about))
        if order is None:
            await self._store.do(lambda unit: jobs.finish(unit, job.id))
            return
        data = {**order.data, **{name: list(await self._shelf.read(file)) for name, file in order.pictures.items()}}
        made = await asyncio.get_running_loop().run_in_executor(self._press, render, order.document, data)
        kept = Kept(await self._shelf.put(made.pdf, "application/pdf"), await self._shelf.put(made.png, "image/png"))
        parcels = await self._store.do(lambda unit: self._written(unit, job, paper, order, made, kept))
        self._owed({parcel.person for parcel in parcels})

    async def _written(
        self, unit: Unit, job: Job, paper: Paper, order: Order, made: Rendered, kept: Kept
    ) -> Sequence[Parcel]:
        """Job, files, appointment and push in one commit. Nothing when another process was first, or the order is an
        old one: it was asked for again meanwhile.
        """
        if not await jobs.finish(unit, job.id):
            return ()
        for id, data, kind in ((kept.pdf, made.pdf, "application/pdf"), (kept.png, made.png, "image/png")):
            await files.note(unit, id, order.person, kind, len(data), hashlib.sha256(data).hexdigest(), job.kind)
        return await self._engine.tell(unit, f"job:{job.id}", await paper.kept(unit, job.about, kept))

    async def _undrawable(self, job: Job, paper: Paper, gone: MissingGlyphs) -> None:
        """Trying again would not help: somebody is told and the job is put aside."""
        log.error("paper_undrawable", kind=job.kind, why=str(gone))

        async def aside(unit: Unit) -> Sequence[Parcel]:
            if not await jobs.park(unit, job.id, str(gone)):
                return ()
            said = await paper.failed(unit, job.about, gone.characters)
            return await self._engine.tell(unit, f"job:{job.id}:failed:{job.attempts}", said)

        self._owed({parcel.person for parcel in await self._store.do(aside)})
        PARKED.labels(job.kind).inc()

    async def _faulty(self, job: Job, fault: Exception) -> None:
        FAULTS.labels(job.kind).inc()
        reason = f"{type(fault).__name__} at {where(fault)}"
        log.error("job_fault", kind=job.kind, reason=reason, attempt=job.attempts + 1)
        if job.attempts + 1 >= MOST_TRIES:
            PARKED.labels(job.kind).inc()
            await self._store.do(lambda unit: jobs.park(unit, job.id, reason))
            return
        pause = FIRST_PAUSE_MS * 4**job.attempts
        await self._store.do(lambda unit: jobs.postpone(unit, job.id, unit.now + pause, reason))

    def close(self) -> None:
        self._press.shutdown(wait=False, cancel_futures=True)  # it would wait in the event loop
