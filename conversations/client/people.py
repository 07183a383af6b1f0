"""Who hears of a visit beside its expert: the staff of the agency and of an office, and who stands in for them."""

from __future__ import annotations

from storage import absences, people
from storage.store import Unit


async def agency_people(unit: Unit, agency: str, *, but: str) -> list[str]:
    """Persons, each once. but: the expert, who never decides on their own visit."""
    members = await people.staff(unit, agency=agency)
    standing_in = await absences.deputies(unit, agency=agency)
    asked = dict.fromkeys([*(m.person for m in members), *(deputy for _, deputy in standing_in)])
    return [person for person in asked if person != but]


async def office_people(unit: Unit, office: str, *, but: str) -> list[str]:
    members = await people.staff(unit, office=office)
    standing_in = await absences.deputies(unit, office=office)
    asked = dict.fromkeys([*(m.person for m in members), *(deputy for _, deputy in standing_in)])
    return [person for person in asked if person != but]
