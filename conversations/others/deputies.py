"""Who hears about a registration: the staff whose turn it is, and who stands in for those who are away."""

from __future__ import annotations

from rules.registration import Reviewer
from storage import absences, people
from storage.registrations import Registration
from storage.store import Unit


async def told(unit: Unit, it: Registration, *, body: Reviewer | None) -> list[str]:
    """Persons, each once; nobody is asked to decide on themselves."""
    match body:
        case "agency":
            members = await people.staff(unit, agency=it.agency)
            standing_in = await absences.deputies(unit, agency=it.agency)
        case "secretariat":
            members = await people.staff(unit, office=it.office)
            standing_in = await absences.deputies(unit, office=it.office)
        case None:
            return []
    asked = dict.fromkeys([*(member.person for member in members), *(deputy for _, deputy in standing_in)])
    return [person for person in asked if person != it.person]
