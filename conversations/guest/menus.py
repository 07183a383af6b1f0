"""Which rich menu belongs to whom: guests, applicants until the final approval, and each role."""

from __future__ import annotations

from storage import registrations
from storage.people import Membership
from storage.store import Unit

EXPERTS = ("REGISTERED", "SUSPENDED")


async def menu_of(unit: Unit, member: Membership | None) -> str:
    if member is None or member.role == "auditor":
        return "guest"
    if member.role != "expert":
        return member.role
    registration = await registrations.of_person(unit, member.person)
    return "expert" if registration and registration.state in EXPERTS else "applicant"
