"""Where people stand when a storm is over: whoever came to the end of a journey stands where it ends, as often
decided on as it has decisions, by different people; and all who lived the same stand alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from storage import appointments, audit, dispatches, payments, people, registrations
from storage.store import Unit
from tests.faults.storm.journeys import LIFE, WORK
from tests.faults.storm.storm import Storm

FEW = 5
APPLIED = {"registration": "AGENCY_REVIEW", "return": "AGENCY_REVIEW", "appointment": "REGISTERED"}
WORKED = {  # the visit under way, the one that was due, the one that was asked for; and the honorarium of the first
    "visit": ("CHECKED_OUT", "SCHEDULED", "", "HELD"),
    "absence": ("CHECKED_OUT", "NO_SHOW", "", "HELD"),
    "request": ("CHECKED_OUT", "NO_SHOW", "SCHEDULED", "HELD"),
    "report": ("REPORTED", "NO_SHOW", "SCHEDULED", "HELD"),
    "payment": ("INSPECTED", "NO_SHOW", "SCHEDULED", "PAID"),
}
assert (*APPLIED, *WORKED) == tuple(journey.name for journey in (*LIFE, *WORK))


def _resting(storm: Storm, ends: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Everybody who has ended such a journey, and is in the middle of no other."""
    for user, lived in storm.people.finished.items():
        if lived[-1] in ends and not any(getattr(town.expert, "user", "") == user for town in storm.towns):
            yield user, lived


async def of_applicants(unit: Unit, storm: Storm) -> list[str]:
    """Every promise that was broken, in words."""
    found, alike = list[str](), _Alike()
    for user, lived in _resting(storm, APPLIED):
        person = await people.meet(unit, user)
        it = await registrations.of_person(unit, person)
        if it is None or it.state != APPLIED[lived[-1]]:
            found.append(f"{user} has lived {lived} and is {it and it.state}")
            continue
        log = await audit.of_subject(unit, it.id)
        years = [(year.state, year.accepted > 0) for year in await appointments.of_person(unit, person)]
        alike.note(lived, it.state, it.version, *years, *_counted(log))
        deciders = {entry.actor for entry in log if entry.after in ("SECRETARIAT_REVIEW", "REGISTERED")}
        if lived[-1] == "appointment" and len(deciders) < 2:
            found.append(f"{user} was approved by {len(deciders)} people")
    return [*found, *alike.differences()][:FEW]


async def of_experts_at_work(unit: Unit, storm: Storm) -> list[str]:
    found, alike = list[str](), _Alike()
    for user, lived in _resting(storm, WORKED):
        visits = await dispatches.of_expert(unit, await people.meet(unit, user), 0)
        owed = [await payments.one(unit, it.id) for it in visits]
        stand = tuple([it.state for it in visits] + [""] * (3 - len(visits)))
        if (*stand, owed[0] and owed[0].state) != WORKED[lived[-1]]:
            found.append(f"{user} has lived {lived} and is at {stand}, {owed[0] and owed[0].state}")
            continue
        logs = [_counted(await audit.of_subject(unit, it.id)) for it in visits]
        alike.note(lived, *((it.version, *log) for it, log in zip(visits, logs, strict=True)), owed[0] and owed[0].net)
        if lived[-1] == "payment" and visits[0].agency_confirmed_by == visits[0].inspected_by:
            found.append(f"the report of {user} was confirmed and inspected by one person")
    return [*found, *alike.differences()][:FEW]


def _counted(log: Sequence[audit.Entry]) -> list[tuple[str, int]]:
    """How often what was done. To look at an account changes nothing: who looks twice stands there twice."""
    return sorted(Counter(entry.action for entry in log if entry.action != "account.read").items())


class _Alike:
    """Where people end who lived the same."""

    def __init__(self) -> None:
        self._seen: defaultdict[tuple[str, ...], set[tuple[Any, ...]]] = defaultdict(set)

    def note(self, lived: Sequence[str], *end: Any) -> None:
        self._seen[tuple(lived)].add(end)

    def differences(self) -> list[str]:
        return [f"{lived} ended in {len(ends)} ways: {ends}" for lived, ends in self._seen.items() if len(ends) > 1]
