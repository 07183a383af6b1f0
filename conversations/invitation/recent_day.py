"""A day not long ago, which people write without its year: 11月20日, 11/20, 今日, 昨日."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from conversations.events import Typed, What
from conversations.kinds import Day
from conversations.kinds.kind import Answers, bound

_SHORT = re.compile(r"(?P<month>\d{1,2})(?:月|[-/.])(?P<day>\d{1,2})日?")
_SPOKEN = {"今日": 0, "本日": 0, "昨日": 1, "きのう": 1, "一昨日": 2, "おととい": 2}


@dataclass(frozen=True, slots=True)
class RecentDay(Day):
    """`most` has to be given: a day without a year is the last such day up to it."""

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        if isinstance(what, Typed):
            most = date.fromisoformat(bound(self.most, answers, facts))
            what = replace(what, text=with_year(what.text, most))
        return super(RecentDay, self).read(what, so_far, answers, facts)

    def faults(self) -> list[str]:
        return [*super(RecentDay, self).faults(), *([] if self.most else ["a recent day needs `most`"])]


def with_year(text: str, most: date) -> str:
    """The text with the year that makes it the last such day up to `most`; anything else as it was."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain in _SPOKEN:
        return (most - timedelta(_SPOKEN[plain])).isoformat()
    found = _SHORT.fullmatch(plain)
    if found is None:
        return text
    month, day = int(found["month"]), int(found["day"])
    year = most.year if (month, day) <= (most.month, most.day) else most.year - 1
    return f"{year}-{month}-{day}"
