"""What has been kept long enough, and how it goes: keys are destroyed and sealed bytes blanked, so that of a visit, a
client or a person only the road is left. Rows stay where the ledger or the audit log speaks of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rules.retention import Class
from storage import files, people
from storage.clients import index
from storage.clients import lock as lock_client
from storage.store import Row, Unit

MOST = 100  # a transaction
LISTS: Final = {
    "visit": "retention.visit",
    "client": "retention.client",
    "person": "retention.person",
    "draft": "retention.draft",
}


@dataclass(frozen=True, slots=True)
class Erased:
    """subject: id of what went; person: whom it concerned, or ""; files: whose bytes go after the commit."""

    subject: str
    person: str = ""
    files: tuple[str, ...] = ()


async def due(unit: Unit, of: Class, until: int, after: tuple[int, str] = (-1, "")) -> list[Row]:
    """Up to MOST of a class from before `until` (ms), oldest first: rows with `at` (ms) and `id`, after that one.

    Not among them: visits whose money or declaration is still open, clients and people of a visit that is kept.
    """
    return await unit.rows(LISTS[of], until=until, at=after[0], id=after[1], most=MOST)


async def erase(unit: Unit, of: Class, row: Row) -> Erased | None:
    """One that is due. None when it went meanwhile, or is in use again."""
    match of:
        case "visit":
            return await _visit(unit, row["id"])
        case "client":
            return await _client(unit, row["id"])
        case "person":
            return await _person(unit, row["id"], row["person"])
    gone = {name: row[name] for name in ("person", "dialog", "subject", "at")}
    return Erased(row["person"], row["person"]) if await unit.run("retention.drop_draft", **gone) else None


async def _visit(unit: Unit, id: str) -> Erased | None:
    if not await unit.run("retention.erase_visit", id=id, blank=b""):
        return None
    papers = tuple(row["file"] for row in await unit.rows("retention.papers", dispatch=id))
    for file in papers:
        await files.drop(unit, file)
    await unit.run("retention.drop_papers", dispatch=id)
    await unit.run("retention.blank_fixes", dispatch=id, blank=b"")
    await unit.run("retention.blank_declarations", dispatch=id, blank=b"")
    await unit.run("retention.blank_transfer_lines", dispatch=id, blank=b"")
    unit.vault.forget()
    return Erased(id, files=papers)


async def _client(unit: Unit, id: str) -> Erased | None:
    await lock_client(unit, id)
    if not await unit.run("retention.erase_client", id=id, blank=b""):
        return None
    await unit.run("retention.drop_places", client=id)
    await index(unit, id, ())
    unit.vault.forget()
    return Erased(id)


async def _person(unit: Unit, registration: str, person: str) -> Erased | None:
    row = await unit.row("people.key", id=person)
    if row is None or row["key"] is None:
        return None
    await unit.run("retention.drop_book", person=person)
    kept = tuple(file.id for file in await files.of_person(unit, person))
    for file in kept:
        await files.drop(unit, file)
    await people.forget(unit, person)
    return Erased(registration, person, kept)
