"""A step along the road of an appointment: whose it is, the move, the save, the audit line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.keeping import noted
from conversations.registration.person import full
from flex_messages.words import clock, day
from rules.appointment import APPOINTMENT
from rules.deciders import check_decider
from rules.japan_time import moment
from rules.refusal import Refusal
from storage import appointments, people, registrations
from storage.appointments import Appointment
from storage.people import Membership
from storage.store import Unit

_NOT_YOURS = "このお手続きは、ほかの方のものです。「申請状況」からご自身のお手続きをご覧いただけます。"
_FOREIGN = "この委嘱は、ほかの事務局の担当です。「委嘱状の発行」からご自身の事務局の分をご覧いただけます。"


async def moved(unit: Unit, it: Appointment, event: str, actor: str, **changed: Any) -> Appointment:
    """The appointment after the event; Closed when the road has no such step."""
    after = replace(it, state=APPOINTMENT.go(it.state, event), since=unit.now, **changed)
    return await saved(unit, it, after, event, actor, changed.get("reason", ""))


async def saved(
    unit: Unit, before: Appointment, after: Appointment, event: str, actor: str, reason: str = ""
) -> Appointment:
    """Keeps what changed beside the road, too (a paper), with its audit line."""
    saving = appointments.save(unit, after)
    return await noted(unit, saving, f"appointment.{event}", actor, before.state, person=after.person, reason=reason)


async def own(unit: Unit, person: str, id: str) -> Appointment:
    """The expert's own appointment. Refusal for anybody else's."""
    it = await appointments.one(unit, id)
    if it is None or it.person != person:
        raise Refusal(_NOT_YOURS)
    return it


async def of_our_office(unit: Unit, member: Membership | None, id: str) -> Appointment:
    """An appointment this clerk's office looks after. Refusal otherwise, also for the clerk's own."""
    it = await appointments.one(unit, id)
    if it is None or member is None or member.role != "secretariat" or member.office != it.office:
        raise Refusal(_FOREIGN)
    check_decider(member.person, about=it.person)
    return it


async def name_of(unit: Unit, it: Appointment) -> str:
    """The expert's name as registered, "" of an erased person."""
    registration = await registrations.one(unit, it.registration)
    return full(registration.profile, "name") if registration else ""


async def clerk_of(unit: Unit, person: str) -> str:
    """The name a clerk gave, as colleagues know it."""
    known = (await people.person(unit, person)).memberships
    return next((m.name for m in known if m.name and m.role == "secretariat"), "ほかの担当の方")


def when(at: int) -> str:
    """11月24日(火) 14:02"""
    return f"{day(moment(at))} {clock(moment(at))}"
