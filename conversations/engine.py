"""Events in, messages out: one event, one unit, and everything that comes of it in that unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from conversations import alarms as clockwork
from conversations import turn as heart
from conversations.actions import Action, Word
from conversations.alarms import Alarm
from conversations.book import Book, Gate
from conversations.conducting import Conductor, Discard
from conversations.dialog import Dialog
from conversations.events import Event, Followed, Sent, Tapped, Typed, Unfollowed, Unsent, What
from conversations.forming import form
from conversations.outcome import Heard, Outcome
from conversations.outgoing import Outgoing
from conversations.running import Running
from conversations.sending import Desk, Draw, Link, Press
from conversations.standing import place_name
from conversations.tapping import act, opened, otherwise, refusal, tapped, typed_outside
from flex_messages.cards import Card, Say, Show
from flex_messages.forms import Form, Notice
from flex_messages.words import clock
from rules.japan_time import moment
from rules.refusal import Refusal
from storage import drafts, fixes, inbox, people
from storage.outbox import Parcel
from storage.store import Unit
from storage.timers import Timer

SORRY = Say(
    "申し訳ございません。こちらの不具合で、受け付けられませんでした。少し時間をおいて、もう一度お送りください。"
)


class Engine:
    """Knows every dialog, action and word; keeps nothing between two events.

    Reserved names of actions, used when they are there: "followed" (the account was added) and "otherwise" (what
    nothing else understood while no dialog was running).
    """

    def __init__(
        self,
        dialogs: Iterable[Dialog],
        actions: Iterable[Action],
        words: Iterable[Word],
        *,
        draw: Draw,
        link: Link,
        discard: Discard,
        alarms: Iterable[Alarm] = (),
        gate: Gate | None = None,
    ) -> None:
        self._book = Book(dialogs, actions, words, gate)
        self._press = Press(draw, link)
        self._discard = discard
        self._alarms = {alarm.what: alarm for alarm in alarms}

    async def handle(self, unit: Unit, event: Event, *, reply_token: str = "", received: int = 0) -> Sequence[Parcel]:
        """Decides, and writes draft, drawn messages, audit lines and outbox in `unit`; the parcels it added, in order.

        A fault propagates: roll back, and `apologise` in a unit of its own.
        """
        conductor = await self._conductor(unit, event, reply_token, received)
        try:
            await self._reach(conductor, event.what)
        except Refusal as no:  # of the facts of a dialog: it cannot be run now
            conductor.desk.say(refusal(no))
        await conductor.close()
        return conductor.desk.parcels

    async def ring(self, unit: Unit, timer: Timer) -> Sequence[Parcel]:
        """What time does: takes the timer away and does its job. KeyError when nobody knows that job."""
        return await clockwork.ring(unit, self._alarms[timer.what], timer, self._press)

    async def tell(self, unit: Unit, event: str, said: Sequence[Outgoing]) -> Sequence[Parcel]:
        """Notices of work that nobody's event caused at this moment. event: an id of the work's own."""
        return await clockwork.tell(unit, event, said, self._press)

    async def apologise(
        self, unit: Unit, person: str, event: str, *, reply_token: str = "", received: int = 0
    ) -> Sequence[Parcel]:
        """The one apology for an event that could not be handled; should it be handled yet, its answer is another."""
        sorry = Event(f"{event}:sorry:{unit.now}", person, 0, Typed(""))
        desk = (await self._conductor(unit, sorry, reply_token, received)).desk
        desk.say(SORRY)
        await desk.post()
        return desk.parcels

    async def _conductor(self, unit: Unit, event: Event, reply_token: str, received: int) -> Conductor:
        person = await people.person(unit, event.person)
        return Conductor(self._book, self._discard, Desk(self._press, unit, person, event, reply_token, received))

    async def _reach(self, conductor: Conductor, what: What) -> None:
        person = conductor.desk.person
        match what:
            case Unfollowed():
                await people.block(conductor.unit, person.id, True)
            case Followed():
                await people.block(conductor.unit, person.id, False)
                if action := self._book.actions.get("followed"):
                    await act(conductor, action)
            case Unsent(message):
                await inbox.unsend(conductor.unit, message)
                await fixes.unsend(conductor.unit, message)
                await conductor.unsend(message)
            case Tapped():
                await tapped(conductor, what)
            case _:
                await self._said(conductor, what)

    async def _said(self, conductor: Conductor, what: What) -> None:
        """Words, files and pins: an answer to the dialog that is running, or else a word of the menu, or help."""
        active = conductor.desk.person.active
        if running := await conductor.current():
            text = await conductor.hear(running, what, lambda text: self._book.word(text, active) is not None)
            if text:
                await opened(conductor, self._book.word(text, active), text)
        elif isinstance(what, Typed):
            await typed_outside(conductor, what)
        else:
            if isinstance(what, Sent) and what.file:
                await self._discard(conductor.unit, what.file)
            await otherwise(conductor)

    async def question(self, unit: Unit, person: str, dialog: str, subject: str = "") -> Form | Notice:
        """The current question of a draft as a page, or that there is none any more. Writes nothing."""
        conductor = await self._conductor(unit, Event("", person, 0, Typed("")), "", 0)
        running = await _loaded(conductor, person, dialog, subject)
        if running is None:
            return _over(self._book.dialogs.get(dialog))
        if running.sheet.at not in running.dialog.by_name:
            return _form(running, heart.resume(running.dialog, running.sheet, running.facts))
        return _form(running, Outcome(running.sheet))

    async def answer(
        self, unit: Unit, event: Event, dialog: str, subject: str, *, step: str, go: str = "next"
    ) -> Form | Notice:
        """An answer, or a way (back, later, skip, "answer:<key>"), from the page of the question `step`: what it
        shows next.

        Of several files each is one event of its own; the last page then posts without a file to go on.
        """
        conductor = await self._conductor(unit, event, "", 0)
        running = await _loaded(conductor, event.person, dialog, subject)
        if running is None:
            return _over(self._book.dialogs.get(dialog))
        running = await conductor.looked(running, event.what)
        outcome = heart.on_page(running.dialog, running.sheet, Heard(event.what, event.at), step, go, running.facts)
        outcome = await conductor.settle(running, outcome, chat=False)
        await conductor.close()
        if outcome.end == "":
            return _form(await conductor.looked(replace(running, sheet=outcome.sheet)), outcome, saved=unit.now)
        return _ended(running.dialog, outcome, conductor.desk)

    def posted(self, dialog: str, step: str, form: Any) -> What:
        """What the fields of a page say. `form`: pairs of name and value, as `items()` of a multidict gives them."""
        values: dict[str, list[str]] = {}
        for name, value in form.items():
            values.setdefault(name, []).append(str(value))
        known = self._book.dialogs.get(dialog)
        place = known.by_name.get(place_name(step)) if known else None
        return place.kind.posted(values) if place else Typed("")


async def _loaded(conductor: Conductor, person: str, dialog: str, subject: str) -> Running | None:
    draft = await drafts.load(conductor.unit, person, dialog, subject)
    if draft is None or draft.dialog not in conductor.book.dialogs or not conductor.may(draft):
        return None
    return await conductor.running(draft)


def _form(running: Running, outcome: Outcome, saved: int = 0) -> Form:
    at = saved or running.draft.updated
    return form(running.dialog, outcome, running.facts, clock(moment(at)))


def _over(dialog: Dialog | None) -> Notice:
    return Notice(dialog.title if dialog else "入力", "この入力は、すでに終わっています。LINEに戻ってご確認ください。")


def _ended(dialog: Dialog, outcome: Outcome, desk: Desk) -> Notice:
    """The words that finishing said, without the buttons: those are in LINE."""
    said = [message for message, _ in desk.said]
    words = [m.text if isinstance(m, Say) else _read_out(m.cards[0]) for m in said if isinstance(m, Say | Show)]
    text = words[0] if words else outcome.lead or "受け付けました。"
    return Notice(dialog.title, f"{text}\nLINEに戻ってご確認ください。", "ok" if outcome.end == "finished" else "calm")


def _read_out(card: Card) -> str:
    return "\n".join(part for part in (card.title, card.text) if part)
