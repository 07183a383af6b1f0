"""How often a client may be visited in a fiscal year: so many visits in all, fewer that are not about IT.

The figures belong to the scheme (data/schemes.toml). Visits that were not held do not count, nor does support online
where it is not paid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rules.dispatch import NOT_HELD
from rules.refusal import Refusal
from rules.schemes import Scheme


class Counted(Protocol):
    @property
    def it(self) -> bool: ...
    @property
    def online(self) -> bool: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Visits:
    """A client's visits of a fiscal year that count: about IT, and not."""

    it: int
    not_it: int

    @property
    def all(self) -> int:
        return self.it + self.not_it


def count(visits: Iterable[Counted], scheme: Scheme) -> Visits:
    """Those that were held or are planned."""
    counting = [each.it for each in visits if each.state not in NOT_HELD and (scheme.online_paid or not each.online)]
    return Visits(sum(counting), len(counting) - sum(counting))


def check_limit(so_far: Visits, it: bool, scheme: Scheme) -> None:
    """Whether one more visit fits; it: about IT. Raises Refusal in words for the agency."""
    if so_far.all >= scheme.visits:
        raise Refusal(f"この事業者への派遣は、今年度の上限（{scheme.visits}回）に達しています。")
    if not it and so_far.not_it >= scheme.visits_not_it:
        more = "IT活用の派遣は申請できます。"
        raise Refusal(f"IT活用以外の派遣は、1事業者につき年度{scheme.visits_not_it}回までです。{more}")
