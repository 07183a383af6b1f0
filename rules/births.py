"""Dates of birth: read as people write them, not before 1900, and old enough on the day of asking (18 years; ours)."""

from __future__ import annotations

import re
from datetime import date

from rules import dates
from rules.refusal import Refusal

LEAST_AGE = 18
EARLIEST = "1900-01-01"
FIRST_SHOWN = "1970-01-01"
"""Where the picker opens."""
BIRTH_EXAMPLE = "昭和43年3月5日、S43.3.5、19680305"

_BORN = re.compile(r"\s*(?:生まれ|うまれ|生)\s*$")


def read_birth(text: str, today: date) -> str:
    """The day as "YYYY-MM-DD". Raises Refusal for what is no day or cannot be an expert's birthday."""
    try:
        value = dates.day(_BORN.sub("", text))
    except Refusal as refusal:
        raise Refusal(refusal.words, BIRTH_EXAMPLE) from None
    check_birth(value, today)
    return value


def check_birth(value: str, today: date) -> None:
    """The same for a day that was picked."""
    if value < EARLIEST:
        raise Refusal("生年月日が1900年より前になっています。年をお確かめください。", BIRTH_EXAMPLE)
    if value > latest(today):
        raise Refusal(f"登録できるのは{LEAST_AGE}歳以上の方です。年をお確かめください。", BIRTH_EXAMPLE)


def latest(today: date) -> str:
    """The last birthday that is taken; on 29 February, 28 February of a year without one."""
    year = today.year - LEAST_AGE
    try:
        return today.replace(year=year).isoformat()
    except ValueError:
        return date(year, 2, 28).isoformat()


def age(value: str, today: date) -> int:
    """Full years on a day."""
    born = date.fromisoformat(value)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def masked(value: str) -> str:
    """What one recognises one's own by: the year, as in 1968年（昭和43年）."""
    words = dates.day_words(value)
    return words[: words.index("年") + 1] + words[words.index("（") :] if "（" in words else f"{value[:4]}年"
