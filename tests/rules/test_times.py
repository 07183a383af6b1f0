"""Times of day and moments as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import times
from rules.refusal import Refusal

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:00", "14:00"),
        ("１４：０５", "14:05"),
        ("9:30", "09:30"),
        ("14時", "14:00"),
        ("14時半", "14:30"),
        ("14 時 05 分", "14:05"),
        ("午後2時", "14:00"),
        ("午後2時半から", "14:30"),
        ("午前9:15", "09:15"),
        ("PM3:00", "15:00"),
        ("午後12時", "12:00"),
        ("1400", "14:00"),
        ("905", "09:05"),
        ("正午", "12:00"),
        ("0:00", "00:00"),
        ("14:00〜", "14:00"),
    ],
)
def test_a_time_is_read_in_any_common_way(text: str, time: str) -> None:
    assert times.time(text) == time


@pytest.mark.parametrize("text", ["", "昼", "25:00", "14:60", "14", "午後25時", "12月8日", "14:00-16:00", "２四時"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal) as no:
        times.time(text)
    assert no.value.example == times.TIME_LIKE


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-08T13:30", "2026-12-08T13:30"),
        ("12月8日 13:30", "2026-12-08T13:30"),
        ("12月8日(火)13時30分", "2026-12-08T13:30"),
        ("12/8 13:30", "2026-12-08T13:30"),
        ("１２／８　午後１時半", "2026-12-08T13:30"),
        ("1月12日 10時", "2027-01-12T10:00"),
        ("11月24日 10時", "2026-11-24T10:00"),
        ("11月23日 10時", "2027-11-23T10:00"),
        ("令和8年12月8日 10時から", "2026-12-08T10:00"),
        ("20261208 1000", "2026-12-08T10:00"),
        ("今日の14時", "2026-11-24T14:00"),
        ("明日 10:00", "2026-11-25T10:00"),
        ("あす10時半", "2026-11-25T10:30"),
        ("あした午後2時", "2026-11-25T14:00"),
        ("あさって14時", "2026-11-26T14:00"),
    ],
)
def test_a_moment_is_a_day_and_a_time(text: str, moment: str) -> None:
    assert times.day_time(text, TODAY) == moment


@pytest.mark.parametrize("text", ["12月8日", "13:30", "来週", "12月32日 10時", "12月8日 25時", "令和8年12月 10時"])
def test_half_a_moment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal) as no:
        times.day_time(text, TODAY)
    assert no.value.example == times.DAY_TIME_LIKE


@given(st.integers(0, 4_000_000_000_000 // times.MINUTE))
def test_the_wall_clock_and_milliseconds_say_the_same_minute(minute: int) -> None:
    at = minute * times.MINUTE
    assert times.at(times.wall_clock(at)) == at
    assert times.day_time(times.wall_clock(at), TODAY) == times.wall_clock(at)
