"""Business days of offices and banks: weekends, holidays, and who is closed around New Year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.business_days import (
    Opens,
    add_business_days,
    business_days_between,
    is_bank_day,
    is_business_day,
    on_or_before,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
CALENDARS = st.sampled_from([is_business_day, is_bank_day])


@pytest.mark.parametrize(
    ("day", "offices", "banks"),
    [
        ("2026-11-24", True, True),  # a Tuesday
        ("2026-11-23", False, False),  # 勤労感謝の日
        ("2026-11-21", False, False),  # a Saturday
        ("2026-11-22", False, False),  # a Sunday
        ("2026-12-28", True, True),
        ("2026-12-29", False, True),
        ("2026-12-30", False, True),
        ("2026-12-31", False, False),
        ("2027-01-01", False, False),
        ("2028-01-03", False, False),  # a Monday
        ("2027-01-04", True, True),
        ("2026-05-06", False, False),  # 振替休日
        ("2026-09-22", False, False),  # 国民の休日
        ("2024-02-12", False, False),  # 振替休日
        ("2027-03-22", False, False),  # 春分の日の振替休日
        ("2021-07-23", False, False),  # moved for the Olympics
        ("2021-10-11", True, True),  # its old place
    ],
)
def test_offices_and_banks_are_open_on_the_days_of_the_table(day: str, offices: bool, banks: bool) -> None:
    assert is_business_day(date.fromisoformat(day)) is offices
    assert is_bank_day(date.fromisoformat(day)) is banks


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        ("2026-11-20", 3, "2026-11-26"),  # over a weekend and a holiday
        ("2026-11-24", 3, "2026-11-27"),
        ("2026-12-25", 3, "2027-01-05"),  # over New Year
        ("2026-11-24", -1, "2026-11-20"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-24"),
    ],
)
def test_business_days_are_added(day: str, days: int, then: str) -> None:
    assert add_business_days(date.fromisoformat(day), days) == date.fromisoformat(then)


def test_banks_open_between_offices_and_new_year() -> None:
    assert add_business_days(date(2026, 12, 28), 2, is_bank_day) == date(2026, 12, 30)
    assert on_or_before(date(2027, 1, 3), is_bank_day) == date(2026, 12, 30)


@given(DAYS, st.integers(1, 30), CALENDARS)
def test_adding_and_counting_agree(day: date, days: int, opens: Opens) -> None:
    then = add_business_days(day, days, opens)
    assert opens(then)
    assert business_days_between(day, then, opens) == days
    assert business_days_between(then, day, opens) == 0


@given(DAYS, st.integers(1, 30), CALENDARS)
def test_going_back_undoes_going_on_from_an_open_day(day: date, days: int, opens: Opens) -> None:
    start = on_or_before(day, opens)
    assert add_business_days(add_business_days(start, days, opens), -days, opens) == start


@given(DAYS, CALENDARS)
def test_the_last_open_day_has_none_after_it(day: date, opens: Opens) -> None:
    before = on_or_before(day, opens)
    assert opens(before)
    assert (before == day) == opens(day)
    assert not any(opens(before + timedelta(days=n)) for n in range(1, (day - before).days + 1))
