"""Periods of work in 年月: a start is the first day of its month, an end the last day.

「現在まで」 ends on the day of asking. Overlaps are merged before adding, so two jobs at once count once (ours).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Spell:
    """One period. first and last are "YYYY-MM"; last "" means 現在まで."""

    first: str
    last: str = ""


def merged(spells: Iterable[Spell], today: date) -> list[tuple[int, int]]:
    """Half-open ranges of month numbers, in order, no two touching. A month not over on `today` does not count yet."""
    over = _month_of(today + timedelta(days=1))  # the running month counts on its own last day
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((month_number(s.first), _end(s, over)) for s in spells):
        if start >= end:
            continue
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return ranges


def total_months(spells: Iterable[Spell], today: date) -> int:
    return sum(end - start for start, end in merged(spells, today))


def duration_words(months: int) -> str:
    """130 → 10年10か月, 24 → 2年, 5 → 5か月."""
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}か月" if rest or not years else "")


def month_number(month: str) -> int:
    """A month "YYYY-MM" as months since year 0, so that months can be added and compared."""
    year, of_year = month.split("-")
    return int(year) * 12 + int(of_year) - 1


def _end(spell: Spell, over: int) -> int:
    return min(month_number(spell.last) + 1, over) if spell.last else over


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1
