"""What a 委嘱状 says besides the expert's own facts: number, issuer, period. Read from data/letter.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rules.fiscal_year import era_year, first_day, last_day


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who appoints: lines of the organisation, title and name."""

    organisation: tuple[str, ...]
    title: str
    name: str


_DATA = tomllib.loads((Path(__file__).parent / "data" / "letter.toml").read_text(encoding="utf-8"))

PROGRAMME: str = _DATA["programme"]
POST: str = _DATA["post"]
WORK: str = _DATA["work"]
SEAL: str = _DATA["seal"]
NOTE: str = _DATA["note"]


def letter_number(area: str, year: int, n: int, pattern: str = _DATA["number"]) -> str:
    """文書番号 of the n-th letter of an office in a fiscal year."""
    era, count = era_year(first_day(year))
    return pattern.format(area=area, era=era, year=count, n=n)


def issuer_of(area: str, data: dict[str, Any] = _DATA) -> Issuer:
    found = data.get("issuers", {}).get(area, data["issuer"])
    return Issuer(tuple(line.format(area=area) for line in found["organisation"]), found["title"], found["name"])


def period_of(year: int, consented: date, issued: date, begins: str = _DATA["period_from"]) -> tuple[date, date]:
    """委嘱期間: to 31 March, never from before 1 April."""
    return max(consented if begins == "consent" else issued, first_day(year)), last_day(year)


if letter_number("関東", 2026, 1) == letter_number("関東", 2026, 2):
    raise ValueError("letter.toml: number must hold {n}")
if letter_number("関東", 2026, 1) == letter_number("近畿", 2026, 1):  # an expert who moves takes the number along
    raise ValueError("letter.toml: number must hold {area}")
