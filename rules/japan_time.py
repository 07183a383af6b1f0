"""Times are kept as milliseconds UTC; the programme's days and the clock people read are Japan's."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9), "JST")
DAY = 24 * 60 * 60 * 1000


def moment(at: int) -> datetime:
    """Milliseconds UTC as a moment on Japan's clock."""
    return datetime.fromtimestamp(at / 1000, JAPAN)


def day(at: int) -> date:
    """The calendar day in Japan."""
    return moment(at).date()


def date_of(iso: str) -> date:
    """A day kept as "2026-11-24"."""
    return date.fromisoformat(iso)


def at(on: date, hour: int) -> int:
    """That hour of a day in Japan, in milliseconds UTC."""
    return int(datetime(on.year, on.month, on.day, hour, tzinfo=JAPAN).timestamp()) * 1000
