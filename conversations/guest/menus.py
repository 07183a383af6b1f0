"""Which rich menu belongs to whom: guests, applicants until the final approval, and each role."""

from __future__ import annotations

from storage import people, registrations
from storage.people import Membership, Role
from storage.store import Unit

EXPERTS = ("REGISTERED", "SUSPENDED")


async def menu_of(unit: Unit, member: Membership | None) -> str:
    if member is None:
        return "guest"
    registration = await registrations.of_person(unit, member.person) if member.role == "expert" else None
    return _menu(member.role, registration.state if registration else None)


async def holders(unit: Unit) -> dict[str, list[str]]:
    """Menu → the LINE users it belongs to now, for everybody who has a role."""
    found: dict[str, list[str]] = {}
    for user, role, state in await people.at_work(unit):
        found.setdefault(_menu(role, state), []).append(user)
    return found


def _menu(role: Role, state: str | None) -> str:
    return "applicant" if role == "expert" and state not in EXPERTS else role
