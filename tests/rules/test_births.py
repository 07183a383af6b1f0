"""Dates of birth: any writing, from 1900, and 18 years old on the day of asking."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.births import BIRTH_EXAMPLE, LEAST_AGE, age, check_birth, latest, masked, read_birth
from rules.refusal import Refusal

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("typed", [*BIRTH_EXAMPLE.split("、"), "1968/3/5", "昭和４３年３月５日生まれ", "S43.3.5 生"])
def test_one_birthday_in_many_writings_is_one_day(typed: str) -> None:
    assert read_birth(typed, TODAY) == "1968-03-05"


def test_the_eighteenth_birthday_is_taken_and_the_day_before_it_is_not() -> None:
    assert read_birth("2008-11-24", TODAY) == "2008-11-24"
    with pytest.raises(Refusal, match="18歳") as refusal:
        read_birth("2008-11-25", TODAY)
    assert refusal.value.example == BIRTH_EXAMPLE


def test_1900_is_taken_and_1899_is_not() -> None:
    assert read_birth("1900-01-01", TODAY) == "1900-01-01"
    with pytest.raises(Refusal, match="1900年"):
        read_birth("明治32年12月31日", TODAY)


def test_what_is_no_day_is_refused_with_birthdays_as_examples() -> None:
    with pytest.raises(Refusal, match="日付") as refusal:
        read_birth("ひみつ", TODAY)
    assert refusal.value.example == BIRTH_EXAMPLE


def test_on_a_leap_day_the_limit_is_the_end_of_february() -> None:
    assert latest(date(2028, 2, 29)) == "2010-02-28"


@given(st.dates(date(1920, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_only_people_of_full_age_are_taken(today: date, born: date) -> None:
    try:
        check_birth(born.isoformat(), today)
        taken = True
    except Refusal:
        taken = False
    assert taken == (age(born.isoformat(), today) >= LEAST_AGE)


@given(st.dates(date(1900, 1, 1), date(2008, 11, 24)))
def test_a_masked_birthday_shows_the_year_and_no_day(born: date) -> None:
    assert masked(born.isoformat()).startswith(f"{born.year}年")
    assert "月" not in masked(born.isoformat())
