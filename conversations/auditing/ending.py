"""An auditor reads for so many days, and then no more: the clock ends it, and every look asks again."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.alarms import Alarm
from conversations.guest.menus import menu_of
from conversations.outgoing import Notice, Outgoing, SwitchMenu
from conversations.reminders.review import CLOCK
from flex_messages.cards import Say
from rules.japan_time import DAY
from storage import audit, auditors, people, timers
from storage.people import Membership
from storage.store import Unit

OVER = "監査の期間が終わりました。記録はご覧いただけなくなります。ありがとうございました。"


async def reads_for(unit: Unit, member: Membership, days: int) -> None:
    """From now on."""
    until = unit.now + days * DAY
    await auditors.add(unit, member.id, until)
    await timers.set(unit, f"audit_ends:{member.id}", until, "audit_ends", f"{member.person} {member.id}")


async def end(unit: Unit, about: str) -> Sequence[Outgoing]:
    person, membership = about.split(" ")
    if not any(m.id == membership for m in (await people.person(unit, person)).memberships):
        return ()
    await people.leave(unit, membership)
    await audit.note(unit, actor=CLOCK, action="auditor.ended", subject=person)
    left = (await people.person(unit, person)).active
    return [SwitchMenu(await menu_of(unit, left), person), Notice(person, Say(OVER))]


ALARMS = (Alarm("audit_ends", end, at_night=True),)
