"""Business days: of the offices (for reminders and deadlines) and of banks (for transfer days).

Saturdays, Sundays and national holidays are closed for both; the days around New Year are in data/business_days.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

Opens = Callable[[date], bool]

_DATA = tomllib.loads((Path(__file__).parent / "data" / "business_days.toml").read_text(encoding="utf-8"))
_OFFICES_CLOSED: frozenset[str] = frozenset(_DATA["offices"]["closed"])
_BANKS_CLOSED: frozenset[str] = frozenset(_DATA["banks"]["closed"])
_DAY = timedelta(days=1)


def is_business_day(day: date) -> bool:
    """Whether the offices of the programme work."""
    return _works(day) and f"{day:%m-%d}" not in _OFFICES_CLOSED


def is_bank_day(day: date) -> bool:
    """Whether banks carry out transfers (全銀システムの稼働日 of the daytime)."""
    return _works(day) and f"{day:%m-%d}" not in _BANKS_CLOSED


def add_business_days(day: date, days: int, opens: Opens = is_business_day) -> date:
    """The n-th open day after `day`, before it when negative; 0 is `day` itself, open or not."""
    step = _DAY if days > 0 else -_DAY
    for _ in range(abs(days)):
        day += step
        while not opens(day):
            day += step
    return day


def business_days_between(first: date, last: date, opens: Opens = is_business_day) -> int:
    """Open days after `first` up to and with `last`: how long something has waited. 0 when last is not later."""
    return sum(opens(first + n * _DAY) for n in range(1, (last - first).days + 1))


def on_or_before(day: date, opens: Opens = is_business_day) -> date:
    """`day` when it is open, else the last one that was."""
    return day if opens(day) else add_business_days(day, -1, opens)


@lru_cache(4096)
def _works(day: date) -> bool:
    import jpholiday

    return day.weekday() < 5 and not jpholiday.is_holiday(day)
