"""Experts who can be sent: found by words, registered, reachable, and appointed for the day of the visit.

Ten cost the same among 10,000 as among 100: the first word's entries are read in their order until the page is full.
"""

from __future__ import annotations

from collections.abc import Sequence

from storage import keys
from storage.registrations import Registration, of_row
from storage.search import keyed
from storage.store import Unit

MOST_WORDS = 3


async def find(
    unit: Unit, words: Sequence[str], fiscal_year: int, until: int, *, after: str = "", most: int = 10
) -> list[Registration]:
    """Those found under every one of up to three words (folded, the rarest first), with an appointment of that fiscal
    year that was agreed to before `until` (ms) and not revoked by then. after: the id of the last one shown.
    """
    wrapped = await keys.find(unit, "search")
    if wrapped is None or not words:
        return []
    key = unit.vault.secret(wrapped)
    first, second, third = ([keyed(key, word) for word in words] + ["", ""])[:MOST_WORDS]
    rows = await unit.rows(
        "experts.found",
        word=first,
        second=second,
        third=third,
        fiscal_year=fiscal_year,
        until=until,
        after=after,
        most=most,
    )
    return [of_row(unit, row) for row in rows]
