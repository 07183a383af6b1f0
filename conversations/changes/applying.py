"""A change takes effect: the profile, the words people are found by, and, with a new prefecture, the office."""

from __future__ import annotations

from dataclasses import replace

from conversations.approval.erasing import erase_later
from conversations.changes.fields import merged
from conversations.money import ledger
from conversations.registration import found
from conversations.registration.address import office_for
from conversations.registration.identity import FIELD as IDENTITY
from rules import japan_time
from rules.dispatch import DISPATCH, NOT_HELD
from rules.fiscal_year import first_day, fiscal_year
from rules.japan_time import day
from storage import appointments, audit, dispatches, registrations, relinks
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit

OPEN = ("CONDITIONS_SENT", "CONSENTED", "APPOINTED", "ACCEPTED")
MOST_VISITS = 2000  # of one expert in two years, however many a day
UNFINISHED = frozenset(DISPATCH.states) - {"INSPECTED", *NOT_HELD}


async def apply(unit: Unit, it: Registration, change: Change, actor: str) -> Registration:
    """The registration as it is from now on. Stale when somebody else saved it meanwhile."""
    profile = merged(it.profile, change.fields, change.answers)
    office = (office_for(profile) or it.office) if "郵便番号" in change.fields else it.office
    after = await registrations.save(unit, replace(it, profile=profile, office=office))
    await audit.note(
        unit,
        actor=actor,
        action="registration.changed",
        subject=it.id,
        after="、".join(change.fields),
        person=it.person,
    )
    await found.index(unit, after)
    if IDENTITY in change.fields:
        await erase_later(unit, after)
    if after.office != it.office:
        await _to_office(unit, it, after.office, actor)
    await ledger.reconsider_all(unit, it.person)
    return after


async def _to_office(unit: Unit, it: Registration, office: str, actor: str) -> None:
    """Open work goes along: the appointments of this year and the next, visits that are not inspected yet, money that
    is not at the bank yet, and a phone that is being replaced.
    """
    moved = [("registration", it.id)]
    year = fiscal_year(day(unit.now))
    for each in await appointments.of_person(unit, it.person):
        if each.registration == it.id and each.fiscal_year >= year and each.state in OPEN:
            await appointments.save(unit, replace(each, office=office))
            moved.append(("appointment", each.id))
    since = japan_time.at(first_day(year - 1), 0)
    for visit in await dispatches.of_expert(unit, it.person, since, most=MOST_VISITS):
        if visit.office == it.office and visit.state in UNFINISHED:
            await dispatches.save(unit, replace(visit, office=office))
            moved.append(("dispatch", visit.id))
    await ledger.move_office(unit, it.person, office)
    phone = await relinks.open_one(unit, it.person)
    if phone is not None:
        await relinks.save(unit, replace(phone, office=office))
        moved.append(("phone", phone.id))
    for what, id in moved:
        await audit.note(
            unit,
            actor=actor,
            action=f"{what}.moved",
            subject=id,
            before=it.office,
            after=office,
            person=it.person,
        )
