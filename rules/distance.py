"""How near somebody is to a client's place: positions read strictly, geodesic distance (WGS-84), and the verdict.

A pin sent in LINE has no accuracy and can be dropped anywhere, so it is never more than 位置があいまい (grey). The
thresholds are ours, dated, in data/distance.toml.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from rules.refusal import Refusal

Source = Literal["pin", "measured"]
Kind = Literal["near", "grey", "far"]

_AGAIN = "もう一度、現在地をお送りください。"
_WORST_ACCURACY = 20_100_000  # metres, half around the earth
_DIRECTIONS = ("北", "北東", "東", "南東", "南", "南西", "西", "北西")


class Point(Protocol):
    """Degrees, WGS-84."""

    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Fix:
    """Where somebody says or a phone measured that they are. accuracy_m: metres, None for a pin."""

    latitude: float
    longitude: float
    accuracy_m: float | None
    source: Source


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Metres; in force from the day `since`."""

    version: str
    since: date
    near: int
    far: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """distance_m and place (its index): of the nearest place, None when no place is known. needs_reason: a sentence
    is asked for. version: of the thresholds.
    """

    kind: Kind
    distance_m: float | None
    place: int | None
    needs_reason: bool
    version: str


_DATA = tomllib.loads((Path(__file__).parent / "data" / "distance.toml").read_text(encoding="utf-8"))

THRESHOLDS = tuple(
    Thresholds(each["version"], date.fromisoformat(each["since"]), each["near"], each["far"])
    for each in sorted(_DATA["thresholds"], key=lambda each: str(each["since"]))
)
"""All of them, oldest first."""


def thresholds_on(day: date) -> Thresholds:
    """Those of a visit on this day; the oldest ones for any day before them."""
    return next((each for each in reversed(THRESHOLDS) if each.since <= day), THRESHOLDS[0])


def read_fix(latitude: object, longitude: object, accuracy_m: object = None, *, source: Source) -> Fix:
    """A position from what came from outside. Refusal for all but finite numbers in range: NaN, infinities, texts,
    truth values, an unknown accuracy of a measured one.
    """
    north, east = _number(latitude), _number(longitude)
    if abs(north) > 90 and abs(north) <= 180 and abs(east) <= 90:
        raise Refusal(f"緯度と経度が逆になっているようです（緯度が{north:.4f}）。{_AGAIN}")
    if abs(north) > 90 or abs(east) > 180:
        raise Refusal(f"位置の数値が、地球上の範囲（緯度±90、経度±180）にありません。{_AGAIN}")
    if source == "pin":
        return Fix(north, east, None, source)
    accuracy = _number(accuracy_m)
    if not 0 <= accuracy <= _WORST_ACCURACY:
        raise Refusal(f"位置の精度を読み取れませんでした。{_AGAIN}")
    return Fix(north, east, accuracy, source)


def metres(a: Point, b: Point) -> float:
    """Along the earth's ellipsoid."""
    from geopy.distance import geodesic  # loads an HTTP client, which the pure rooms do without

    return float(geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).meters)


def warm() -> None:
    """Loads what `metres` needs, so that the first check-in of the day does not wait for it."""
    metres(Fix(35, 139, None, "pin"), Fix(35, 140, None, "pin"))


def verdict(fix: Fix, places: Sequence[Point], thresholds: Thresholds) -> Verdict:
    """The verdict against the nearest of a client's approved places. Without one it is grey."""
    if not places:
        return Verdict("grey", None, None, False, thresholds.version)
    distance, place = min((metres(fix, each), index) for index, each in enumerate(places))
    kind = _kind(fix, distance, thresholds)
    return Verdict(kind, distance, place, kind == "grey" and distance > thresholds.near, thresholds.version)


def distance_words(distance_m: float) -> str:
    """約80m, 約1.3km, 約24km; rounded as people say it."""
    if distance_m < 995:
        return f"約{round(distance_m, -1):.0f}m"
    return f"約{distance_m / 1000:.1f}km" if distance_m < 9_950 else f"約{distance_m / 1000:,.0f}km"


def direction_words(start: Point, end: Point) -> str:
    """Which of the eight directions (八方位) `end` lies in, seen from `start`."""
    north, other_north = math.radians(start.latitude), math.radians(end.latitude)
    east = math.radians(end.longitude - start.longitude)
    x = math.sin(east) * math.cos(other_north)
    y = math.cos(north) * math.sin(other_north) - math.sin(north) * math.cos(other_north) * math.cos(east)
    return _DIRECTIONS[round(math.degrees(math.atan2(x, y)) / 45) % 8]


def where_words(place: Point, fix: Point) -> str:
    """登録地点から北東へ約1.3km"""
    distance = metres(place, fix)
    return f"登録地点から{direction_words(place, fix)}へ{distance_words(distance)}"


def _kind(fix: Fix, distance: float, thresholds: Thresholds) -> Kind:
    accuracy = fix.accuracy_m or 0
    if distance - accuracy > thresholds.far:
        return "far"
    measured = fix.source == "measured" and fix.accuracy_m is not None
    if measured and accuracy <= thresholds.near and distance - accuracy <= thresholds.near:
        return "near"
    return "grey"


def _number(value: object) -> float:
    """Ints and floats that are finite as a float. A bool is an int to Python, but no position."""
    if type(value) not in (int, float):
        raise Refusal(f"位置を数値として読み取れませんでした。{_AGAIN}")
    try:
        number = float(value)  # type: ignore[arg-type]
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Refusal(f"位置が数値になっていません。{_AGAIN}")
    return number
