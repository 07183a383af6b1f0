"""Claimed times of a declaration: from what was typed to moments, within what can be true."""

from __future__ import annotations

from conversations.declaring.facts import DeclareFacts
from conversations.kinds.kind import Answers
from flex_messages.words import clock
from rules.declaring import BOTH_TIMES, LONGEST
from rules.japan_time import DAY, at, day, moment
from rules.refusal import Refusal

MINUTE, HOUR = 60_000, 3_600_000
EARLIER = 3 * HOUR
"""So long before the plan a visit may have begun."""


def claimed(starts: str | None, ends: str | None, facts: DeclareFacts) -> dict[str, int]:
    """{"starts", "ends"} in milliseconds. A time that is the recorded one, or not claimed, keeps its second."""
    recorded = facts.it
    start = recorded.checked_in if _same(starts, recorded.checked_in) else on(recorded.starts, str(starts))
    end = recorded.checked_out if _same(ends, recorded.checked_out) else _after(start, str(ends))
    return {"starts": start, "ends": end}


def _same(value: str | None, recorded: int) -> bool:
    return value is None or (recorded > 0 and value == f"{moment(recorded):%H:%M}")


def on(known: int, value: str) -> int:
    """That time of day on the day of a known moment in Japan."""
    hour, minute = (int(part) for part in value.split(":"))
    return at(day(known), hour) + minute * MINUTE


def _after(starts: int, value: str) -> int:
    """Past midnight it belongs to the day it began."""
    ends = on(starts, value)
    return ends + DAY if ends + MINUTE <= starts else ends


def check_start(value: str, answers: Answers, facts: DeclareFacts) -> str:
    starts = on(facts.it.starts, value)
    if starts > facts.now:
        raise Refusal("まだ来ていない時刻です。支援を始めた時刻をお送りください。", words(facts.now))
    if starts < facts.it.starts - EARLIER:
        planned = words(facts.it.starts)
        raise Refusal(f"予定の開始は{planned}です。支援を始めた時刻をお確かめください。", planned)
    return value


def check_end(value: str, answers: Answers, facts: DeclareFacts) -> str:
    times = claimed(_start(answers, facts), value, facts)
    begun = words(times["starts"])
    if times["ends"] > facts.now:
        raise Refusal(f"始まりは{begun}です。終わりの時刻は、支援が終わってからお送りください。", words(facts.now))
    if times["ends"] - times["starts"] < MINUTE:
        raise Refusal(f"始まりは{begun}です。それより後の時刻をお送りください。")
    if times["ends"] - times["starts"] > LONGEST:
        raise Refusal(f"始まりは{begun}です。終わりの時刻をお確かめください。")
    return value


def _start(answers: Answers, facts: DeclareFacts) -> str | None:
    return answers["starts"] if facts.kind in BOTH_TIMES else None


def of_answers(answers: Answers, facts: DeclareFacts) -> dict[str, int]:
    """What was claimed, once everything is answered."""
    return claimed(_start(answers, facts), answers["ends"], facts)


def words(time: int) -> str:
    """14:02"""
    return clock(moment(time))
