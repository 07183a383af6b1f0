"""What the questions of the profile need from the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.japan_time import day
from storage import agencies, registrations
from storage.registrations import Registration
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """agency is its name; today the day in Japan on which the answer is given."""

    registration: Registration
    agency: str
    today: date


async def profile_facts(unit: Unit, person: str, subject: str) -> ProfileFacts:
    """subject is the registration's id. LookupError when there is none: no button of ours leads there."""
    registration = await registrations.one(unit, subject)
    if registration is None:
        raise LookupError(subject)
    return await facts_of(unit, registration)


async def facts_of(unit: Unit, registration: Registration) -> ProfileFacts:
    agency = await agencies.one(unit, registration.agency)
    return ProfileFacts(registration, agency.name if agency else "支援機関", day(unit.now))
