"""Finding a registration by a name without keeping names in the clear: keyed hashes of its words, compared whole."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from storage import keys
from storage.registrations import Registration, of_row
from storage.store import Unit


async def index(unit: Unit, registration: str, words: Iterable[str]) -> None:
    """The words under which it is found from now on, and no others. Words come folded (rules/search_words.py)."""
    key = unit.vault.secret(await keys.own(unit, "search"))
    await unit.run("search.forget", registration=registration)
    for word in sorted(set(words)):
        await unit.run("search.add", word=keyed(key, word), registration=registration)


async def find(
    unit: Unit, word: str, *, agency: str | None = None, office: str | None = None, most: int = 10
) -> list[Registration]:
    """Of one agency or one office, the newest submission first."""
    wrapped = await keys.find(unit, "search")
    if wrapped is None:  # nothing was ever kept
        return []
    key = unit.vault.secret(wrapped)
    rows = await (
        unit.rows("search.at_office", word=keyed(key, word), office=office, most=most)
        if agency is None
        else unit.rows("search.at_agency", word=keyed(key, word), agency=agency, most=most)
    )
    return [of_row(unit, row) for row in rows]


def keyed(key: bytes, word: str) -> str:
    return hmac.new(key, word.encode(), hashlib.sha256).hexdigest()[:32]
