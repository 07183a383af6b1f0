"""When a visit can be checked into, taken back, asked about and closed. Times in milliseconds UTC; the numbers are
ours, in data/visits.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from rules.dispatch import NOT_HELD, UNDER_WAY
from rules.japan_time import at, day

_DATA = tomllib.loads((Path(__file__).parent / "data" / "visits.toml").read_text(encoding="utf-8"))
MINUTE = 60_000

OPENS_BEFORE: int = _DATA["check_in"]["before"] * MINUTE
CLOSES_AFTER: int = _DATA["check_in"]["after"] * MINUTE
UNDO_WITHIN: int = _DATA["check_in"]["undo"] * MINUTE
FRESH_FOR: int = _DATA["check_in"]["fresh"] * MINUTE
ASK_AFTER: int = _DATA["check_out"]["ask_after"] * MINUTE
UNTIL_HOUR: int = _DATA["check_out"]["until"]

Phase = Literal["early", "open", "late", "over"]


class Planned(Protocol):
    """A visit with its planned times and its state (rules/dispatch.py)."""

    @property
    def starts(self) -> int: ...
    @property
    def ends(self) -> int: ...
    @property
    def state(self) -> str: ...


Visit = TypeVar("Visit", bound=Planned)


def opens(visit: Planned) -> int:
    """From when on it can be checked into."""
    return visit.starts - OPENS_BEFORE


def closes(visit: Planned) -> int:
    """Until when a check-in is in time."""
    return visit.ends + CLOSES_AFTER


def phase(visit: Planned, now: int) -> Phase:
    """open: in time; late: after it, but the same day in Japan (flagged); early and over: no check-in."""
    if now < opens(visit):
        return "early"
    if now <= closes(visit):
        return "open"
    return "late" if day(now) <= day(visit.starts) else "over"


def due(visits: Iterable[Visit], now: int) -> list[Visit]:
    """Those that can be checked into now: scheduled, open or late; the earliest first."""
    found = [each for each in visits if each.state == "SCHEDULED" and phase(each, now) in ("open", "late")]
    return sorted(found, key=lambda each: each.starts)


def next_one(visits: Iterable[Visit], now: int) -> Visit | None:
    """The scheduled one that opens next."""
    ahead = [each for each in visits if each.state == "SCHEDULED" and phase(each, now) == "early"]
    return min(ahead, key=lambda each: each.starts, default=None)


def under_way(visits: Iterable[Visit]) -> Visit | None:
    """The one that was checked into and not closed: it comes before any other check-in."""
    return min((each for each in visits if each.state in UNDER_WAY), key=lambda each: each.starts, default=None)


def overlapping(visits: Sequence[Visit], starts: int, ends: int) -> Visit | None:
    """The first of these whose planned time has a moment in common; those that were not held do not count."""
    common = [each for each in visits if each.state not in NOT_HELD and each.starts < ends and starts < each.ends]
    return min(common, key=lambda each: each.starts, default=None)


def may_undo(checked_in: int, now: int) -> bool:
    """Whether a check-in can still be taken back."""
    return 0 <= now - checked_in <= UNDO_WITHIN


def is_fresh(sent: int, now: int) -> bool:
    """Whether a place is recent enough to be confirmed: one is not measured at the door and confirmed at home."""
    return now - sent <= FRESH_FOR


def asks_at(visit: Planned) -> int:
    """When the bot asks an expert who has not checked out."""
    return visit.ends + ASK_AFTER


def day_of(starts: int) -> date:
    """The day a visit belongs to, to whatever hour it goes on: that of its start."""
    return day(starts)


def check_out_until(starts: int) -> int:
    """The morning after the start: later, only a declaration closes the visit."""
    return at(day(starts) + timedelta(days=1), UNTIL_HOUR)


def past_midnight(starts: int, ended: int) -> bool:
    """Whether it ended on a later day than it began: a flag."""
    return day(ended) > day(starts)
