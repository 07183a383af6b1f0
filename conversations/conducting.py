"""Runs dialogs within a unit: loads draft and facts, lets the pure heart decide, and writes down what it decided."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from conversations import left_lying
from conversations import turn as heart
from conversations.asking import messages
from conversations.book import Book, allows
from conversations.drawer import Drawer
from conversations.events import Sent
from conversations.outcome import Heard, Outcome
from conversations.outgoing import Begin, Go, Notice, Outgoing, SwitchMenu
from conversations.running import Running, going_on, mark_of
from conversations.sending import Desk, Origin
from conversations.sheet import Given, Sheet
from conversations.tidy import files
from conversations.unsending import unsend
from flex_messages.cards import Say
from rules.refusal import Refusal
from storage import audit, drafts, outbox, people
from storage.drafts import Draft
from storage.store import Unit

Discard = Callable[[Unit, str], Awaitable[None]]
"""(unit, file id): the file belongs to no draft any more."""

NOT_YOURS = Say("この手続きは、いまの役割では始められません。役割を切り替えてからお試しください。")
STOPPED = Say("取りやめました。入力した内容は残していません。")


class Conductor(Drawer):
    """For one event. `desk` collects what is said; what is left standing is kept once the desk has posted."""

    def __init__(self, book: Book, discard: Discard, desk: Desk) -> None:
        super().__init__(book, desk)
        self.discard, self.event = discard, desk.event
        self._standing: tuple[Running, bool] | None = None

    async def begin(self, what: Begin) -> None:
        """Starts, or goes on. What was running is parked."""
        dialog = self.book.dialogs[what.dialog]
        person = await people.person(self.unit, self.desk.person.id)
        if not allows(dialog, person.active):
            self.desk.say(NOT_YOURS)
            return
        await self._keep_standing()
        await drafts.park(self.unit, person.id)
        draft = await drafts.load(self.unit, person.id, dialog.name, what.subject)  # it may be the one just parked
        running = await self.running(draft) if draft else None
        if running is not None:
            outcome = heart.resume(dialog, running.sheet, running.facts)
        else:
            facts = await dialog.facts(self.unit, person.id, what.subject)
            outcome = heart.begin(dialog, facts, self.unit.now)
            empty = Draft(person.id, dialog.name, what.subject, dialog.version, {})
            running = Running(dialog, empty, facts, Sheet())
            await left_lying.watch(self.unit, dialog, person.id, what.subject, self.unit.now)
        await self._ask(running, replace(outcome, sheet=replace(outcome.sheet, asked=None)))

    async def _arrived(self, sheet: Sheet) -> int | None:
        """When LINE accepted the current question; None when it is not known to have."""
        return await outbox.accepted_at(self.unit, sheet.asked) if sheet.asked is not None else None

    async def hear(self, running: Running, what: Any, words: heart.Words) -> str:
        """The event reaches the dialog; the menu word if it was one."""
        arrived = await self._arrived(running.sheet)
        running = await self.looked(running, what)
        heard = Heard(what, self.event.at, arrived is not None and self.event.at >= arrived)
        outcome = heart.turn(running.dialog, running.sheet, heard, running.facts, words)
        await self.settle(running, outcome)
        return outcome.opens

    async def settle(self, running: Running, outcome: Outcome, *, chat: bool = True) -> Outcome:
        """Writes what was decided. On a page nothing is said in the chat but what finishing says."""
        await self._keep_at_once(running, outcome)
        await self._let_go(running, outcome)
        match outcome.end:
            case "finished":
                return await self._finish(running, outcome, chat=chat)
            case "stopped":
                await drafts.drop(self.unit, running.draft.person, running.draft.dialog, running.draft.subject)
                self.desk.say(Say(outcome.lead) if outcome.lead else STOPPED)
                await self.offer()
            case "later":
                await self._keep(running, outcome.sheet, parked=True)
                if chat:
                    self.desk.say(Say(outcome.lead))
            case _ if chat:
                await self._ask(running, outcome)
            case _:
                moved = mark_of(running.dialog, outcome.sheet, running.facts) != running.mark
                sheet = replace(outcome.sheet, asked=None) if moved else outcome.sheet
                await self._keep(running, sheet, parked=running.draft.parked)
        return outcome

    async def _ask(self, running: Running, outcome: Outcome) -> None:
        """Says it, and stands at the question.

        Asked again it is the same question: its first message counts, if it arrived.
        """
        mark, draft = mark_of(running.dialog, outcome.sheet, running.facts), running.draft
        origin = Origin(draft.dialog, draft.subject, mark, outcome.asks)
        facts = (await self.looked(replace(running, sheet=outcome.sheet))).facts
        self.desk.say(*messages(running.dialog, outcome, facts), origin=origin)
        anew = outcome.asks and (mark != running.mark or await self._arrived(outcome.sheet) is None)
        self._standing = (replace(running, sheet=outcome.sheet), anew)

    async def ask_again(self, running: Running) -> None:
        """The current question once more, as it is."""
        if running.sheet.at in running.dialog.by_name:
            await self._ask(running, Outcome(running.sheet, asks=True))
        else:
            await self._ask(running, heart.resume(running.dialog, running.sheet, running.facts))

    async def close(self) -> None:
        """Posts everything, and keeps the draft with the parcel of its question."""
        await self.desk.post()
        await self._keep_standing()

    async def _keep_standing(self) -> None:
        if self._standing is None:
            return
        (running, anew), self._standing = self._standing, None
        sheet = replace(running.sheet, asked=self.desk.question) if anew else running.sheet
        await self._keep(running, sheet, parked=False)

    async def _keep(self, running: Running, sheet: Sheet, *, parked: bool) -> None:
        await drafts.keep(self.unit, replace(running.draft, body=sheet.body(), parked=parked))

    async def _finish(self, running: Running, outcome: Outcome, *, chat: bool) -> Outcome:
        dialog, draft = running.dialog, running.draft
        answers = Given(outcome.sheet.answers)
        try:
            results = await dialog.finish(self.unit, self.event, draft.subject, answers, running.facts)
        except Refusal as no:
            again = Outcome(outcome.sheet, trouble=no, asks=True)
            return await self.settle(running, again, chat=chat)
        await drafts.drop(self.unit, draft.person, draft.dialog, draft.subject)
        about = draft.subject or draft.person
        await audit.note(
            self.unit, actor=draft.person, action=f"{dialog.name}.finished", subject=about, person=draft.person
        )
        await self.deliver(results)
        await self.offer()
        return outcome

    async def deliver(self, results: Sequence[Outgoing]) -> None:
        """What a dialog or an action gave back."""
        for result in results:
            match result:
                case Notice():
                    self.desk.notices.append(result)
                case SwitchMenu():
                    self.desk.menus.append(result)
                case Begin():
                    await self.begin(result)
                case Go():
                    raise TypeError("only what an action gave back goes on")
                case message:
                    self.desk.say(message)

    async def offer(self) -> None:
        """After one dialog has ended, the one that was parked for it is offered again."""
        if self._standing is not None:
            return
        for draft in await drafts.parked(self.unit, self.desk.person.id):
            if (dialog := self.book.dialogs.get(draft.dialog)) and self.may(draft):
                self.desk.say(going_on(dialog, draft))
                return

    async def unsend(self, message: str) -> None:
        """Takes back what came from this message, in whichever draft it is."""
        person = self.desk.person.id
        current = await drafts.current(self.unit, person)
        for draft in [current] * bool(current) + await drafts.parked(self.unit, person):
            running = await self.running(draft) if draft else None
            outcome = unsend(running.dialog, running.sheet, message, running.facts) if running else None
            if running and outcome:
                await self.settle(running, outcome, chat=not running.draft.parked)

    async def _keep_at_once(self, running: Running, outcome: Outcome) -> None:
        kept = outcome.trouble.keep if outcome.trouble is not None else outcome.keep
        if kept is not None and running.dialog.keep is not None:
            await running.dialog.keep(self.unit, self.event, running.draft.subject, kept, running.facts)

    async def _let_go(self, running: Running, outcome: Outcome) -> None:
        """Files that no answer holds any more; and the one that was just sent, when it was not taken."""
        gone, what = set(outcome.gone), self.event.what
        if isinstance(what, Sent) and what.file and what.file not in files(running.dialog, outcome.sheet):
            gone.add(what.file)
        for file in sorted(gone):
            await self.discard(self.unit, file)
