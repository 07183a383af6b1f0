"""Time and DayTime: a time of day, or a day with its time, from LINE's picker or typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from conversations.events import Typed, What
from conversations.kinds.kind import Answers, Bound, Kind, Part, bound, unreadable
from conversations.kinds.times import within
from flex_messages.cards import Button, Pick
from flex_messages.forms import Input
from flex_messages.words import CALENDAR, CLOCK, clock, full_day
from rules import times


@dataclass(frozen=True, slots=True)
class Time(Kind):
    """A time of day as "HH:MM"; `initial` is where the picker opens. Bounds are "HH:MM" or (answers, facts) -> one."""

    least: Bound | None = None
    most: Bound | None = None
    initial: Bound | None = None

    like = times.TIME_LIKE

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        if not isinstance(what, Typed):
            raise unreadable(what, "時刻でお送りください。")
        value = times.time(what.text)
        within(value, bound(self.least, answers, facts), bound(self.most, answers, facts), time_words)
        return value

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return time_words(value)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        return Part(buttons=(Button(CLOCK, _picker(self, "time", answers, facts), "primary"),))

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("time", value=str(value or bound(self.initial, answers, facts)))


@dataclass(frozen=True, slots=True)
class DayTime(Kind):
    """A moment on Japan's clock as "YYYY-MM-DDTHH:MM", bounds likewise. today: an ISO day; 12月8日 is the next one."""

    today: Bound
    least: Bound | None = None
    most: Bound | None = None
    initial: Bound | None = None

    like = times.DAY_TIME_LIKE

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        if not isinstance(what, Typed):
            raise unreadable(what, "日付と時刻でお送りください。")
        value = times.day_time(what.text, date.fromisoformat(bound(self.today, answers, facts)))
        within(value, bound(self.least, answers, facts), bound(self.most, answers, facts), day_time_words)
        return value

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return day_time_words(value)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        return Part(buttons=(Button(CALENDAR, _picker(self, "datetime", answers, facts), "primary"),))

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        least, most = bound(self.least, answers, facts), bound(self.most, answers, facts)
        stands = str(value or bound(self.initial, answers, facts))
        return Input("daytime", value=stands, earliest=least, latest=most)


def _picker(kind: Time | DayTime, mode: Any, answers: Answers, facts: Any) -> Pick:
    initial, least, most = (bound(each, answers, facts) for each in (kind.initial, kind.least, kind.most))
    return Pick(mode, initial, least, most)


def time_words(value: str) -> str:
    """ "09:05" → 9:05"""
    return clock(datetime.fromisoformat(f"2000-01-01T{value}"))


def day_time_words(value: str) -> str:
    """ "2026-12-08T13:30" → 2026年12月8日(火) 13:30"""
    moment = datetime.fromisoformat(value)
    return f"{full_day(moment)} {clock(moment)}"
