"""Who hears about what waits: the staff whose turn it is, and who stands in for those who are away."""

from __future__ import annotations

from rules.registration import Reviewer
from storage import absences, people
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit


async def told(unit: Unit, it: Registration | Change, *, body: Reviewer | None) -> list[str]:
    """Persons, each once; nobody is asked to decide on themselves."""
    match body:
        case "agency":
            return await staff_of(unit, agency=it.agency, but=it.person)
        case "secretariat":
            return await staff_of(unit, office=it.office, but=it.person)
    return []


async def staff_of(unit: Unit, *, agency: str | None = None, office: str | None = None, but: str) -> list[str]:
    """Of an agency or of an office, deputies too, each once, without the person it is about."""
    members = await people.staff(unit, agency=agency, office=office)
    standing_in = await absences.deputies(unit, agency=agency, office=office)
    asked = dict.fromkeys([*(member.person for member in members), *(deputy for _, deputy in standing_in)])
    return [person for person in asked if person != but]
