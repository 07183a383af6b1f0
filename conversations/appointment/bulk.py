"""What is done for many at once, in slices by the alarm clock: letters for all who wait, a year's conditions, the end.

A slice is one unit. It sets the alarm for the next one itself, so it goes on after a crash where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.alarms import Alarm
from conversations.appointment.conditions import send_conditions
from conversations.appointment.issuing import issue
from conversations.appointment.letters import CLERKS, office_of, year_label
from conversations.appointment.moving import moved
from conversations.outgoing import Outgoing
from flex_messages.cards import Say
from rules.appointment import APPOINTMENT
from rules.fiscal_year import year_to_prepare
from rules.japan_time import day
from storage import appointments, people, registrations, timers
from storage.store import Unit

SLICE = 25
"""So many in one unit: other people's letters never wait long."""
BEGUN_ALREADY = Say("すでに始めています。「委嘱状の発行」で、残りの件数をご覧いただけます。")


async def issue_all_sure(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Those who had consented when the count was shown; later ones wait for the next time."""
    office, until = office_of(doing), int(doing.about)
    waiting = await appointments.count(unit, office, "CONSENTED", until)
    if not doing.first or not waiting:
        return [BEGUN_ALREADY]
    about = "|".join((office, str(until), doing.person.id, "-1", ""))
    await timers.set(unit, f"issue_letters/{office}", unit.now, "issue_letters", about)
    return [Say(f"{waiting}件の委嘱状の発行を始めました。文書ができた方から順に、LINEにお届けします。")]


async def issue_slice(unit: Unit, about: str) -> Sequence[Outgoing]:
    """Some of them, the longest waiting first; then the alarm is set for the rest."""
    office, until, by, since, id = about.split("|")
    if not await _still_clerk(unit, by, office):
        return ()
    found = await appointments.of_office(unit, office, "CONSENTED", after=(int(since), id), most=SLICE)
    for it in found:
        if it.since <= int(until) and it.person != by:
            await issue(unit, it, by)
    if len(found) == SLICE and found[-1].since <= int(until):
        rest = "|".join((office, until, by, str(found[-1].since), found[-1].id))
        await timers.set(unit, f"issue_letters/{office}", unit.now, "issue_letters", rest)
    return ()


async def send_year_sure(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    office, year = office_of(doing), int(doing.about)
    waiting = await appointments.count_without(unit, office, year)
    if not doing.first or not waiting or year != year_to_prepare(day(unit.now)):
        return [BEGUN_ALREADY]
    about = "|".join((office, str(year), doing.person.id))
    await timers.set(unit, f"send_conditions/{office}", unit.now, "send_conditions", about)
    return [Say(f"{waiting}名に{year_label(unit.now)}の委嘱条件をお送りします。")]


async def send_slice(unit: Unit, about: str) -> Sequence[Outgoing]:
    office, year, by = about.split("|")
    if not await _still_clerk(unit, by, office):
        return ()
    found = await appointments.without(unit, office, int(year), SLICE)
    said: list[Outgoing] = []
    for id in found:
        it = await registrations.one(unit, id)
        assert it is not None
        said.append(await send_conditions(unit, it, int(year), by))
    if len(found) == SLICE:
        await timers.set(unit, f"send_conditions/{office}", unit.now, "send_conditions", about)
    return said


async def end(unit: Unit, about: str) -> Sequence[Outgoing]:
    """After 31 March. What was earned is not touched: reports and payments look at the days of the visits."""
    it = await appointments.one(unit, about)
    if it is not None and APPOINTMENT.may(it.state, "expire"):
        await moved(unit, it, "expire", "calendar", ended=unit.now)
    return ()


async def _still_clerk(unit: Unit, person: str, office: str) -> bool:
    known = (await people.person(unit, person)).memberships
    return any(m.role == "secretariat" and m.office == office for m in known)


ACTIONS = (
    Action("issue_all_sure", CLERKS, issue_all_sure),
    Action("send_year_sure", CLERKS, send_year_sure),
)
ALARMS = (
    Alarm("issue_letters", issue_slice, at_night=True),
    Alarm("send_conditions", send_slice),
    Alarm("appointment_ends", end, at_night=True),
)
