"""One person at a time, thousands side by side. A lane takes a person's letters in order, each in one unit of work,
and delivers what it wrote.

Units run in the store's own thread: what they need from here is handed to them, what they find comes back as their
result.
"""

from __future__ import annotations

import asyncio
from collections import Counter as Counts
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog
from prometheus_client import Counter, Gauge, Histogram

from bot import incoming
from bot.content import PATIENCE_MS, Content
from bot.faults import where
from bot.leases import Leases, Taken
from bot.line import Line
from bot.postman import Postman
from conversations.events import Event
from storage import inbox, outbox, people
from storage.inbox import Letter
from storage.outbox import Parcel
from storage.store import Store, StoreDown, Unit

SWEEP = 2.0
TAKEN = (0.1, 1.0)  # seconds until a person whom another process serves is looked at again: the first time, at most
MOST_TRIES = 3
FAR = 2**53
FAULTS = Counter("faults", "Letters whose handling raised", ["kind"])
LETTERS_PARKED = Counter("parked_letters", "Letters given up after several faults")
LANES = Gauge("lanes", "People served at this moment")
LATENCY = Histogram(
    "letter_seconds", "From the webhook to the commit of what it caused", buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60)
)
log = structlog.get_logger("turnstile")


class Handles(Protocol):
    """The engine, as the edge sees it."""

    async def handle(self, unit: Unit, event: Event, *, reply_token: str, received: int) -> Sequence[Parcel]:
        """Everything an event causes, written in `unit`; the parcels it added, in order."""

    async def apologise(
        self, unit: Unit, person: str, event: str, *, reply_token: str, received: int
    ) -> Sequence[Parcel]:
        """The one apology for an event that could not be handled."""


@dataclass(slots=True)
class Turn:
    """One look at a person's letters: the letter that was taken, what it caused, whether more wait.

    behind: somebody else had put something in for the person before, which must not be overtaken.
    owed: no letter was taken, since something of another process is still on its way to the person.
    """

    letter: Letter | None = None
    parcels: Sequence[Parcel] = ()
    fetch: bool = False
    more: bool = False
    behind: bool = False
    owed: bool = False
    parked: bool = False


class Turnstile:
    """Everybody's lanes. `wake` may be called at any time from the event loop."""

    def __init__(
        self, store: Store, engine: Handles, line: Line, content: Content, leases: Leases, clock: Callable[[], int]
    ) -> None:
        self._store = store
        self._engine = engine
        self._line = line
        self._content = content
        self._leases = leases
        self._clock = clock
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._refused: Counts[str] = Counts()
        self._stopping = False
        self.postman: Postman

    def wake(self, persons: Iterable[str]) -> None:
        """Something waits for these people. A lane that is running looks once more before it ends."""
        for person in persons:
            if person in self._lanes:
                self._again.add(person)
            elif not self._stopping:
                self._lanes[person] = asyncio.create_task(self._lane(person), name=f"lane {person}")
                LANES.inc()

    async def sweep(self) -> None:
        """Runs for ever: takes up what a crash, a fault or another process left."""
        while True:
            try:
                self.wake(await self._store.look(inbox.people_waiting))
                owed = await self._store.look(outbox.people_due)
                for person in owed:
                    self.postman.owe(person)
                self.wake(owed)
            except StoreDown as down:
                log.error("store_down", reason=str(down))
            await asyncio.sleep(SWEEP)

    async def stop(self, seconds: float) -> None:
        """No new lanes; those that run may end within `seconds`, then they are cut (everything they had is on disk)."""
        self._stopping = True
        if self._lanes:
            _, late = await asyncio.wait(list(self._lanes.values()), timeout=seconds)
            for lane in late:
                lane.cancel()

    async def _lane(self, person: str) -> None:
        try:
            await self._serve(person)
            del self._refused[person]
        except Taken:
            self._look_later(person)
        except StoreDown as down:
            log.error("store_down", reason=str(down))
        except Exception as fault:
            FAULTS.labels(type(fault).__name__).inc()
            log.error("lane_failed", kind=type(fault).__name__, where=where(fault))
        finally:
            self.postman.leave(person)
            del self._lanes[person]
            LANES.dec()
            if person in self._again:
                self._again.discard(person)
                self.wake((person,))

    def _look_later(self, person: str) -> None:
        """Another process serves this person: it may be done soon, or dead."""
        self._again.discard(person)
        pause = min(TAKEN[0] * 1.5 ** min(self._refused[person], 9), TAKEN[1])
        self._refused[person] += 1
        asyncio.get_running_loop().call_later(pause, self.wake, (person,))

    async def _serve(self, person: str) -> None:
        more = True
        while more and not self._stopping:
            self._again.discard(person)
            if not await self.postman.deliver(person):
                return
            turn = await self._turn(person)
            if turn.letter is not None:
                await self._act(person, turn)
            if turn.owed:
                self.postman.owe(person)
            more = turn.more or turn.owed or person in self._again

    async def _act(self, person: str, turn: Turn) -> None:
        """What follows a turn outside its unit: the network."""
        assert turn.letter is not None
        if turn.fetch:
            await self._fetch(person, turn)
            return
        LATENCY.observe(max(0, self._clock() - turn.letter.received) / 1000)
        mine = [parcel for parcel in turn.parcels if parcel.person == person]
        others = {parcel.person for parcel in turn.parcels} - {person}
        for other in others:
            self.postman.owe(other)
        self.wake(others)
        self.postman.fresh(mine)
        if turn.behind:
            self.postman.owe(person)
        await self.postman.deliver(person, mine)

    async def _fetch(self, person: str, turn: Turn) -> None:
        """What its sender says after a file may speak of it, so it waits until the file is there or surely gone; a file
        that nobody can read must not stand in front of it for ever.
        """
        assert turn.letter is not None
        pause = 0.0
        try:
            work = asyncio.gather(self._content.fetch(turn.letter), self._show(turn.letter))
            pause, _ = await self._leases.during(person, work)
        except (StoreDown, Taken):
            raise
        except Exception as fault:
            await self._act(person, await self._faulty(turn.letter, fault))
        turn.more = not pause
        if pause:
            asyncio.get_running_loop().call_later(pause, self.wake, (person,))

    async def _show(self, letter: Letter) -> None:
        """The loading mark, until its sender hears that it takes longer."""
        if not letter.tries:
            person = await self._store.look(lambda unit: people.person(unit, letter.person))
            await self._line.loading(person.line_user, PATIENCE_MS // 1_000)

    async def _turn(self, person: str) -> Turn:
        """Takes the next letter and all it causes in one unit. A fault rolls that back and is counted on the letter.

        Raises Taken when another process serves the person.
        """
        turn = Turn()
        stake, marks = self._leases.stake(person), self.postman.marks.take(person)

        async def work(unit: Unit) -> None:
            nonlocal turn
            turn = Turn()  # a unit may be run again
            await people.lock(unit, person)
            if marks:
                await outbox.settle(unit, marks)
            if await stake.take(unit):
                turn.owed = not stake.kept and await outbox.waits(unit, person, FAR)
                if not turn.owed:
                    await self._take(unit, person, turn)

        try:
            await self._store.do(work)
        except Exception as fault:
            self.postman.marks.put_back(person, marks)
            if turn.letter is None or isinstance(fault, StoreDown):
                raise
            return await self._faulty(turn.letter, fault)
        self.postman.claimed(stake)
        return turn

    async def _take(self, unit: Unit, person: str, turn: Turn) -> None:
        letter = await inbox.next_letter(unit, person)
        if letter is None or letter.waits(unit.now):
            return
        turn.letter, turn.fetch = letter, letter.unfetched
        if not turn.fetch:
            event, token = incoming.read(letter)
            turn.parcels = await self._engine.handle(unit, event, reply_token=token, received=letter.received)
            await inbox.finish(unit, letter.seq)
            turn.more = await inbox.more(unit, person)
            turn.behind = await _behind(unit, person, turn.parcels)

    async def _faulty(self, letter: Letter, fault: Exception) -> Turn:
        """A fault: one log line without anything personal, another try, and after the last one an apology and the
        letter parked.
        """
        FAULTS.labels(type(fault).__name__).inc()
        log.error(
            "fault", letter=letter.event, kind=type(fault).__name__, where=where(fault), attempt=letter.attempts + 1
        )
        try:
            return await self._counted(letter, fault, sorry=True)
        except StoreDown:
            raise
        except Exception as again:  # not even the apology can be written
            log.error("no_apology", letter=letter.event, kind=type(again).__name__, where=where(again))
            return await self._counted(letter, fault, sorry=False)

    async def _counted(self, letter: Letter, fault: Exception, sorry: bool) -> Turn:
        turn = Turn(letter, more=True)
        stake = self._leases.stake(letter.person)

        async def work(unit: Unit) -> None:
            if not await stake.take(unit):
                return
            parked = await inbox.fail(unit, letter.seq, f"{type(fault).__name__} at {where(fault)}", MOST_TRIES)
            if parked and sorry:
                token = incoming.reply_token(letter)
                turn.parcels = await self._engine.apologise(
                    unit, letter.person, letter.event, reply_token=token, received=letter.received
                )
                turn.behind = await _behind(unit, letter.person, turn.parcels)
            turn.parked = parked

        await self._store.do(work)
        LETTERS_PARKED.inc(turn.parked)
        self.postman.claimed(stake)
        return turn


async def _behind(unit: Unit, person: str, parcels: Sequence[Parcel]) -> bool:
    """Whether something older than these still waits for the person: of another lane, a page, a paper or an alarm."""
    mine = [parcel.id for parcel in parcels if parcel.person == person]
    return bool(mine) and await outbox.waits(unit, person, mine[0])
