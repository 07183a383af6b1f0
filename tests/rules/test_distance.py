"""Positions are read strictly; the verdict follows the table of thresholds; pins are never near."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.distance import (
    THRESHOLDS,
    Fix,
    Kind,
    Source,
    direction_words,
    distance_words,
    metres,
    read_fix,
    thresholds_on,
    verdict,
    warm,
    where_words,
)
from rules.refusal import Refusal

DOOR = Fix(35.6812, 139.7671, None, "pin")  # 東京駅
LIMITS = THRESHOLDS[0]
DEGREE = metres(DOOR, Fix(DOOR.latitude + 1, DOOR.longitude, None, "pin"))
SOURCES = st.sampled_from(["pin", "measured"])
LATITUDES, LONGITUDES = st.floats(20, 46), st.floats(122, 154)
ACCURACIES = st.floats(0, 5_000)


def north_of_the_door(distance: float, accuracy: float | None) -> Fix:
    """So many metres away, give or take a centimetre in a thousand metres."""
    source: Source = "pin" if accuracy is None else "measured"
    return Fix(DOOR.latitude + distance / DEGREE, DOOR.longitude, accuracy, source)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Any object with latitude and longitude is a place."""

    latitude: float
    longitude: float
    label: str = "工場"


@pytest.mark.parametrize(
    ("distance", "accuracy", "kind", "needs_reason"),
    [
        (0, 0, "near", False),
        (299, 0, "near", False),
        (301, 0, "grey", True),
        (500, 250, "near", False),
        (595, 299, "near", False),
        (610, 300, "grey", True),
        (10, 301, "grey", False),
        (999, 0, "grey", True),
        (1002, 0, "far", False),
        (1290, 295, "grey", True),
        (1310, 300, "far", False),
        (3000, 5000, "grey", True),
        (9000, 5000, "far", False),
        (0, None, "grey", False),
        (299, None, "grey", False),
        (301, None, "grey", True),
        (998, None, "grey", True),
        (1002, None, "far", False),
    ],
)
def test_the_table_of_verdicts(distance: float, accuracy: float | None, kind: Kind, needs_reason: bool) -> None:
    found = verdict(north_of_the_door(distance, accuracy), [DOOR], LIMITS)
    assert (found.kind, found.needs_reason, found.place, found.version) == (kind, needs_reason, 0, LIMITS.version)
    assert found.distance_m == pytest.approx(distance, abs=1)


def test_without_a_known_place_every_position_is_grey_and_needs_no_reason() -> None:
    found = verdict(Fix(35, 139, 10, "measured"), [], LIMITS)
    assert (found.kind, found.distance_m, found.place, found.needs_reason) == ("grey", None, None, False)


def test_of_several_places_the_nearest_counts() -> None:
    places = [Elsewhere(43.0, 141.3), Elsewhere(35.6813, 139.7671), Elsewhere(26.2, 127.7)]
    found = verdict(Fix(35.6812, 139.7671, 20, "measured"), places, LIMITS)
    assert (found.kind, found.place) == ("near", 1)


@given(LATITUDES, LONGITUDES, ACCURACIES, SOURCES, st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=3))
def test_never_far_while_the_circle_touches_a_place_and_never_near_with_a_pin(
    latitude: float, longitude: float, accuracy: float, source: Source, doors: list[tuple[float, float]]
) -> None:
    fix = read_fix(latitude, longitude, accuracy, source=source)
    places = [Elsewhere(*door) for door in doors]
    found = verdict(fix, places, LIMITS)
    touches = any(metres(fix, place) - (fix.accuracy_m or 0) <= LIMITS.far for place in places)
    assert (found.kind != "far") == touches
    assert not (found.kind == "near" and source == "pin")


@given(st.floats(0, 3000), ACCURACIES | st.none(), st.floats(0, 3000))
def test_whoever_comes_nearer_never_gets_a_worse_verdict(
    distance: float, accuracy: float | None, further: float
) -> None:
    order = ("near", "grey", "far")
    here = verdict(north_of_the_door(distance, accuracy), [DOOR], LIMITS)
    there = verdict(north_of_the_door(distance + further, accuracy), [DOOR], LIMITS)
    assert order.index(here.kind) <= order.index(there.kind)


@given(st.floats(0, 3000), ACCURACIES, ACCURACIES)
def test_a_worse_accuracy_never_turns_what_is_not_far_into_far(distance: float, one: float, other: float) -> None:
    best, worst = sorted((one, other))
    if verdict(north_of_the_door(distance, best), [DOOR], LIMITS).kind != "far":
        assert verdict(north_of_the_door(distance, worst), [DOOR], LIMITS).kind != "far"


BAD_NUMBERS: list[object] = [
    math.nan, math.inf, -math.inf, 10**400, -(10**400), True, False, None, "35.6", "", b"35", [35.6], {}, Decimal(35),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_NUMBERS, ids=lambda bad: repr(bad)[:12])
@pytest.mark.parametrize("position", ["latitude", "longitude", "accuracy"])
def test_what_is_no_finite_number_is_refused(bad: object, position: str) -> None:
    values: list[object] = [35.6, 139.7, 12.0]
    values[("latitude", "longitude", "accuracy").index(position)] = bad
    with pytest.raises(Refusal, match=r"位置.*もう一度"):
        read_fix(*values, source="measured")


@pytest.mark.parametrize("text", ["[NaN, 139.7]", "[35.6, 1e999]", "[-Infinity, 139.7]"])
def test_numbers_that_json_lets_through_are_refused(text: str) -> None:
    latitude, longitude = json.loads(text)
    with pytest.raises(Refusal, match="数値"):
        read_fix(latitude, longitude, source="pin")


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 181), (-90.1, 100), (35, 541), (35, -180.01), (541, 35)])
def test_positions_outside_the_earth_are_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(Refusal, match="範囲"):
        read_fix(latitude, longitude, source="pin")


@given(LATITUDES, LONGITUDES)
def test_a_swap_of_latitude_and_longitude_is_named_anywhere_in_japan(latitude: float, longitude: float) -> None:
    with pytest.raises(Refusal, match="緯度と経度が逆"):
        read_fix(longitude, latitude, source="pin")


@pytest.mark.parametrize("accuracy", [-1, -0.001, 1e9])
def test_an_impossible_accuracy_is_refused(accuracy: float) -> None:
    with pytest.raises(Refusal, match="精度"):
        read_fix(35.6, 139.7, accuracy, source="measured")


@given(st.integers(-90, 90) | st.floats(-90, 90), st.integers(-180, 180) | st.floats(-180, 180))
def test_every_position_on_earth_is_read_as_it_is(latitude: float, longitude: float) -> None:
    assert read_fix(latitude, longitude, 5, source="measured") == Fix(latitude, longitude, 5, "measured")
    assert read_fix(latitude, longitude, 5, source="pin").accuracy_m is None


def test_distances_are_those_of_the_ellipsoid() -> None:
    """東京駅 to 大阪駅: 403 km on WGS-84 (a sphere would say 402)."""
    warm()
    assert metres(DOOR, Fix(34.7025, 135.4959, None, "pin")) == pytest.approx(403_700, abs=700)
    assert metres(DOOR, DOOR) == 0


@pytest.mark.parametrize(
    ("metres_away", "words"),
    [
        (0, "約0m"),
        (84, "約80m"),
        (994, "約990m"),
        (996, "約1.0km"),
        (1_340, "約1.3km"),
        (24_400, "約24km"),
        (1_234_567, "約1,235km"),
    ],
)
def test_distances_in_words(metres_away: float, words: str) -> None:
    assert distance_words(metres_away) == words


@pytest.mark.parametrize(
    ("north", "east", "word"),
    [
        (1, 0, "北"),
        (1, 1.2, "北東"),
        (0, 1, "東"),
        (-1, 1.2, "南東"),
        (-1, 0, "南"),
        (-1, -1.2, "南西"),
        (0, -1, "西"),
        (1, -1.2, "北西"),
    ],
)
def test_eight_directions(north: float, east: float, word: str) -> None:
    there = Fix(DOOR.latitude + north / 100, DOOR.longitude + east / 100, None, "pin")
    assert direction_words(DOOR, there) == word
    assert where_words(DOOR, there).startswith(f"登録地点から{word}へ約")


def test_thresholds_have_versions_and_days() -> None:
    assert (LIMITS.near, LIMITS.far) == (300, 1000)
    assert thresholds_on(date(2000, 1, 1)) == THRESHOLDS[0]
    assert all(thresholds_on(each.since) == each for each in THRESHOLDS)
    assert len({each.version for each in THRESHOLDS}) == len({each.since for each in THRESHOLDS}) == len(THRESHOLDS)
