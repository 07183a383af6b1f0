"""Throws away what has served: letters and parcels long done, buttons nobody can want to tap any more, files that
belong to nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from prometheus_client import Gauge

from storage import aside, codes, drawn, files, inbox, invitations, outbox, page_links
from storage.files import Files
from storage.store import Store, StoreDown, Unit

DAY = 24 * 3_600_000
KEPT_EVENTS = 30 * DAY  # an event this old is refused at the door: its id is forgotten here
KEPT_PARCELS = 30 * DAY
KEPT_PARKED = 400 * DAY  # what LINE would not take and nobody wanted sent for a year
KEPT_BUTTONS = 400 * DAY  # a card in the chat can be tapped for a year
KEPT_LINKS = 2 * DAY
KEPT_CODES = 2 * DAY
GUESSES = Gauge("wrong_codes", "Wrong invitation codes of everybody in the last quarter of an hour")
PARKED = Gauge("parcels_aside", "Parcels that LINE would not take and that wait for somebody", ["why"])
ORPHAN_AGE = timedelta(hours=1)
EVERY = 600.0
log = structlog.get_logger("housekeeping")

Prune = Callable[[Unit, int], Awaitable[int]]
CHORES: tuple[tuple[Prune, int], ...] = (
    (inbox.prune, KEPT_EVENTS),
    (outbox.prune, KEPT_PARCELS),
    (drawn.prune, KEPT_BUTTONS),
    (page_links.prune, KEPT_LINKS),
    (codes.prune, KEPT_CODES),
)


class Housekeeping:
    def __init__(self, store: Store, shelf: Files, clock: Callable[[], int]) -> None:
        self._store = store
        self._shelf = shelf
        self._clock = clock

    async def run(self) -> None:
        """Runs for ever, every ten minutes."""
        while True:
            try:
                await self.tidy()
            except StoreDown as down:
                log.error("store_down", reason=str(down))
            await asyncio.sleep(EVERY)

    async def tidy(self) -> None:
        """Small bites, so that nobody waits for it."""
        for prune, kept in CHORES:
            bite = partial(_bite, prune, self._clock() - kept)
            while await self._store.do(bite):
                pass
        await self._store.do(lambda unit: invitations.prune(unit, self._clock() - DAY))
        await self._look_over_parked()
        guessing = partial(invitations.tries_since, since=self._clock() - invitations.WINDOW)
        GUESSES.set(await self._store.look(guessing))
        aged = datetime.fromtimestamp(self._clock() / 1000, UTC) - ORPHAN_AGE
        for orphan in await files.orphans(self._shelf, self._store, aged):
            await self._shelf.delete(orphan)
            log.info("orphan_deleted")

    async def _look_over_parked(self) -> None:
        """What waits shows in the figures; what has waited for too long goes, and is spoken of."""
        gone = await self._store.do(lambda unit: aside.prune(unit, self._clock() - KEPT_PARKED))
        if gone:
            log.warning("parked_parcels_deleted", count=gone)
        waiting = {aside.QUOTA: 0} | await self._store.look(aside.by_reason)
        PARKED.clear()
        for why, count in waiting.items():
            PARKED.labels(why).set(count)


async def _bite(prune: Prune, before: int, unit: Unit) -> int:
    return await prune(unit, before)
