"""Drafts: what a person has answered so far in a dialog about a subject, sealed.

At most one per person is current, the rest are parked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import orjson

from storage import people
from storage.store import Row, Stale, Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """version: of the dialog it was made with; revision: how often it was kept, 0 = never; updated: milliseconds."""

    person: str
    dialog: str
    subject: str
    version: int
    body: dict[str, Any]
    parked: bool = False
    revision: int = 0
    updated: int = 0


async def load(unit: Unit, person: str, dialog: str, subject: str) -> Draft | None:
    row = await unit.row("drafts.load", person=person, dialog=dialog, subject=subject)
    return _draft(unit, row) if row is not None else None


async def current(unit: Unit, person: str) -> Draft | None:
    """The one that is not parked."""
    row = await unit.row("drafts.current", person=person)
    return _draft(unit, row) if row is not None else None


async def parked(unit: Unit, person: str) -> list[Draft]:
    """Newest first."""
    return [_draft(unit, row) for row in await unit.rows("drafts.parked", person=person)]


async def keep(unit: Unit, draft: Draft) -> Draft:
    """Writes it if it is still at the revision that was read; Stale otherwise, or if another draft is current."""
    kept = replace(draft, revision=draft.revision + 1, updated=unit.now)
    key = await people.key_of(unit, draft.person)
    sealed = unit.vault.seal(
        key, orjson.dumps(draft.body), _where(kept.person, kept.dialog, kept.subject, kept.revision)
    )
    changed = await unit.run(
        "drafts.change" if draft.revision else "drafts.add",
        person=draft.person,
        dialog=draft.dialog,
        subject=draft.subject,
        version=draft.version,
        body=sealed,
        parked=int(draft.parked),
        revision=kept.revision,
        now=unit.now,
    )
    if not changed:
        raise Stale(f"draft {draft.dialog} of {draft.person}")
    return kept


async def park(unit: Unit, person: str) -> None:
    """Puts the current one aside, if there is one."""
    await unit.run("drafts.park", person=person, now=unit.now)


async def drop(unit: Unit, person: str, dialog: str, subject: str) -> None:
    await unit.run("drafts.drop", person=person, dialog=dialog, subject=subject)


def _where(person: str, dialog: str, subject: str, revision: int) -> str:
    return f"drafts:body:{person}/{dialog}/{subject}/{revision}"


def _draft(unit: Unit, row: Row) -> Draft:
    person, dialog, subject, revision = row["person"], row["dialog"], row["subject"], row["revision"]
    body = orjson.loads(unit.vault.open(row["key"] or b"", row["body"], _where(person, dialog, subject, revision)))
    return Draft(person, dialog, subject, row["version"], body, bool(row["parked"]), revision, row["updated"])
