"""Finding a registration by a name without keeping names in the clear: keyed hashes of its words, and of the pairs of
characters in them, each compared whole.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import Any

from rules.search_words import holds, pieces_sought
from storage import keys
from storage.registrations import Registration, of_row
from storage.store import Unit

MOST_LIKELY = 50  # who has all the pairs, before it is looked whether they stand together


async def index(unit: Unit, registration: str, words: Iterable[str]) -> None:
    """The words under which it is found from now on, and no others. Words come folded (rules/search_words.py)."""
    key = unit.vault.secret(await keys.own(unit, "search"))
    await unit.run("search.forget", registration=registration)
    for word in sorted(set(words)):
        await unit.run("search.add", word=keyed(key, word), registration=registration)


async def find(
    unit: Unit, word: str, *, agency: str | None = None, office: str | None = None, most: int = 10
) -> list[Registration]:
    """Of one agency or one office, the newest submission first: who has the folded word as name, reading or number; or,
    where nobody has, as a part of name or reading, from two characters on.
    """
    found = await _found(unit, [word], agency, office, most)
    if found or not (pieces := pieces_sought(word)):
        return found
    likely = await _found(unit, pieces, agency, office, MOST_LIKELY)
    return [it for it in likely if holds(word, it.profile.get("name") or "", it.profile.get("kana") or "")][:most]


async def _found(
    unit: Unit, words: Sequence[str], agency: str | None, office: str | None, most: int
) -> list[Registration]:
    wrapped = await keys.find(unit, "search")
    if wrapped is None:  # nothing was ever kept
        return []
    key = unit.vault.secret(wrapped)
    first, second, third = ([keyed(key, word) for word in words] + ["", ""])[:3]
    sought: dict[str, Any] = {"word": first, "second": second, "third": third, "most": most}
    rows = await (
        unit.rows("search.at_office", office=office, **sought)
        if agency is None
        else unit.rows("search.at_agency", agency=agency, **sought)
    )
    return [of_row(unit, row) for row in rows]


def keyed(key: bytes, word: str) -> str:
    return hmac.new(key, word.encode(), hashlib.sha256).hexdigest()[:32]
