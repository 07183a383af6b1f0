"""The drawer of the desk: the drafts of whoever sits there, taken out with what their questions need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations import turn as heart
from conversations.book import Book, allows
from conversations.dialog import Looking
from conversations.running import Running, said_to
from conversations.sending import Desk
from conversations.sheet import Given, sheet_of
from storage import drafts
from storage.drafts import Draft


class Drawer:
    def __init__(self, book: Book, desk: Desk) -> None:
        self.book, self.desk, self.unit = book, desk, desk.unit

    async def current(self) -> Running | None:
        """A dialog of a role that was left, or taken away, waits aside: its answers would be nobody's to give."""
        draft = await drafts.current(self.unit, self.desk.person.id)
        if draft is not None and not self.may(draft):
            await drafts.keep(self.unit, replace(draft, parked=True))
            return None
        return await self.running(draft) if draft else None

    def may(self, draft: Draft) -> bool:
        dialog = self.book.dialogs.get(draft.dialog)
        return dialog is None or allows(dialog, self.desk.person.active)

    async def running(self, draft: Draft) -> Running | None:
        """None when this release has no such dialog any more: the draft waits aside."""
        dialog = self.book.dialogs.get(draft.dialog)
        if dialog is None:
            await drafts.keep(self.unit, replace(draft, parked=True))
            return None
        facts = await dialog.facts(self.unit, draft.person, draft.subject)
        sheet = sheet_of(draft.body)
        if draft.version != dialog.version:
            sheet = heart.renew(dialog, sheet, facts)
        return await self.looked(Running(dialog, replace(draft, version=dialog.version), facts, sheet))

    async def looked(self, running: Running, what: Any = None) -> Running:
        """With what its dialog looks up for its answers, and for what is being said to it."""
        if running.dialog.looks is None:
            return running
        sheet = running.sheet
        looking = Looking(Given(sheet.answers), sheet.at, sheet.partial, said_to(what))
        return replace(running, facts=await running.dialog.looks(self.unit, running.facts, looking))
