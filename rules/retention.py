"""How long what is kept about people stays readable, by class: data/retention.toml, which the owner changes."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from rules.fiscal_year import first_day, fiscal_year

Class = Literal["visit", "client", "person", "draft"]
CLASSES: tuple[Class, ...] = get_args(Class)
"""In this order: what hangs on another goes after it."""

_DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "retention.toml").read_text(encoding="utf-8"))


def limit(of: Class, today: date) -> date:
    """What is of a day before this one has been kept long enough.

    The day is that of the visit, of the registration of a client, of the last change of a person's registration, of
    the last input. "fiscal_years" count from the end of its fiscal year, "years" and "days" from the day itself.
    """
    match _DATA[of]:
        case {"fiscal_years": int(years)}:
            return first_day(fiscal_year(today) - years)
        case {"years": int(years)}:
            return _years_before(today, years)
        case {"days": int(days)}:
            return today - timedelta(days=days)
    raise ValueError(f"retention.toml: [{of}] needs fiscal_years, years or days")


def _years_before(today: date, years: int) -> date:
    if (today.month, today.day) == (2, 29):
        return date(today.year - years, 2, 28)
    return today.replace(year=today.year - years)
