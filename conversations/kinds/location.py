"""Location: where somebody is, or where a place lies. A pin of LINE's map is an assertion; a fix that the phone took on
our page says how far off it may be and how old it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.events import Measured, Other, Placed, What
from conversations.kinds.kind import Answers, Kind, Part, unreadable
from flex_messages.cards import Button, Device, FieldPage
from flex_messages.forms import Input
from rules.distance import Fix, distance_words, read_fix

SEND_PLACE = "位置情報を送る"
MEASURE = "位置を測る"
_PLEASE = f"下の「{SEND_PLACE}」から、地図の位置をお送りください。"


@dataclass(frozen=True, slots=True)
class Location(Kind):
    """The value is {"latitude", "longitude", "source": "pin"|"measured", "accuracy", "label", "at", "taken"}.

    Degrees (WGS-84); accuracy in metres, None for a pin; at: when it reached us, taken: when the phone took it, ms UTC,
    None for a pin. label: what LINE's map calls it, or "". measure: whether our page may take a fix of the phone.
    keeps: whether the dialog keeps every place at once.
    """

    measure: bool = True
    keeps: bool = False

    measures = True

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        match what:
            case Placed():
                pin = read_fix(what.latitude, what.longitude, source="pin")
                return {**_value(pin), "label": (what.title or what.address)[:100]}
            case Measured() if self.measure:
                fix = read_fix(what.latitude, what.longitude, what.accuracy, source="measured")
                return {**_value(fix), "label": "", "age": max(0, what.age)}
            case _:
                raise unreadable(what, _PLEASE)

    def stamped(self, value: Any, at: int) -> Any:
        age = value.get("age")
        kept = {name: each for name, each in value.items() if name != "age"}
        return {**kept, "at": at, "taken": None if age is None else at - age}

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        if value["source"] == "measured":
            return f"測った位置（誤差 {distance_words(value['accuracy'])}）"
        return value["label"] or "地図で選んだ位置"

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        page = (Button(MEASURE, FieldPage(), "primary"),) if self.measure else ()
        ways = f"「{MEASURE}」を押すと、この端末の位置をページで測ります。下の「{SEND_PLACE}」でも送れます。"
        return Part(text=ways if self.measure else "", buttons=page, quick=(Button(SEND_PLACE, Device("location")),))

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("location", label=MEASURE, hint="この端末の位置を、長くて10秒ほど測ります。")

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        return measured(form) or Other("page")


def fix_of(value: Mapping[str, Any]) -> Fix:
    """The position in a value."""
    return Fix(value["latitude"], value["longitude"], value["accuracy"], value["source"])


def _value(fix: Fix) -> dict[str, Any]:
    return {
        "latitude": fix.latitude,
        "longitude": fix.longitude,
        "source": fix.source,
        "accuracy": fix.accuracy_m,
    }


def measured(form: Mapping[str, Sequence[str]]) -> Measured | None:
    """The fix a page posted; None when it posted none. What is no number is NaN, for the reader to refuse."""
    if not "".join(form.get("latitude", ())):
        return None
    latitude, longitude, accuracy, age = (
        _number("".join(form.get(name, ()))) for name in ("latitude", "longitude", "accuracy", "age")
    )
    return Measured(latitude, longitude, accuracy, int(age) if math.isfinite(age) else 0)


def _number(text: str) -> float:
    try:
        return float(text) if text.isascii() else math.nan
    except ValueError:
        return math.nan
