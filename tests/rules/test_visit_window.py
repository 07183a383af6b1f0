"""The window of a check-in, two visits a day, midnight, overlaps, and the term of an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import offer_until
from rules.dispatch import DISPATCH, NOT_HELD
from rules.japan_time import JAPAN, moment
from rules.visit_window import (
    MINUTE,
    Phase,
    asks_at,
    check_out_until,
    closes,
    day_of,
    due,
    may_undo,
    next_one,
    opens,
    overlapping,
    past_midnight,
    phase,
    under_way,
)


def at(clock: str, day: int = 24) -> int:
    return int(datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=JAPAN).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Visit:
    starts: int
    ends: int
    state: str = "SCHEDULED"


MORNING = Visit(at("09:00"), at("11:00"))
AFTERNOON = Visit(at("14:00"), at("17:00"))
TOMORROW = Visit(at("10:00", 25), at("12:00", 25))


@pytest.mark.parametrize(
    ("clock", "found"),
    [
        ("07:59:59", "early"),
        ("08:00", "open"),
        ("09:00", "open"),
        ("12:00", "open"),
        ("12:00:01", "late"),
        ("23:59:59", "late"),
    ],
)
def test_the_window_opens_an_hour_before_and_is_late_an_hour_after(clock: str, found: Phase) -> None:
    assert phase(MORNING, at(clock)) == found


def test_on_another_day_a_visit_is_over() -> None:
    assert phase(MORNING, at("00:00", 25)) == "over"


def test_a_visit_around_midnight_stays_open_until_an_hour_after_its_end() -> None:
    night = Visit(at("22:30"), at("00:30", 25))
    assert [phase(night, at(clock, 25)) for clock in ("00:10", "01:30", "01:31")] == ["open", "open", "over"]
    assert day_of(night.starts) == date(2026, 11, 24)


def test_of_today_only_what_is_open_is_due_and_else_the_next_is_named() -> None:
    visits = [TOMORROW, AFTERNOON, MORNING]
    assert due(visits, at("07:30")) == []
    assert next_one(visits, at("07:30")) == MORNING
    assert due(visits, at("08:30")) == [MORNING]
    assert due(visits, at("13:30")) == [MORNING, AFTERNOON]
    assert next_one(visits, at("13:30")) == TOMORROW
    assert due(visits, at("12:00", 25)) == [TOMORROW]
    assert next_one(visits, at("12:00", 25)) is None


@pytest.mark.parametrize("state", [state for state in DISPATCH.states if state != "SCHEDULED"])
def test_only_scheduled_visits_are_due_or_next(state: str) -> None:
    visits = [Visit(MORNING.starts, MORNING.ends, state)]
    assert due(visits, at("09:00")) == []
    assert next_one(visits, at("06:00")) is None


def test_an_open_visit_comes_before_the_next_check_in() -> None:
    first = Visit(MORNING.starts, MORNING.ends, "CONFIRMED_BY_CLIENT")
    assert under_way([AFTERNOON, first]) == first
    assert under_way([AFTERNOON, Visit(MORNING.starts, MORNING.ends, "CHECKED_OUT")]) is None


@given(st.integers(0, 2000), st.integers(1, 500), st.integers(-3000, 5000))
def test_a_visit_is_due_next_or_over_and_never_two_of_these(start: int, length: int, later: int) -> None:
    visit = Visit(at("00:00") + start * MINUTE, at("00:00") + (start + length) * MINUTE)
    now = visit.starts + later * MINUTE
    found = phase(visit, now)
    assert (found in ("open", "late")) == (due([visit], now) == [visit])
    assert (found == "early") == (next_one([visit], now) == visit)
    assert (found == "open") == (opens(visit) <= now <= closes(visit))


@pytest.mark.parametrize(("seconds", "may"), [(0, True), (179, True), (180, True), (181, False), (-1, False)])
def test_a_check_in_can_be_taken_back_for_three_minutes(seconds: int, may: bool) -> None:
    assert may_undo(at("09:00"), at("09:00") + seconds * 1000) is may


def test_the_bot_asks_half_an_hour_after_the_planned_end() -> None:
    assert asks_at(MORNING) == at("11:30")


def test_past_midnight_belongs_to_the_start_day_until_six() -> None:
    assert check_out_until(at("22:00")) == check_out_until(at("00:10")) == at("06:00", 25)
    assert past_midnight(at("22:00"), at("00:00", 25))
    assert not past_midnight(at("22:00"), at("23:59"))


@pytest.mark.parametrize(
    ("starts", "ends", "first"),
    [
        ("07:00", "09:00", None),
        ("11:00", "14:00", None),
        ("10:59", "14:00", MORNING),
        ("08:00", "09:01", MORNING),
        ("09:30", "10:00", MORNING),
        ("08:00", "18:00", MORNING),
        ("13:00", "14:01", AFTERNOON),
    ],
)
def test_planned_times_overlap_when_they_share_a_moment(starts: str, ends: str, first: Visit | None) -> None:
    assert overlapping([AFTERNOON, MORNING], at(starts), at(ends)) == first


@pytest.mark.parametrize("state", DISPATCH.states)
def test_visits_that_were_not_held_overlap_nothing(state: str) -> None:
    visit = Visit(MORNING.starts, MORNING.ends, state)
    assert (overlapping([visit], MORNING.starts, MORNING.ends) is None) == (state in NOT_HELD)


def test_an_offer_ends_with_its_third_business_day() -> None:
    friday = at("16:00", 20)
    assert moment(offer_until(friday)).isoformat() == "2026-11-27T00:00:00+09:00"  # a weekend and a holiday between
    assert offer_until(at("00:00", 24)) == offer_until(at("23:59", 24)) == at("00:00", 28)
