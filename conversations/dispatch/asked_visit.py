"""Chapter 訪問: on the spot or online, where, when and how long, and about what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.dispatch import asked_place, candidates
from conversations.dispatch.chapters import VISIT
from conversations.dispatch.facts import RequestFacts, ends_of, starts_of
from conversations.kinds import Choice, DayTime
from conversations.kinds.kind import Answers
from flex_messages.cards import Card, Status
from flex_messages.words import MENU_WORDS, clock, minutes, span
from rules import times
from rules.business_days import add_business_days
from rules.fields_of_support import FIELDS_OF_SUPPORT
from rules.fiscal_year import fiscal_year, last_day, year_to_prepare
from rules.japan_time import day, moment
from rules.refusal import Refusal
from rules.schemes import Scheme, scheme_on
from rules.visit_limits import check_limit, count
from storage.dispatches import Dispatch

METHODS = {"onsite": "訪問", "online": "オンライン"}
LENGTHS = {str(length): minutes(length) for length in range(60, 361, 30)}
FIRST_HOUR = "10:00"
ONLINE_UNPAID = "オンラインの支援は、謝金の対象外です。回数の上限にも数えません。"


def scheme_of(answers: Mapping[str, Any], facts: RequestFacts) -> Scheme:
    """That of the day of the visit; of today while that is not known."""
    return scheme_on(day(starts_of(answers) or facts.now))


def online_note(answers: Answers, facts: RequestFacts) -> str:
    return "" if scheme_of(answers, facts).online_paid else ONLINE_UNPAID


def _method(answers: Answers, facts: RequestFacts) -> Card:
    text = online_note(answers, facts)
    return Card(MENU_WORDS["request"], "支援の方法は、\nどちらですか。", Status("下書き"), text=text)


def _earliest(answers: Answers, facts: RequestFacts) -> str:
    return times.wall_clock(facts.now)


def _latest(answers: Answers, facts: RequestFacts) -> str:
    return f"{last_day(year_to_prepare(facts.today)).isoformat()}T23:59"


def _next_week(answers: Answers, facts: RequestFacts) -> str:
    """Where the calendar opens: a business day that leaves time for the offer."""
    return f"{add_business_days(facts.today + timedelta(days=1), 4).isoformat()}T{FIRST_HOUR}"


def _today(answers: Answers, facts: RequestFacts) -> str:
    return facts.today.isoformat()


def check_day(value: Any, answers: Answers, facts: RequestFacts) -> str:
    """Within the period of support, and within the visits a client may have in all."""
    on = day(times.at(value))
    if on > scheme_on(on).last_day(on):
        raise Refusal("その日は、今年度の支援の期間を過ぎています。")
    check_visits({**answers, "day_time": value}, facts, it=True)
    return str(value)


def check_visits(answers: Mapping[str, Any], facts: RequestFacts, *, it: bool, but: str = "") -> None:
    """Whether the client may have one more visit in the year of the visit; but: the id of one that is moved."""
    scheme = scheme_of(answers, facts)
    if answers["method"] == "online" and not scheme.online_paid:
        return
    check_limit(count(visits_of_year(answers, facts, but), scheme), it, scheme)


def visits_of_year(answers: Mapping[str, Any], facts: RequestFacts, but: str = "") -> list[Dispatch]:
    year = fiscal_year(day(starts_of(answers) or facts.now))
    return [each for each in facts.visits if each.fiscal_year == year and each.id != but]


def check_length(value: Any, answers: Answers, facts: RequestFacts) -> str:
    """Ends on its day, and leaves the expert that was chosen already free."""
    given = {**answers, "length": value}
    starts, ends = starts_of(given), ends_of(given)
    if day(starts) != day(ends - 1):
        raise Refusal(
            f"{clock(moment(starts))}からですと、次の日にかかります。その日のうちに終わる長さをお選びください。"
        )
    if facts.expert is not None and answers["expert"] == facts.expert.it.id:
        candidates.check_free(facts.expert, starts, ends)
    return str(value)


def check_theme(value: Any, answers: Answers, facts: RequestFacts) -> str:
    check_visits(answers, facts, it=value == "it")
    return str(value)


def planned_words(answers: Answers, facts: Facts) -> str:
    if not answers["length"]:
        return ""
    start, end = moment(starts_of(answers)), moment(ends_of(answers))
    return f"{span(start, end, lines=True)}\n（{LENGTHS[answers['length']]}）"


DAY_TIME = Step(
    "day_time",
    "支援を始める日時は、\nいつですか。",
    DayTime(_today, _earliest, _latest, _next_week),
    check=check_day,
)
LENGTH = Step("length", "支援の長さは、\nどのくらいですか。", Choice(LENGTHS), check=check_length)
FIELDS = (
    Field("支援の方法", Step("method", _method, Choice(METHODS)), chapter=VISIT),
    *asked_place.FIELDS,
    Field("日時", DAY_TIME, LENGTH, chapter=VISIT, show=planned_words),
    Field(
        "支援テーマ",
        Step("theme", "何についての支援ですか。", Choice(FIELDS_OF_SUPPORT), check=check_theme),
        chapter=VISIT,
    ),
)
