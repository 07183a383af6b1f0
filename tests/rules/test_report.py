"""A report is due seven days after its visit; a night belongs to the day before it; the reminders lie in between."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rules.japan_time import JAPAN, moment
from rules.report import day_of, days_left, due_day, overdue_before, reminders


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=JAPAN).timestamp()) * 1000


@pytest.mark.parametrize(
    ("ended", "day"),
    [("2026-11-24T16:51", 24), ("2026-11-25T00:40", 24), ("2026-11-25T05:59", 24), ("2026-11-25T06:00", 25)],
)
def test_a_night_belongs_to_the_day_before_it(ended: str, day: int) -> None:
    assert day_of(at(ended)) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("now", "left"),
    [("2026-11-24T17:00", 7), ("2026-11-30T23:59", 1), ("2026-12-01T23:59", 0), ("2026-12-02T00:00", -1)],
)
def test_it_may_be_sent_until_the_end_of_the_seventh_day(now: str, left: int) -> None:
    ended = at("2026-11-24T16:51")
    assert due_day(ended) == date(2026, 12, 1)
    assert days_left(ended, at(now)) == left


@pytest.mark.parametrize("now", ["2026-12-02T00:00", "2026-12-02T23:59", "2026-12-09T12:00", "2027-03-01T05:00"])
@pytest.mark.parametrize("ended", ["2026-11-24T16:51", "2026-11-25T05:59", "2026-11-25T06:00", "2026-11-30T09:00"])
def test_what_is_overdue_is_found_by_the_time_it_is_owed_from(now: str, ended: str) -> None:
    assert (at(ended) < overdue_before(at(now))) == (days_left(at(ended), at(now)) < 0)


def test_reminders_come_in_the_morning_of_days_three_and_six_and_after_the_last_day() -> None:
    times = [moment(each).strftime("%m-%d %H:%M") for each in reminders(at("2026-11-24T16:51"))]
    assert times == ["11-27 09:00", "11-30 09:00", "12-02 09:00"]
