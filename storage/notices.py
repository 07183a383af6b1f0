"""Notices that wait to be one push: ten waiting things are one line in the morning bundle of a person."""

from __future__ import annotations

from storage.store import Unit


async def add(unit: Unit, person: str, kind: str, about: str) -> None:
    """The same a second time is the same notice."""
    await unit.run("notices.add", person=person, kind=kind, about=about, now=unit.now)


async def take(unit: Unit, person: str) -> dict[str, list[str]]:
    """Everything that waits for a person, by kind, and takes it away."""
    found: dict[str, list[str]] = {}
    for row in await unit.rows("notices.of_person", person=person):
        found.setdefault(row["kind"], []).append(row["about"])
    await unit.run("notices.clear", person=person)
    return found
