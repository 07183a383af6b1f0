"""Absences (不在設定): until when a member of staff is away, and the colleague who gets the notices as well."""

from __future__ import annotations

from dataclasses import dataclass

from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Absence:
    """deputy: a person. until: milliseconds; from then on it is over."""

    membership: str
    until: int
    deputy: str


async def set(unit: Unit, absence: Absence) -> None:
    await unit.run("absences.set", membership=absence.membership, until=absence.until, deputy=absence.deputy)


async def of(unit: Unit, membership: str) -> Absence | None:
    """The one that is running now."""
    row = await unit.row("absences.one", membership=membership, now=unit.now)
    return Absence(row["membership"], row["until"], row["deputy"]) if row is not None else None


async def end(unit: Unit, membership: str) -> bool:
    return bool(await unit.run("absences.end", membership=membership))


async def deputies(unit: Unit, *, agency: str | None = None, office: str | None = None) -> list[tuple[str, str]]:
    """(who is away, deputy) among the staff of one agency or one office; deputies who left are none."""
    rows = await (
        unit.rows("absences.of_office", office=office, now=unit.now)
        if agency is None
        else unit.rows("absences.of_agency", agency=agency, now=unit.now)
    )
    return [(row["person"], row["deputy"]) for row in rows]
