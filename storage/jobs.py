"""Jobs: work that follows a commit and must be done once whatever happens (documents to make), until it is finished.

A job stays until the unit that writes its result finishes it, so a crash at any moment only means doing it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage import pauses
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Job:
    """kind: which work; about: its object, one job each."""

    id: int
    kind: str
    about: str
    attempts: int


async def add(unit: Unit, kind: str, about: str) -> None:
    """Takes the place of one for the same object: whoever is at that one works on an order of yesterday, and cannot
    finish it any more.
    """
    await unit.run("jobs.drop", kind=kind, about=about)
    await unit.run("jobs.add", kind=kind, about=about, now=unit.now)


async def due(unit: Unit, most: int = 20) -> list[Job]:
    """Those whose time has come, or was put off by a clock that has jumped; the longest waiting first."""
    rows = await unit.rows("jobs.due", now=unit.now, far=unit.now + pauses.LONGEST, most=most)
    return [Job(row["id"], row["kind"], row["about"], row["attempts"]) for row in rows]


async def finish(unit: Unit, id: int) -> bool:
    """False when somebody else has finished it, or it was asked for anew: what was made for it must not be kept."""
    return bool(await unit.run("jobs.finish", id=id))


async def postpone(unit: Unit, id: int, not_before: int, reason: str) -> None:
    """Counts an attempt; reason in words, never content."""
    await unit.run("jobs.postpone", id=id, not_before=not_before, reason=reason)


async def park(unit: Unit, id: int, reason: str) -> bool:
    """Gives up on it until somebody looks. False when it is finished or asked for anew."""
    return bool(await unit.run("jobs.park", id=id, reason=reason, now=unit.now))


async def parked(unit: Unit) -> list[tuple[Job, str]]:
    """(job, reason), the longest parked first."""
    rows = await unit.rows("jobs.parked")
    return [(Job(row["id"], row["kind"], row["about"], row["attempts"]), row["reason"]) for row in rows]


async def reopen(unit: Unit, id: int) -> bool:
    """Takes one that was given up again. False when it is not parked."""
    return bool(await unit.run("jobs.reopen", id=id))
