"""The monthly quota: everybody a push, multicast or broadcast reached counts, by months of Japan; replies are free."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

from bot.local_line.answers import Problem

JST = timezone(timedelta(hours=9))


def day(ms: int) -> str:
    """The day in Japan, "yyyyMMdd"."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(JST).strftime("%Y%m%d")


class Ledger:
    def __init__(self, quota: int | None) -> None:
        self.quota = quota
        self._months: Counter[str] = Counter()
        self._days: Counter[tuple[str, str]] = Counter()

    def used(self, now: int) -> int:
        return self._months[day(now)[:6]]

    def admit(self, people: int, now: int) -> None:
        """Before sending: the whole request fits, or nothing is sent."""
        if people and self.quota is not None and self.used(now) + people > self.quota:
            raise Problem(429, "You have reached your monthly limit.")

    def count(self, kind: str, people: int, now: int) -> None:
        """kind: reply, push, multicast or broadcast."""
        self._days[kind, day(now)] += people
        if kind != "reply":
            self._months[day(now)[:6]] += people

    def delivered(self, kind: str, date: str) -> int:
        return self._days[kind, date]
