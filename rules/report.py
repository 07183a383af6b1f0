"""When a report is due, and when it is brought to mind. Source: data/report.toml (ours).

A visit past midnight belongs to the day on which it began, until six in the morning.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

from rules import japan_time
from rules.ours import BUNDLE_HOUR

_DATA = tomllib.loads((Path(__file__).parent / "data" / "report.toml").read_text(encoding="utf-8"))

REPORT_DAYS: int = _DATA["days"]
REMINDERS: tuple[int, ...] = tuple(_DATA["reminders"])
LONGEST_TEXT: int = _DATA["text"]
LONGEST_LINE: int = _DATA["line"]
MOST_ATTACHMENTS: int = _DATA["attachments"]
_NIGHT = 6 * 60 * 60 * 1000


def day_of(owed: int) -> date:
    """The day a visit that ended at `owed` (ms) belongs to; of a report that was returned, the day of its return."""
    return japan_time.day(owed - _NIGHT)


def due_day(owed: int) -> date:
    """The last day on which it may be sent."""
    return day_of(owed) + timedelta(days=REPORT_DAYS)


def days_left(owed: int, now: int) -> int:
    """0 on the last day, negative when it is overdue."""
    return (due_day(owed) - japan_time.day(now)).days


def overdue_before(now: int) -> int:
    """What has been owed since before this time (ms) is overdue now."""
    return japan_time.at(japan_time.day(now) - timedelta(days=REPORT_DAYS), 0) + _NIGHT


def reminders(owed: int) -> list[int]:
    """Times (ms) of the reminders, and last the morning after the due day."""
    days = (*REMINDERS, REPORT_DAYS + 1)
    return [japan_time.at(day_of(owed) + timedelta(days=n), BUNDLE_HOUR) for n in days]
