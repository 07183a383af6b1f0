"""Quiet hours: from nine in the evening to eight in the morning, by Japan's clock."""

from __future__ import annotations

from datetime import date

import pytest

from rules import quiet
from rules.japan_time import at, moment

TODAY, TOMORROW = date(2026, 12, 7), date(2026, 12, 8)


@pytest.mark.parametrize(("hour", "expected"), [(0, True), (7, True), (8, False), (20, False), (21, True), (23, True)])
def test_nobody_is_woken_from_nine_to_eight(hour: int, expected: bool) -> None:
    assert quiet.is_quiet(at(TODAY, hour)) is expected


@pytest.mark.parametrize(("now", "then"), [(at(TODAY, 21), at(TOMORROW, 8)), (at(TODAY, 3), at(TODAY, 8))])
def test_a_night_ends_at_eight(now: int, then: int) -> None:
    assert quiet.morning(now) == then


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (at(TODAY, 8), at(TODAY, 9)),
        (at(TODAY, 9), at(TODAY, 9)),
        (at(TODAY, 9) + 1, at(TOMORROW, 9)),
        (at(TODAY, 23), at(TOMORROW, 9)),
    ],
)
def test_the_next_bundle_goes_out_at_nine(now: int, then: int) -> None:
    assert quiet.next_bundle(now) == then
    assert moment(then).hour == 9
