"""The fiscal year an appointment belongs to (1 April to 31 March), and days as official papers write them."""

from __future__ import annotations

from datetime import date

from rules.dates import ERAS

FIRST_MONTH = 4
NEXT_YEAR_FROM = 3
"""From this month on the conditions of the next year may go out (ours)."""


def fiscal_year(day: date) -> int:
    """The calendar year in which its 1 April lies: 31 March 2027 belongs to 2026."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def first_day(year: int) -> date:
    return date(year, FIRST_MONTH, 1)


def last_day(year: int) -> date:
    return date(year + 1, FIRST_MONTH - 1, 31)


def year_to_prepare(day: date) -> int:
    """The year whose conditions go out now: in March already the next one."""
    return fiscal_year(day) + (day.month == NEXT_YEAR_FROM)


def era_year(day: date) -> tuple[str, str]:
    """("令和", "8"); the first year of an era is 元."""
    era = next(era for era in ERAS if day.isoformat() >= era.first_day)
    count = day.year - int(era.first_day[:4]) + 1
    return era.name, "元" if count == 1 else str(count)


def era_day(day: date) -> str:
    """令和8年11月24日"""
    era, count = era_year(day)
    return f"{era}{count}年{day.month}月{day.day}日"


def year_words(year: int) -> str:
    """令和8年度"""
    era, count = era_year(first_day(year))
    return f"{era}{count}年度"
