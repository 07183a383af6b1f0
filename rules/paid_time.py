"""Paid time: the narrower of what the expert recorded and what the client confirmed, minus breaks, in whole minutes.

Source: 「事業者と直接相対した、支援時間のみが対象」. Both times are cut to the minute before they are subtracted.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rules.japan_time import day, moment

_DATA = tomllib.loads((Path(__file__).parent / "data" / "visits.toml").read_text(encoding="utf-8"))
_MINUTE = 60_000

DIFFER: int = _DATA["times"]["differ"]
"""Minutes between the expert's and the client's time; more is a flag."""


@dataclass(frozen=True, slots=True)
class PaidTime:
    """starts, ends: milliseconds UTC, whole minutes; 0 when support did not take place. breaks: minutes. minutes: what
    is paid, never negative. by_client: the client's times made it shorter. differs: by more than DIFFER minutes.
    """

    starts: int
    ends: int
    breaks: int
    minutes: int
    by_client: bool = False
    differs: bool = False

    @property
    def day(self) -> date:
        """The day of the support, in Japan: that of its start."""
        return day(self.starts)


def paid_time(
    checked_in: int, checked_out: int, *, client_starts: int = 0, client_ends: int = 0, breaks: int = 0
) -> PaidTime:
    """From the later start to the earlier end. All times in milliseconds, 0 = not there; breaks in minutes.

    With corrected times (an approved declaration) give those. What the client left out does not narrow anything.
    """
    into, out = _cut(checked_in), _cut(checked_out)
    starts = max(into, _cut(client_starts))
    ends = max(min(out, _cut(client_ends) or out), starts)
    breaks = max(breaks, 0)
    if not into or not out:
        return PaidTime(0, 0, breaks, 0)
    minutes = max((ends - starts) // _MINUTE - breaks, 0)
    differs = client_differs(checked_in, client_starts) or client_differs(checked_out, client_ends)
    return PaidTime(starts, ends, breaks, minutes, (starts, ends) != (into, out), differs)


def client_differs(expert: int, client: int) -> bool:
    """Whether two times of the same thing are further apart than DIFFER minutes; not when one is not there."""
    return bool(expert and client) and abs(_cut(expert) - _cut(client)) > DIFFER * _MINUTE


def length_words(minutes: int) -> str:
    """2時間49分, 3時間, 45分."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}分"
    return f"{hours}時間{rest}分" if rest else f"{hours}時間"


def span_words(starts: int, ends: int) -> str:
    """14:02–16:51; past midnight 22:10–翌0:40."""
    first, last = moment(starts), moment(ends)
    next_day = "翌" if last.date() > first.date() else ""
    return f"{first.hour}:{first.minute:02}–{next_day}{last.hour}:{last.minute:02}"


def _cut(at: int) -> int:
    return at // _MINUTE * _MINUTE
