"""Until when an offer is answered and a report is sent (ours, data/visits.toml)."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

from rules.business_days import add_business_days
from rules.japan_time import at, day

_DATA = tomllib.loads((Path(__file__).parent / "data" / "visits.toml").read_text(encoding="utf-8"))

OFFER_BUSINESS_DAYS: int = _DATA["offer"]["business_days"]
REPORT_DAYS: int = _DATA["report"]["due"]
REPORT_REMINDERS: tuple[int, ...] = tuple(_DATA["report"]["reminders"])


def last_day_to_answer(offered: int) -> date:
    """The business day on which an offer of this moment ends."""
    return add_business_days(day(offered), OFFER_BUSINESS_DAYS)


def offer_until(offered: int) -> int:
    """The end of that day, as a moment in milliseconds UTC."""
    return at(last_day_to_answer(offered) + timedelta(days=1), 0)


def report_due(visit: date) -> date:
    """The last day for the report of a visit on this day."""
    return visit + timedelta(days=REPORT_DAYS)


def report_reminders(visit: date) -> tuple[date, ...]:
    """The days on which a report that is not there is brought to mind."""
    return tuple(visit + timedelta(days=days) for days in REPORT_REMINDERS)
