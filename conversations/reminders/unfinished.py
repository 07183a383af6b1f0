"""What an expert left lying: fields to mend, an input begun and not gone on with. One reminder each, not more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conversations.alarms import Alarm
from conversations.approval.notices import tell_to_open
from conversations.dialog import Dialog
from conversations.left_lying import days_later, watch
from conversations.outgoing import Notice, Outgoing
from conversations.running import going_on
from rules.ours import DRAFT_DAYS, RETURNED_DAYS
from storage import audit, changes, drafts, registrations, timers
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit


async def watch_returned(unit: Unit, it: Registration | Change) -> None:
    due = days_later(unit.now, RETURNED_DAYS)
    await timers.set(unit, f"returned:{it.id}", due, "returned", f"{it.id} {it.version}")


async def returned(unit: Unit, about: str) -> Sequence[Outgoing]:
    id, version = about.split(" ")
    it = await registrations.one(unit, id) or await changes.one(unit, id)
    if it is None or (it.state, it.version) != ("RETURNED", int(version)):
        return ()
    road = "registration" if isinstance(it, Registration) else "change"
    await audit.note(unit, actor="clock", action=f"{road}.remind", subject=id, before=it.state, after=it.state)
    return [tell_to_open(it, "直していただきたい項目が\nまだ残っています")]


def draft(dialogs: Iterable[Dialog]) -> Alarm:
    """An answer given meanwhile puts it off; a draft that has ended needs none."""
    known = {dialog.name: dialog for dialog in dialogs}

    async def lying(unit: Unit, about: str) -> Sequence[Outgoing]:
        person, name, subject = about.split(" ", 2)
        found = await drafts.load(unit, person, name, subject)
        if found is None or name not in known:
            return ()
        if days_later(found.updated, DRAFT_DAYS) > unit.now:
            await watch(unit, known[name], person, subject, found.updated)
            return ()
        return [Notice(person, going_on(known[name], found))]

    return Alarm("draft", lying)


RETURNED = Alarm("returned", returned)
