"""Times of day, alone or behind a day, as people write them: 14:00, 14時半, 午後2時, 1400, 12月8日 13時30分, 明日10時.

What cannot be read is refused with an example. Values are Japan's wall clock as ISO text: "14:00", "2026-12-08T13:30".
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, timedelta

from rules import dates
from rules.japan_time import JAPAN
from rules.refusal import Refusal

TIME_LIKE = "14:00、午後2時"
DAY_TIME_LIKE = "12月8日 13:30"
MINUTE = 60_000

_TIME = re.compile(
    r"(?P<half>午前|午後|AM|PM)?(?P<hour>\d{1,2})(?:時|:)(?:(?P<minute>\d{1,2})分?|(?P<thirty>半))?", re.IGNORECASE
)
_PLAIN = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
_TAIL = re.compile("(?:から|より|ごろ|頃|開始|〜|~)$")
_SHORT = re.compile(r"(?P<month>\d{1,2})(?:月|[-/.])(?P<day>\d{1,2})日?(?:\([日月火水木金土]\))?")
_SPOKEN = {"今日": 0, "本日": 0, "明日": 1, "あした": 1, "あす": 1, "明後日": 2, "あさって": 2}
_BETWEEN = re.compile(r"[\sT,、の]+|(?<=[日)])|(?<=あす)|(?<=あした)|(?<=あさって)")


def time(text: str) -> str:
    """The time as "HH:MM"."""
    plain = _TAIL.sub("", _plain(text))
    found = _TIME.fullmatch(plain) or _PLAIN.fullmatch(plain)
    if plain == "正午":
        return "12:00"
    if found is None:
        raise Refusal(f"「{_cut(text)}」を時刻として読み取れませんでした。", TIME_LIKE)
    parts = found.groupdict()
    hour, minute = int(parts["hour"]), 30 if parts.get("thirty") else int(parts["minute"] or 0)
    if (parts.get("half") or "").upper() in ("午後", "PM") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise Refusal(f"「{_cut(text)}」という時刻はありませんでした。", TIME_LIKE)
    return f"{hour:02}:{minute:02}"


def day_time(text: str, today: date) -> str:
    """The moment as "YYYY-MM-DDTHH:MM". A day without a year is the next such day from today on."""
    words = unicodedata.normalize("NFKC", text).strip()
    for cut in _BETWEEN.finditer(words):
        with suppress(Refusal):
            return f"{dates.day(coming(words[: cut.start()], today))}T{time(words[cut.end() :])}"
    raise Refusal(f"「{_cut(text)}」を日時として読み取れませんでした。", DAY_TIME_LIKE)


def coming(text: str, today: date) -> str:
    """The day in words with the year that makes it the next such day; anything else as it was."""
    plain = _plain(text)
    if plain in _SPOKEN:
        return (today + timedelta(_SPOKEN[plain])).isoformat()
    found = _SHORT.fullmatch(plain)
    if found is None:
        return text
    month, day = int(found["month"]), int(found["day"])
    year = today.year if (month, day) >= (today.month, today.day) else today.year + 1
    return f"{year}-{month}-{day}"


def at(moment: str) -> int:
    """ "2026-12-08T13:30" on Japan's clock in milliseconds UTC."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=JAPAN).timestamp()) * 1000


def wall_clock(at: int) -> str:
    """Milliseconds UTC as "2026-12-08T13:30" on Japan's clock."""
    return datetime.fromtimestamp(at / 1000, JAPAN).strftime("%Y-%m-%dT%H:%M")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _cut(text: str) -> str:
    return " ".join(text.split())[:20]
