"""日時を変更: the agency asks for another day or time, and the expert agrees again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.actions import Action, Doing
from conversations.dialog import Dialog, Field, Looking, Returned, Step
from conversations.dispatch import candidates, notices
from conversations.dispatch.asked_visit import DAY_TIME, LENGTH, check_visits, planned_words
from conversations.dispatch.details import CHANGE, details
from conversations.dispatch.facts import RequestFacts, ends_of, looks, requesting_agency, starts_of
from conversations.dispatch.following import step
from conversations.dispatch.moving import of_our_agency
from conversations.dispatch.offering import answer_by, until, watch
from conversations.events import Event
from conversations.kinds import Review
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Row, Say
from flex_messages.words import span
from rules import times
from rules.dispatch import DISPATCH
from rules.fiscal_year import fiscal_year
from rules.japan_time import day, moment
from rules.refusal import Refusal
from storage import clients, people
from storage.dispatches import Dispatch
from storage.store import Unit

AGENCIES = ("agency",)
UPDATED = Say("内容が更新されました。新しい内容をご確認ください。")
_PAST = "支援を始める日時を過ぎています。「日時」を直してください。"
_OVER = Say("この派遣の日時は、もう変更できません。")


async def begin_rescheduling(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_agency(unit, doing.member, doing.about)
    if (shown := await outdated(unit, it, doing.version, "reschedule", _OVER)) is not None:
        return shown
    return [Begin("reschedule", f"{it.id}:{it.version}")]


async def outdated(unit: Unit, it: Dispatch, version: int, event: str, over: Say) -> list[Outgoing] | None:
    """What to show the agency instead, when the road has no such step any more or somebody moved it."""
    if not DISPATCH.may(it.state, event):
        return [over, await details(unit, it, "agency")]
    return [UPDATED, await details(unit, it, "agency")] if it.version != version else None


async def change_facts(unit: Unit, person: str, subject: str) -> RequestFacts:
    agency = await requesting_agency(unit, person)
    it = await of_our_agency(unit, (await people.person(unit, person)).active, subject.partition(":")[0])
    return await looked(unit, RequestFacts(person, agency, unit.now, it), Looking({}))


async def looked(unit: Unit, facts: RequestFacts, looking: Looking) -> RequestFacts:
    """As for a request: its client and expert, around the day that is said."""
    it = facts.previous
    assert it is not None
    stands = {"client": it.client, "expert": it.registration, "day_time": times.wall_clock(it.starts)}
    return await looks(unit, facts, replace(looking, answers={**stands, **looking.answers}))


def _check(answers: Answers, facts: RequestFacts) -> None:
    """Raises Refusal. The visit itself counts neither towards the limit nor as an overlap."""
    it = facts.previous
    assert it is not None
    assert facts.expert is not None
    if starts_of(answers) <= facts.now:
        raise Refusal(_PAST)
    method = {"method": "online" if it.online else "onsite", "day_time": answers["day_time"]}
    check_visits(method, facts, it=it.it, but=it.id)
    candidates.check_appointed(facts.expert, starts_of(answers))
    candidates.check_free(facts.expert, starts_of(answers), ends_of(answers), it.id)


def _day(value: Any, answers: Answers, facts: RequestFacts) -> str:
    if answers["length"]:
        _check({**answers, "day_time": value}, facts)
    return str(value)


def _length(value: Any, answers: Answers, facts: RequestFacts) -> str:
    _check({**answers, "length": value}, facts)
    return str(value)


async def reschedule(
    unit: Unit, event: Event, subject: str, answers: Answers, facts: RequestFacts
) -> Sequence[Outgoing]:
    id, _, version = subject.partition(":")
    it = await of_our_agency(unit, (await people.person(unit, event.person)).active, id)
    if (shown := await outdated(unit, it, int(version), "reschedule", _OVER)) is not None:
        return shown
    await clients.lock(unit, it.client)
    await people.lock(unit, it.expert)
    _check(answers, await looked(unit, replace(facts, previous=it, now=unit.now), Looking(answers)))
    starts, ends = starts_of(answers), ends_of(answers)
    request = {**it.request, "was": {"starts": it.starts, "ends": it.ends}}
    after, said = await step(
        unit, it, "reschedule", event.person, starts=starts, ends=ends, fiscal_year=fiscal_year(day(starts)),
        offered=unit.now, offer_until=until(unit.now, starts), agreed=0, request=request,
    )  # fmt: skip
    await watch(unit, after)
    words = f"専門家の方に、日時の変更をお願いしました。{answer_by(after.offer_until)}お返事をお待ちします。"
    shown_now = await details(unit, after, "agency")
    return [Say(words), shown_now, notices.to_expert(after, notices.CHANGED, "open_offer"), *said]


def _now(facts: RequestFacts) -> tuple[Row, ...]:
    it = facts.previous
    assert it is not None
    return (Row("いまの日時", span(moment(it.starts), moment(it.ends), lines=True)),)


def returned(facts: RequestFacts) -> Returned | None:
    """The length stands; the day is asked."""
    it = facts.previous
    assert it is not None
    return Returned({"length": str((it.ends - it.starts) // times.MINUTE)})


RESCHEDULE = Dialog(
    name="reschedule",
    title=CHANGE,
    roles=AGENCIES,
    facts=change_facts,
    looks=looked,
    known=_now,
    on_return=returned,
    fields=(
        Field(
            "日時",
            replace(DAY_TIME, check=_day),
            replace(LENGTH, check=_length),
            show=planned_words,
        ),
        Field(
            "確認",
            Step(
                "review",
                "内容をご確認ください",
                Review(after="専門家の方に、もう一度お引き受けいただいてから、新しい日時に決まります。"),
            ),
        ),
    ),
    finish=reschedule,
)
ACTIONS = (Action("begin_rescheduling", AGENCIES, begin_rescheduling),)
