"""Carries parcels of the outbox to LINE, per person in order, so that nothing is lost and nothing arrives twice.

A push has a retry key: sending it again is harmless for 24 hours. A reply has none. Its parcel was therefore committed
as "tried" before the first call; when nobody knows how that call ended, the same token is tried again: 200 = it had not
arrived, 400 that came within 55 seconds of receipt = it had. Only an older unknown is pushed once, and counted. What
became of a parcel is written late, in batches (bot/marks.py): losing that costs a 400 or a 409.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, Protocol

import structlog
from prometheus_client import Counter

from bot.backoff import backoff
from bot.leases import Leases, Stake
from bot.line import Answer, Line, Silent
from bot.marks import Marks
from storage import aside, outbox, pauses
from storage.outbox import Mark, Parcel
from storage.store import Store, Unit

TOKEN_MS = 55_000
KEY_MS = 24 * 3_600_000 - 600_000
MOST_PAUSE = {"reply": 1.5, "push": 60.0, "menu": 60.0}
STEP_MS = 1_000  # how far a clock that is set right may go back
UNKNOWN_REPLIES = Counter(
    "unknown_replies", "Replies pushed once although an attempt of unknown end was older than its token"
)
PARKED = Counter("parked_parcels", "Parcels that LINE refused for good", ["why"])
log = structlog.get_logger("postman")

Fate = Literal["done", "later"]


class MenuIds(Protocol):
    async def id_of(self, name: str, gone: str = "") -> str | None:
        """LINE's id of the published rich menu of this name; gone: one that LINE does not know any more. Raises
        Silent.
        """


class Postman:
    """One for the process. `deliver` is called by the lane of its person only, so no two calls for one person
    overlap; `leases` keeps other processes away. `deliver` raises Taken when one of them serves the person.
    """

    def __init__(
        self,
        store: Store,
        line: Line,
        menus: MenuIds,
        leases: Leases,
        clock: Callable[[], int],
        wake: Callable[[Iterable[str]], None],
    ) -> None:
        self._store = store
        self._line = line
        self._menus = menus
        self._leases = leases
        self._clock = clock
        self._wake = wake
        self._owing: set[str] = set()
        self._untried: defaultdict[str, set[int]] = defaultdict(set)
        self._limited: set[int] = set()
        self.marks = Marks(store, leases)

    async def start(self) -> None:
        """Remembers who waited for something when the last process ended."""
        self._owing.update(await self._store.look(outbox.people_due))

    def owe(self, person: str) -> None:
        """Something for this person was committed by the lane of another."""
        self._owing.add(person)

    def fresh(self, parcels: Iterable[Parcel]) -> None:
        """These were committed by this process just now: no attempt can have been made yet."""
        for parcel in parcels:
            if parcel.kind == "reply":
                self._untried[parcel.person].add(parcel.id)

    def claimed(self, stake: Stake) -> None:
        """After the unit that took a lane, or tried to. Raises Taken when another process has it."""
        if not stake.kept:  # that one may have tried whatever this one knew to be untried
            self._untried.pop(stake.person, None)
        self._leases.settle(stake)

    def leave(self, person: str) -> None:
        """The lane of this person ends. While this process knows more of a reply than the database, it keeps it."""
        if not self._untried.get(person):
            self._untried.pop(person, None)
            self._leases.leave(person)
            self.marks.stir()

    async def deliver(self, person: str, parcels: Sequence[Parcel] = ()) -> bool:
        """Everything that is due for `person`, in order. `parcels` are the newest ones, just committed. A menu stands
        in front of no words.

        False when nobody knows whether a reply has come: it is tried again soon, and until then what the person says
        must wait, since it may be the answer.
        """
        if person in self._owing:
            parcels = await self._due(person)
        if parcels:
            self._owing.add(person)
        for parcel in sorted(parcels, key=lambda parcel: parcel.kind == "menu"):
            if self._waits(parcel) or await self._carry(parcel) == "later":
                return parcel.kind != "reply" or parcel.id in self._untried[person] or self._dead(parcel)
        self._owing.discard(person)
        return True

    async def _due(self, person: str) -> Sequence[Parcel]:
        stake = self._leases.stake(person)

        async def work(unit: Unit) -> Sequence[Parcel]:
            return await outbox.due(unit, person) if await stake.take(unit) else ()

        parcels = await self._store.do(work)
        self.claimed(stake)
        return parcels

    def _dead(self, parcel: Parcel) -> bool:
        """Whether the reply token is of no more use, or nobody can say how old it is."""
        return not parcel.reply_token or not -STEP_MS <= self._clock() - parcel.received < TOKEN_MS

    def _waits(self, parcel: Parcel) -> bool:
        """A reply is tried again at once when its person is served: what they say next may answer it, and must not
        hear that it had not come. Only a limit of LINE is kept to.
        """
        early = pauses.waits(parcel.not_before, self._clock())
        return early and (parcel.kind != "reply" or parcel.id in self._limited)

    async def _carry(self, parcel: Parcel) -> Fate:
        if not parcel.body:
            return self._park(parcel, "unreadable")
        await self._leases.sure(parcel.person)
        match parcel.kind:
            case "reply":
                return await self._reply(parcel)
            case "push":
                return await self._push(parcel)
            case "menu":
                return await self._menu(parcel)

    async def _reply(self, parcel: Parcel) -> Fate:
        mine = self._untried[parcel.person]
        untried = parcel.id in mine
        mine.discard(parcel.id)  # whoever is cancelled now does not know how the call ends
        if self._dead(parcel):
            return await (self._as_push(parcel) if untried else self._unknown(parcel))
        began = self._clock()
        answer = await self._line.reply(parcel.reply_token, parcel.body)
        match answer.status:
            case 200:
                return self._sent(parcel, answer, began)
            case 400 if untried or answer.body.get("details"):  # only a refused body has details
                return await self._as_push(parcel)
            case 400 if answer.body:
                late = self._dead(parcel)  # it may have been refused for its age
                return await self._unknown(parcel) if late else self._sent(parcel, answer, parcel.created)
            case status if status not in (0, 400, 401, 429) and status < 500:
                return self._park(parcel, f"refused_{status}")
        if untried and (answer.status in (401, 429) or answer.unsent):
            mine.add(parcel.id)
        return await self._later(parcel, answer)

    async def _unknown(self, parcel: Parcel) -> Fate:
        UNKNOWN_REPLIES.inc()
        log.warning("reply_unknown", parcel=parcel.id)
        return await self._as_push(parcel)

    async def _as_push(self, parcel: Parcel) -> Fate:
        """The token is of no more use: the same words go as a push, under the retry key the parcel always had. Not if
        another process has served the person since: it may have used the token.
        """
        stake = self._leases.stake(parcel.person)

        async def work(unit: Unit) -> None:
            if await stake.keep(unit):
                await outbox.as_push(unit, parcel.id)

        await self._store.do(work)
        self.claimed(stake)
        return await self._push(parcel)

    async def _push(self, parcel: Parcel) -> Fate:
        if self._clock() - parcel.created >= KEY_MS:  # whether it was sent before: LINE would not know any more
            return self._park(parcel, "key_expired")
        began = self._clock()
        answer = await self._line.push(parcel.line_user, parcel.body, parcel.retry_key)
        match answer.status:
            case 200:
                return self._sent(parcel, answer, began)
            case 409:
                return self._sent(parcel, answer, parcel.created)
            case 429 if "monthly" in answer.words.lower():
                return self._park(parcel, aside.QUOTA)
            case status if status in (0, 401, 429) or status >= 500:
                return await self._later(parcel, answer)
            case status:
                return self._park(parcel, f"refused_{status}")

    async def _menu(self, parcel: Parcel) -> Fate:
        began, name = self._clock(), parcel.body.decode().strip('"')
        try:
            answer = await self._link(parcel.line_user, name)
        except Silent as silent:
            return await self._later(parcel, silent.answer)
        if answer is None:
            return self._park(parcel, "menu_not_published")
        if answer.status == 200:
            return self._sent(parcel, answer, began)
        if answer.status in (0, 401, 429) or answer.status >= 500:
            return await self._later(parcel, answer)
        return self._park(parcel, f"refused_{answer.status}")

    async def _link(self, user: str, name: str) -> Answer | None:
        """None when no such menu is published. When LINE does not know its id, menus were published meanwhile."""
        menu = await self._menus.id_of(name)
        if menu is None:
            return None
        answer = await self._line.link_menu(user, menu)
        if answer.status not in (400, 404):
            return answer
        new = await self._menus.id_of(name, gone=menu)
        if new is None or new == menu:
            return answer
        return await self._line.link_menu(user, new)

    def _sent(self, parcel: Parcel, answer: Answer, at: int) -> Fate:
        """at: no later than LINE took it. Whoever answers a question at once must not be told it had not come yet."""
        self._limited.discard(parcel.id)
        self.marks.add(parcel.person, Mark(parcel.id, "sent", answer.no_later(at), line_id=answer.request_id))
        return "done"

    def _park(self, parcel: Parcel, why: str) -> Fate:
        PARKED.labels(why).inc()
        log.error("parcel_parked", parcel=parcel.id, kind=parcel.kind, why=why)
        self.marks.add(parcel.person, Mark(parcel.id, "parked", self._clock(), note=why))
        return "done"

    async def _later(self, parcel: Parcel, answer: Answer) -> Fate:
        (self._limited.add if answer.status == 429 else self._limited.discard)(parcel.id)
        wanted = max(answer.retry_after, backoff(parcel.attempts, MOST_PAUSE[parcel.kind]))
        pause = min(wanted, pauses.LONGEST / 1000)
        log.warning(
            "parcel_later", parcel=parcel.id, kind=parcel.kind, status=answer.status, attempts=parcel.attempts + 1
        )
        await self._store.do(lambda unit: outbox.postpone(unit, parcel.id, self._clock() + int(pause * 1000)))
        asyncio.get_running_loop().call_later(pause, self._wake, (parcel.person,))
        return "later"
