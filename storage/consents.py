"""Consents: which text, which version (and exactly which bytes), somebody agreed to, and when. Nothing is replaced."""

from __future__ import annotations

from dataclasses import dataclass

from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Consent:
    """text: the name of its file; hash: of the whole file; at: milliseconds."""

    text: str
    version: str
    hash: str
    at: int


async def note(unit: Unit, person: str, consent: Consent) -> None:
    """The same one a second time is the same one."""
    await unit.run(
        "consents.note",
        person=person,
        text=consent.text,
        at=consent.at,
        version=consent.version,
        hash=consent.hash,
    )


async def of_person(unit: Unit, person: str) -> list[Consent]:
    """All of them, each text's oldest first."""
    rows = await unit.rows("consents.of_person", person=person)
    return [Consent(row["text"], row["version"], row["hash"], row["at"]) for row in rows]


async def newest(unit: Unit, person: str) -> dict[str, Consent]:
    """Text -> the consent that holds."""
    return {each.text: each for each in await of_person(unit, person)}
