"""Quiet hours: what is not urgent waits for the morning; staff get what waited in one bundle."""

from __future__ import annotations

from datetime import timedelta

from rules import japan_time
from rules.ours import BUNDLE_HOUR, QUIET_FROM, QUIET_UNTIL


def is_quiet(now: int) -> bool:
    hour = japan_time.moment(now).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def morning(now: int) -> int:
    """When the quiet hours around `now` end."""
    day = japan_time.day(now)
    if japan_time.moment(now).hour >= QUIET_FROM:
        day += timedelta(days=1)
    return japan_time.at(day, QUIET_UNTIL)


def next_bundle(now: int) -> int:
    """The next hour of the morning bundle, now or later."""
    day = japan_time.day(now)
    due = japan_time.at(day, BUNDLE_HOUR)
    return due if now <= due else japan_time.at(day + timedelta(days=1), BUNDLE_HOUR)
