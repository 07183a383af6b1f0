"""The dispatcher: brings events to the bot in signed requests, in order for each person, again where redelivery is on,
and with every misfortune that is switched on."""

from __future__ import annotations

import asyncio
import copy
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import aiohttp

from bot.local_line.events import Event, novelty
from bot.local_line.post import Attempt, body_of, gist, post, signature_of

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

_OPTIONAL = ("markAsReadToken", "imageSet", "keywords", "title", "address")


class Webhooks:
    def __init__(self, line: LocalLine) -> None:
        self._line = line
        self._gathered: list[Event] = []
        self._held: list[list[Event]] = []
        self._lanes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.url = line.settings.webhook_url
        self.attempts: deque[Attempt] = deque(maxlen=5_000)
        self.session: aiohttp.ClientSession | None = None
        self.over = False

    def emit(self, *events: Event) -> None:
        """Events of one moment; those that happen within the window share requests of at most `batch` events."""
        first = not self._gathered
        self._gathered += events
        for witness in self._line.witnesses:
            witness.happened(events)
        self._line.idle.stir()
        if first and self.session:
            self._later(self._line.switches.window_s, self.flush)

    def flush(self) -> None:
        events, self._gathered = self._gathered, []
        most = max(1, int(self._line.switches.batch))
        for start in range(0, len(events), most):
            some = [self._disguised(each) for each in events[start : start + most]]
            more = [novelty(self._line, some[0])] if self._line.lot(self._line.switches.unknown_event) else []
            self._dispatch(some + more)

    def _dispatch(self, events: list[Event]) -> None:
        lot, switches = self._line.lot, self._line.switches
        if not switches.use_webhook or lot(switches.drop):
            self._note(events, "dropped", 0)
        elif not self._held and lot(switches.reorder):
            self._held.append(events)
        elif lot(switches.delay):
            self._later(switches.delay_s, lambda: self._send(events))
        else:
            self._send(events)

    def _send(self, events: list[Event]) -> None:
        held, self._held = self._held, []
        for each in (events, *held):
            self._start(each)
            if self._line.lot(self._line.switches.changed_id):
                self._start([self._renamed(event) for event in each if "message" in event])

    def _renamed(self, event: Event) -> Event:
        """The same message as another event."""
        copied = event | {"webhookEventId": self._line.ids.ulid()}
        for witness in self._line.witnesses:
            witness.copied(copied["webhookEventId"], event["webhookEventId"])
        return copied

    def release(self) -> None:
        """Sends what is held back for another order, though nothing follows it."""
        self._send([])

    def _start(self, events: list[Event], tries: int = 0) -> None:
        if events and not self.over:
            self._line.spawn(self._deliver(events, tries))

    async def _deliver(self, events: list[Event], tries: int) -> None:
        lot, switches = self._line.lot, self._line.switches
        with self._line.idle.work():
            async with AsyncExitStack() as lanes:
                for user in sorted({event["source"].get("userId", "") for event in events}):
                    await lanes.enter_async_context(self._lanes.setdefault(user, asyncio.Lock()))
                kind = "redelivery" if tries else "delivery"
                copies = 2 if lot(switches.concurrent_duplicates) else 1
                taken = all(await asyncio.gather(*(self._attempt(events, kind) for _ in range(copies))))
                if taken and lot(switches.duplicates):
                    if switches.duplicate_s:
                        self._later(switches.duplicate_s, lambda: self._line.spawn(self._attempt(events, "duplicate")))
                    else:
                        await self._attempt(events, "duplicate")
        if not taken and tries < len(switches.redelivery):
            again = [event | {"deliveryContext": {"isRedelivery": True}} for event in events]
            for some in self._mixed(again):
                self._later(switches.redelivery[tries], partial(self._start, some, tries + 1))

    def _mixed(self, events: list[Event]) -> list[list[Event]]:
        """A redelivery may hold a part of the events, in any order."""
        if len(events) < 2 or not self._line.lot(self._line.switches.redelivery_mixed):
            return [events]
        self._line.random.shuffle(events)
        cut = self._line.random.randrange(len(events))
        return [events[:cut], events[cut:]]

    async def _attempt(self, events: Sequence[Event], kind: str) -> bool:
        now, line = self._line.clock.now(), self._line
        for event in events:
            line.replies.delivered(event.get("replyToken", ""), now, kind == "redelivery")
        body = body_of(line.settings.bot_user, events)
        wrong = line.lot(line.switches.wrong_signature)
        signature = signature_of(line.settings.channel_secret, body, wrong)
        gone = line.lot(line.switches.client_gone)
        patience = line.random.uniform(0.001, 0.03) if gone else line.switches.timeout_s
        assert self.session is not None
        ended = await post(self.session, self.url, body, signature, patience)
        attempt = self._note(events, f"forged {kind}" if wrong else kind, *ended)
        for witness in line.witnesses:
            witness.attempted(attempt)
        return not ended[1] and not wrong

    async def verify(self, url: str) -> Attempt:
        """The console's "Verify": a request without events."""
        assert self.session is not None
        body = body_of(self._line.settings.bot_user, [])
        signature = signature_of(self._line.settings.channel_secret, body)
        ended = await post(self.session, url, body, signature, self._line.switches.timeout_s)
        return self._note([], "verify", *ended)

    def _note(self, events: Sequence[Event], kind: str, status: int, reason: str = "", detail: str = "") -> Attempt:
        ids = [event["webhookEventId"] for event in events]
        about = [gist(event) for event in events]
        self.attempts.append(Attempt(self._line.clock.now(), self.url, ids, kind, status, reason, detail, about))
        return self.attempts[-1]

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        if seconds:
            self._line.clock.at(self._line.clock.now() + round(seconds * 1000), act)
        else:
            asyncio.get_running_loop().call_soon(act)

    def _disguised(self, event: Event) -> Event:
        """The event with what LINE may add or leave out without notice. Redeliveries repeat it as it is."""
        lot, switches = self._line.lot, self._line.switches
        made = copy.deepcopy(event)
        if lot(switches.unknown_property):
            made["novelty"] = {"since": 2027}
        if "message" in made and lot(switches.missing_property):
            made["message"] = {key: value for key, value in made["message"].items() if key not in _OPTIONAL}
        return made
