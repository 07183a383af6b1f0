"""Days, months and periods as people write them: 令和8年11月24日, S43.3.5, 2015/4, 201504, 元年, full width or half;
and back into words.

What cannot be read is refused with an example that can. Values are ISO text ("2026-11-24", "2015-04"), which sorts by
time.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from rules.refusal import Refusal


class Era(NamedTuple):
    name: str
    letter: str
    first_day: str


ERAS: Final = (
    Era("令和", "R", "2019-05-01"),
    Era("平成", "H", "1989-01-08"),
    Era("昭和", "S", "1926-12-25"),
    Era("大正", "T", "1912-07-30"),
    Era("明治", "M", "1868-10-23"),
)
"""Newest first, each with its first day (元号を改める政令・詔書)."""

_YEAR = r"(?:(?P<era>令和|平成|昭和|大正|明治|令|平|昭|大|明|[RHSTM])[.]?(?P<of_era>元|\d{1,2})|(?P<year>\d{4}))"
_PART = r"(?:年|[-./])"
_DAY = re.compile(rf"{_YEAR}{_PART}(?P<month>\d{{1,2}})(?:月|[-./])(?P<day>\d{{1,2}})日?")
_MONTH = re.compile(rf"{_YEAR}{_PART}(?P<month>\d{{1,2}})月?")
_PLAIN_DAY = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_PLAIN_MONTH = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})")
_WEEKDAY = re.compile(r"\([日月火水木金土]\)$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_NOW = ("現在まで", "現在に至る", "現在", "今まで", "今", "在職中", "継続中")
_BETWEEN = re.compile(r"~|〜|から|より|--")
DAY_LIKE: Final = "令和8年3月31日、2026.3.31"
MONTH_LIKE: Final = "2015年4月、H27.4"
PERIOD_LIKE: Final = "2015年4月〜2019年3月、H27.4〜現在まで"


def day(text: str) -> str:
    """The day as "YYYY-MM-DD"."""
    plain = _WEEKDAY.sub("", _plain(text))
    found = _DAY.fullmatch(plain) or _PLAIN_DAY.fullmatch(plain)
    if found is None:
        raise Refusal(f"「{_cut(text)}」を日付として読み取れませんでした。", DAY_LIKE)
    try:
        value = date(_year(found, text, DAY_LIKE), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        raise Refusal(f"「{_cut(text)}」という日は暦にありませんでした。", DAY_LIKE) from None
    _agree(found, value, value, text, DAY_LIKE)
    return value


def month(text: str) -> str:
    """The month as "YYYY-MM"."""
    plain = _plain(text)
    found = _MONTH.fullmatch(plain) or _PLAIN_MONTH.fullmatch(plain)
    if found is None:
        raise Refusal(f"「{_cut(text)}」を年月として読み取れませんでした。", MONTH_LIKE)
    year, number = _year(found, text, MONTH_LIKE), int(found["month"])
    if not (1 <= number <= 12 and 1 <= year <= 9999):
        raise Refusal(f"「{_cut(text)}」という月は暦にありませんでした。", MONTH_LIKE)
    value = f"{year:04}-{number:02}"
    _agree(found, f"{value}-01", f"{value}-31", text, MONTH_LIKE)
    return value


def period(text: str) -> tuple[str, str | None]:
    """(first month, last month); "" stands for 現在まで, None for an end that was not written. 「現在まで」 alone is
    ("", None).
    """
    plain = _plain(text)
    if plain in _NOW:
        return "", None
    head, *tail = _BETWEEN.split(plain, maxsplit=1)
    if not tail:
        head, tail = _at_a_dash(plain)
    first = _month_of(head, text)
    if not tail:
        return first, None
    last = tail[0].removesuffix("まで") if tail[0] not in _NOW else tail[0]
    if last == "":
        return first, None
    return first, "" if last in _NOW else _month_of(last, text)


def day_words(value: str) -> str:
    """ "1968-03-05" → 1968年3月5日（昭和43年）"""
    then = date.fromisoformat(value)
    return f"{then.year}年{then.month}月{then.day}日{_era_words(value)}"


def month_words(value: str) -> str:
    """ "2015-04" → 2015年4月"""
    year, number = value.split("-")
    return f"{int(year)}年{int(number)}月"


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_DASHES).upper()


def _cut(text: str) -> str:
    return " ".join(text.split())[:20]


def _year(found: re.Match[str], text: str, like: str) -> int:
    parts = found.groupdict()
    if parts.get("era") is None:
        return int(parts["year"])
    era = next(era for era in ERAS if parts["era"] in (era.name, era.name[0], era.letter))
    count = 1 if parts["of_era"] == "元" else int(parts["of_era"])
    if count == 0:
        raise Refusal(f"「{_cut(text)}」の年を読み取れませんでした。", like)
    return int(era.first_day[:4]) + count - 1


def _agree(found: re.Match[str], earliest: str, latest: str, text: str, like: str) -> None:
    """An era's year 1 starts on its first day.

    Later dates than its end are taken: papers printed before the change carry them.
    """
    parts = found.groupdict()
    if parts.get("era") is None:
        return
    era = next(era for era in ERAS if parts["era"] in (era.name, era.name[0], era.letter))
    if latest < era.first_day:
        raise Refusal(f"「{_cut(text)}」は{era.name}の始まる前の日付になっています。", like)


def _month_of(head: str, text: str) -> str:
    try:
        return month(head)
    except Refusal:
        raise Refusal(f"「{_cut(text)}」を期間として読み取れませんでした。", PERIOD_LIKE) from None


def _at_a_dash(plain: str) -> tuple[str, list[str]]:
    """2015年4月-2019年3月 and 2015/4-2019/3: the dash that leaves a month on both sides, if there is one."""
    for at in (found.start() for found in re.finditer("-", plain)):
        head, tail = plain[:at], plain[at + 1 :]
        if _reads(head) and (tail in _NOW or tail == "" or _reads(tail.removesuffix("まで"))):
            return head, [tail]
    return plain, []


def _reads(text: str) -> bool:
    return (_MONTH.fullmatch(text) or _PLAIN_MONTH.fullmatch(text)) is not None


def _era_words(value: str) -> str:
    for era in ERAS:
        if value >= era.first_day:
            count = int(value[:4]) - int(era.first_day[:4]) + 1
            return f"（{era.name}{'元' if count == 1 else count}年）"
    return ""
