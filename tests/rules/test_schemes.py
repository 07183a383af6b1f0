"""Schemes are picked by the day of the support among those in force; visits per client are counted against them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dispatch import DISPATCH, NOT_HELD
from rules.refusal import Refusal
from rules.schemes import (
    SCHEMES,
    WITHHOLDINGS,
    Flat,
    Hourly,
    Withholding,
    read_scheme,
    scheme_on,
    withholding_on,
)
from rules.visit_limits import Visits, check_limit, count

R3, R4 = SCHEMES["R3"], SCHEMES["R4"]
ONLY_R3 = [R3, replace(R4, in_force=False)]
WITH_R4 = [R3, replace(R4, in_force=True)]


def test_the_scheme_of_the_page_is_in_force_and_the_examples_are_off() -> None:
    assert R3.pay == Hourly(5280, 30, 31680, "day")
    assert R3.pay.unit == 2640
    assert R4.pay == Flat(26400)
    assert SCHEMES["before"].pay == Hourly(5150, 30, 30900, "day")
    assert [each.id for each in SCHEMES.values() if each.in_force] == ["R3"]
    assert (R3.visits, R3.visits_not_it, R3.online_paid) == (5, 3, False)


@given(st.dates(date(2021, 4, 1), date(2100, 1, 1)))
def test_a_scheme_is_open_ended_and_one_that_is_off_changes_nothing(day: date) -> None:
    assert scheme_on(day) == scheme_on(day, ONLY_R3) == R3
    assert scheme_on(day, WITH_R4) == (R3 if day < date(2022, 4, 1) else WITH_R4[1])


def test_no_scheme_no_support() -> None:
    with pytest.raises(LookupError, match="2021-03-31"):
        scheme_on(date(2021, 3, 31))


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [({"yen": 5281}, "5281"), ({"yen": 5150, "step": 7}, "step=7"), ({"cap_per": "month"}, "month")],
)
def test_a_price_that_is_no_whole_yen_is_no_scheme(changed: dict[str, object], wrong: str) -> None:
    good = {
        "id": "X", "name": "例", "since": "2030-04-01", "in_force": True, "pay": "hourly", "yen": 5280, "step": 30,
        "cap": 31680, "cap_per": "day", "online_paid": False, "visits": 5, "visits_not_it": 3,
        "last_support_day": "02-28",
    }  # fmt: skip
    assert read_scheme(good).pay == R3.pay
    with pytest.raises(ValueError, match=wrong):
        read_scheme(good | changed)


@pytest.mark.parametrize(
    ("setting", "on", "last"),
    [
        ("03-31", "2026-11-24", "2027-03-31"),
        ("03-31", "2027-03-31", "2027-03-31"),
        ("02-28", "2026-04-01", "2027-02-28"),
        ("02-28", "2027-03-15", "2027-02-28"),
        ("12-28", "2027-01-05", "2026-12-28"),
        ("12-28", "2026-04-01", "2026-12-28"),
    ],
)
def test_the_last_day_of_support_lies_in_the_fiscal_year(setting: str, on: str, last: str) -> None:
    assert replace(R3, last_support_day=setting).last_day(date.fromisoformat(on)) == date.fromisoformat(last)


def test_nothing_is_withheld_unless_it_is_set() -> None:
    assert [each.parts for each in WITHHOLDINGS] == [0]
    assert withholding_on(date(2026, 11, 24)).of(31680) == 0
    assert withholding_on(date(1999, 1, 1)).of(31680) == 0
    dated = [Withholding(date(2021, 4, 1), 0), Withholding(date(2027, 4, 1), 1021)]
    assert withholding_on(date(2027, 3, 31), dated).of(31680) == 0
    assert withholding_on(date(2027, 4, 1), dated).of(31680) == 3234  # 3,234.528


@dataclass(frozen=True, slots=True)
class Visit:
    it: bool = False
    online: bool = False
    state: str = "SCHEDULED"


@pytest.mark.parametrize("state", DISPATCH.states)
def test_visits_that_were_not_held_and_unpaid_online_support_do_not_count(state: str) -> None:
    held = state not in NOT_HELD
    assert count([Visit(state=state), Visit(it=True, state=state)], R3) == Visits(held, held)
    assert count([Visit(online=True, state=state)], R3) == Visits(0, 0)
    assert count([Visit(online=True, state=state)], replace(R3, online_paid=True)) == Visits(0, held)


def test_three_not_about_it_and_five_in_all() -> None:
    allowed = {
        (it, not_it, theme)
        for it in range(6)
        for not_it in range(6)
        for theme in (True, False)
        if _fits(Visits(it, not_it), theme)
    }
    assert allowed == {
        (it, not_it, theme)
        for it in range(6)
        for not_it in range(6)
        for theme in (True, False)
        if it + not_it < 5 and (theme or not_it < 3)
    }


def test_the_refusal_says_which_limit_and_what_is_still_possible() -> None:
    with pytest.raises(Refusal, match=r"3回まで.*IT活用の派遣は申請"):
        check_limit(Visits(0, 3), False, R3)
    with pytest.raises(Refusal, match="今年度の上限（5回）"):
        check_limit(Visits(2, 3), True, R3)


def _fits(so_far: Visits, it: bool) -> bool:
    try:
        check_limit(so_far, it, R3)
    except Refusal:
        return False
    return True
