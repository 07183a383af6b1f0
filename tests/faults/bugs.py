"""Bugs that others have shipped, one function each: applied to the service in its process, never in the product.

Each must be found by a storm, or the storm proves nothing.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot import incoming, webhook
from bot.leases import LEASE_MS, Leases, Stake
from bot.line import Answer, Line
from bot.postman import Postman
from bot.turnstile import Turn, Turnstile
from conversations.engine import Engine
from storage import audit, chain, inbox, outbox, sqlite_file
from storage.outbox import Mark, Parcel
from storage.sqlite import SqliteStore
from storage.statements import STATEMENTS
from storage.store import Unit

FORGET = "DELETE FROM inbox WHERE (event = :event OR message = :message) AND done > 0"
NOTHING = "UPDATE inbox SET done = done WHERE event = :event AND message = :message AND done = :now AND 1 = 0"


def ack_before_persist() -> None:
    """200 first, the disk a little later."""
    real = webhook.Door.__init__

    class Later:
        def __init__(self, store: Any, woken: Callable[[Any], None]) -> None:
            self.store, self.woken = store, woken

        async def do(self, work: Any) -> list[str]:
            self.task = asyncio.create_task(self._later(work))
            return []

        async def _later(self, work: Any) -> None:
            await asyncio.sleep(0.05)
            self.woken(await self.store.do(work))

    def init(self: Any, store: Any, secret: str, clock: Any, woken: Any) -> None:
        real(self, Later(store, woken), secret, clock, woken)  # type: ignore[arg-type]

    webhook.Door.__init__ = init  # type: ignore[method-assign]


def _without_dedupe(known: set[str] | None, message_only: bool = False) -> None:
    real = inbox.take_in
    STATEMENTS["inbox.forget"] = FORGET

    async def take_in(unit: Unit, arrivals: Sequence[inbox.Arrival]) -> list[str]:
        if message_only:
            return await real(unit, [replace(each, message=None) for each in arrivals])
        for each in arrivals:
            if known is None or each.event not in known:
                await unit.run("inbox.forget", event=each.event, message=each.message or "")
            if known is not None:
                known.add(each.event)
        return await real(unit, arrivals)

    inbox.take_in = take_in


def no_dedupe() -> None:
    """What was handled is forgotten."""
    _without_dedupe(None)


def memory_dedupe() -> None:
    """What was handled is remembered until the process ends."""
    _without_dedupe(set())


def no_message_dedupe() -> None:
    """Only the event's id counts, which LINE may change."""
    _without_dedupe(None, message_only=True)


def _in_two(finish_first: bool) -> None:
    async def turn(self: Any, person: str) -> Turn:
        found, marks = Turn(), self.postman.marks.take(person)

        stake = self._leases.stake(person)

        async def take(unit: Unit) -> None:
            await stake.take(unit)
            found.letter = letter = await inbox.next_letter(unit, person)
            found.fetch = letter is not None and letter.unfetched
            if letter is not None and not found.fetch and finish_first:
                await inbox.finish(unit, letter.seq)

        async def handle(unit: Unit) -> None:
            await outbox.settle(unit, marks)
            assert found.letter is not None
            event, token = incoming.read(found.letter)
            found.parcels = await self._engine.handle(unit, event, reply_token=token, received=found.letter.received)

        async def finish(unit: Unit) -> None:
            assert found.letter is not None
            await inbox.finish(unit, found.letter.seq)

        await self._store.do(take)
        self.postman.claimed(stake)
        if found.letter is not None and not found.fetch:
            await self._store.do(handle)
            await self._store.do(finish)
            found.more = True
        else:
            self.postman.marks.put_back(person, marks)
        return found

    Turnstile._turn = turn  # type: ignore[method-assign]


def done_too_early() -> None:
    """The letter is done in a transaction before its effect's."""
    _in_two(True)


def done_too_late() -> None:
    """The letter is done in a transaction after its effect's."""
    _in_two(False)


def send_before_commit() -> None:
    """LINE is called while the transaction is open."""
    real, loops = Engine.handle, list[Any]()
    sweep = Turnstile.sweep

    async def sweeping(self: Any) -> None:
        loops[:] = [(asyncio.get_running_loop(), self.postman)]
        await sweep(self)

    async def handle(self: Any, unit: Unit, event: Any, **more: Any) -> Sequence[Parcel]:
        parcels = await real(self, unit, event, **more)
        if loops and parcels:
            loop, postman = loops[0]
            mine = [parcel for parcel in parcels if parcel.person == event.person]
            asyncio.run_coroutine_threadsafe(postman.deliver(event.person, mine), loop)
            time.sleep(0.02)  # noqa: ASYNC251
        return parcels

    async def unsure(self: Any, person: str) -> None:
        """The lane is not claimed before the commit."""

    Leases.sure = unsure  # type: ignore[method-assign]
    Engine.handle = handle  # type: ignore[method-assign]
    Turnstile.sweep = sweeping  # type: ignore[method-assign]


def sent_before_it_is() -> None:
    """A parcel counts as sent before LINE is asked."""
    real = Postman._carry

    async def carry(self: Any, parcel: Parcel) -> Any:
        await self._store.do(lambda unit: outbox.settle(unit, [Mark(parcel.id, "sent", self._clock())]))
        await asyncio.sleep(0)
        return await real(self, parcel)

    Postman._carry = carry  # type: ignore[method-assign]


def no_order() -> None:
    """The newest parcel first, and none waits for another."""

    async def deliver(self: Any, person: str, parcels: Sequence[Parcel] = ()) -> bool:
        fates = [await self._carry(parcel) for parcel in reversed(await self._due(person))]
        (self._owing.add if "later" in fates else self._owing.discard)(person)
        return True

    Postman.deliver = deliver  # type: ignore[method-assign]


def _instead_of_later(act: Callable[[Any, Parcel, Answer], Awaitable[Any] | None]) -> None:
    real = Postman._later

    async def later(self: Any, parcel: Parcel, answer: Answer) -> Any:
        done = act(self, parcel, answer)
        return await (done if done is not None else real(self, parcel, answer))

    Postman._later = later  # type: ignore[method-assign]


def server_error_is_final() -> None:
    async def park(self: Any, parcel: Parcel) -> Any:
        return self._park(parcel, "server_error")

    _instead_of_later(lambda self, parcel, answer: park(self, parcel) if answer.status >= 500 else None)


def push_after_unknown_reply() -> None:
    """No answer came, so it is sent in another way."""

    def act(self: Any, parcel: Parcel, answer: Answer) -> Awaitable[Any] | None:
        unknown = parcel.kind == "reply" and (answer.status == 0 or answer.status >= 500)
        return self._as_push(parcel) if unknown else None

    _instead_of_later(act)


def no_write_ahead() -> None:
    """Every reply counts as never tried."""

    real = Postman._reply

    async def reply(self: Any, parcel: Parcel) -> Any:
        self.fresh([parcel])
        return await real(self, parcel)

    Postman._reply = reply  # type: ignore[method-assign]


def fresh_retry_key() -> None:
    """Another retry key for each attempt."""
    real = Postman._push

    async def push(self: Any, parcel: Parcel) -> Any:
        return await real(self, replace(parcel, retry_key=str(uuid4())))

    Postman._push = push  # type: ignore[method-assign]


def no_sweeper() -> None:
    """Nobody takes up what a crash left."""

    async def sweep(self: Any) -> None:
        await asyncio.Event().wait()

    Turnstile.sweep = sweep  # type: ignore[method-assign]


def broken_chain() -> None:
    """A row of the audit log says nothing of the row before it."""
    setattr(audit, "fingerprint", lambda key, row, previous: chain.fingerprint(key, row, ""))  # noqa: B010


def no_tombstone() -> None:
    """A message that was taken back before it came is taken all the same."""
    STATEMENTS["inbox.bury"] = NOTHING


def never_stops() -> None:
    async def stop(self: Any, seconds: float) -> None:
        await asyncio.sleep(60)

    Turnstile.stop = stop  # type: ignore[method-assign]


def any_signature() -> None:
    webhook.genuine = lambda secret, raw, signature: True


def one_fails_all() -> None:
    """An event nobody knows fails the whole webhook."""
    real = webhook.Door._arrival

    def arrival(self: Any, event: Any) -> Any:
        if event["type"] not in webhook._EVENTS:
            raise NotImplementedError(event["type"])
        return real(self, event)

    webhook.Door._arrival = arrival  # type: ignore[method-assign]


def conflict_is_failure() -> None:
    """ "This key was accepted before" is tried again for ever."""
    real = Line.push

    async def push(self: Any, to: str, messages: bytes, retry_key: str) -> Answer:
        answer = await real(self, to, messages, retry_key)
        return replace(answer, status=500) if answer.status == 409 else answer

    Line.push = push  # type: ignore[method-assign]


def lost_write() -> None:
    """Now and then a transaction is said to be on disk that was rolled back."""
    real = SqliteStore._batch

    def batch(self: Any, db: Any, waiting: Any) -> Any:
        if random.random() > 0.05:
            return real(self, db, waiting)
        db.execute("BEGIN IMMEDIATE")
        ran = [self._one(db, each) for each in waiting]
        db.execute("ROLLBACK")
        return ran

    SqliteStore._batch = batch  # type: ignore


def synchronous_normal() -> None:
    """Commits do not wait for the disk. Only a trace of system calls shows it: a killed process loses nothing by it."""
    sqlite_file.PRAGMAS["synchronous"] = 1


def everybody_serves() -> None:
    """Of several services each believes that it is alone."""

    async def mine(self: Stake, unit: Unit) -> bool:
        self.until, self.kept = unit.now + LEASE_MS, True
        return True

    Stake.take = Stake.keep = mine  # type: ignore[method-assign]


BUGS: dict[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        ack_before_persist, no_dedupe, memory_dedupe, no_message_dedupe, done_too_early, done_too_late,
        send_before_commit, sent_before_it_is, no_order, server_error_is_final, push_after_unknown_reply,
        no_write_ahead, fresh_retry_key, no_sweeper, broken_chain, no_tombstone, never_stops, any_signature,
        one_fails_all, conflict_is_failure, lost_write,
        everybody_serves,
    )
}  # fmt: skip
TRACED = {"synchronous_normal": synchronous_normal}
