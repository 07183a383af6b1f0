"""Schemes (謝金の制度): what a visit is paid and how often a client may be visited, dated, from data/schemes.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from rules.fiscal_year import fiscal_year


@dataclass(frozen=True, slots=True)
class Hourly:
    """yen an hour, tax included; what is less than `step` minutes is dropped; `cap` yen at most per day or visit."""

    yen: int
    step: int
    cap: int
    cap_per: Literal["day", "visit"]

    @property
    def unit(self) -> int:
        """Yen for one step."""
        return self.yen * self.step // 60


@dataclass(frozen=True, slots=True)
class Flat:
    """yen a visit, tax included."""

    yen: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """In force from the day `since`. visits: at most per client and fiscal year; visits_not_it: of these, not about
    IT. last_support_day: "03-31".
    """

    id: str
    name: str
    since: date
    pay: Hourly | Flat
    online_paid: bool
    visits: int
    visits_not_it: int
    last_support_day: str
    in_force: bool

    def last_day(self, on: date) -> date:
        """The last day of support in the fiscal year of this day."""
        month, day = map(int, self.last_support_day.split("-"))
        year = fiscal_year(on) + (month < 4)
        return date(year, month, day)


@dataclass(frozen=True, slots=True)
class Withholding:
    """源泉徴収 for visits of the day `since` and later: so many parts of ten thousand; 0 = none."""

    since: date
    parts: int

    def of(self, gross: int) -> int:
        """Yen withheld; what is below one yen is dropped."""
        return gross * self.parts // 10_000


def read_scheme(data: Mapping[str, Any]) -> Scheme:
    """One table of the file. ValueError for a price that is no whole number of yen."""
    pay: Hourly | Flat = (
        Hourly(data["yen"], data["step"], data["cap"], data["cap_per"])
        if data["pay"] == "hourly"
        else Flat(data["yen"])
    )
    if isinstance(pay, Hourly) and (pay.yen * pay.step % 60 or pay.cap_per not in ("day", "visit")):
        raise ValueError(f"scheme {data['id']}: {pay}")
    return Scheme(
        data["id"],
        data["name"],
        date.fromisoformat(data["since"]),
        pay,
        data["online_paid"],
        data["visits"],
        data["visits_not_it"],
        data["last_support_day"],
        data["in_force"],
    )


_DATA = tomllib.loads((Path(__file__).parent / "data" / "schemes.toml").read_text(encoding="utf-8"))

SCHEMES: Mapping[str, Scheme] = {each["id"]: read_scheme(each) for each in _DATA["scheme"]}
"""All of them by id, also those that are not in force."""

WITHHOLDINGS = tuple(Withholding(date.fromisoformat(each["since"]), each["parts"]) for each in _DATA["withholding"])


def scheme_on(day: date, schemes: Iterable[Scheme] = SCHEMES.values()) -> Scheme:
    """The scheme of support on this day. LookupError when none is in force."""
    fitting = [each for each in schemes if each.in_force and each.since <= day]
    if not fitting:
        raise LookupError(f"no scheme in force on {day}")
    return max(fitting, key=lambda each: each.since)


def withholding_on(day: date, withholdings: Iterable[Withholding] = WITHHOLDINGS) -> Withholding:
    """What is withheld from the honorarium of support on this day: nothing before the first one."""
    fitting = [each for each in withholdings if each.since <= day]
    return max(fitting, key=lambda each: each.since, default=Withholding(day, 0))
