"""「派遣を申請」: from the client to the offer. What was checked at each question is checked again when it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.dialog import Dialog, Field, Looking, Step
from conversations.dispatch import asked_client, asked_consultation, asked_expert, asked_visit
from conversations.dispatch.asked_visit import check_day, check_length, check_theme
from conversations.dispatch.barring import bars, warnings
from conversations.dispatch.cards import rows, seen, status
from conversations.dispatch.chapters import EXPERT, ORDER
from conversations.dispatch.drafting import drafted, is_like_another, registered
from conversations.dispatch.facts import RequestFacts, looks, request_facts, requesting_agency, starts_of
from conversations.dispatch.offering import answer_by, offer, until
from conversations.dispatch.repeating import returned
from conversations.events import Event
from conversations.kinds import Review
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Row, Show
from flex_messages.words import MENU_WORDS
from rules.refusal import Refusal
from storage import clients, people, places
from storage.dispatches import Dispatch
from storage.store import Unit

AGENCIES = ("agency",)
_ERASED = "この事業者の登録は、すでに消去されています。「事業者」を直してください。"
_PAST = "支援を始める日時を過ぎています。「日時」を直してください。"


async def send(unit: Unit, event: Event, subject: str, answers: Answers, facts: RequestFacts) -> Sequence[Outgoing]:
    fresh = await _afresh(unit, event.person, answers, facts)
    _check(answers, fresh)
    client = fresh.client or await registered(unit, answers, fresh)
    flags = ("similar_client",) if fresh.client is None and await is_like_another(unit, client) else ()
    if pin := answers["pin"]:
        where = {"source": pin["source"], "by": event.person, "label": pin["label"]}
        await places.add(unit, client.id, pin["latitude"], pin["longitude"], **where)
    it, said = await offer(unit, replace(drafted(answers, fresh, client), flags=flags))
    return [Show((await _sent(unit, it),)), *said]


async def _afresh(unit: Unit, person: str, answers: Answers, facts: RequestFacts) -> RequestFacts:
    """Authority, client and expert as they are now, and nobody else's to plan with until this is written."""
    agency = await requesting_agency(unit, person)
    if facts.client is not None:
        await clients.lock(unit, facts.client.id)
    if facts.expert is not None:
        await people.lock(unit, facts.expert.it.person)
    return await looks(unit, replace(facts, agent=person, agency=agency, now=unit.now), Looking(answers))


def _check(answers: Answers, facts: RequestFacts) -> None:
    """Raises Refusal, in the words of the question where it can be mended."""
    if isinstance(answers["client"], str) and not (facts.client and facts.client.name):
        raise Refusal(_ERASED)
    if starts_of(answers) <= facts.now:
        raise Refusal(_PAST)
    check_day(answers["day_time"], answers, facts)
    check_theme(answers["theme"], answers, facts)
    check_length(answers["length"], answers, facts)
    asked_expert.check_expert(answers["expert"], answers, facts)


async def _sent(unit: Unit, it: Dispatch) -> Card:
    this = await seen(unit, it)
    return Card(
        about=MENU_WORDS["request"],
        title="送信しました",
        status=status(it, unit.now),
        text=f"{answer_by(it.offer_until)}、専門家の方のお返事をお待ちします。",
        rows=(Row("支援先", this.client.name), *rows(this, "agency")),
        buttons=(Button(MENU_WORDS["dispatches"], Act("dispatches"), "secondary"),),
        alt="派遣の申請を送信しました",
    )


def _afterwards(answers: Answers, facts: RequestFacts) -> str:
    """What happens next, and what the terms mean for the pay."""
    if facts.expert is None:
        return ""
    by = answer_by(until(facts.now, starts_of(answers) or facts.now))
    found = warnings(_bars(answers, facts), answers["method"] == "online", starts_of(answers))
    return "\n".join((f"専門家の方に派遣をお願いし、{by}お返事をお待ちします。", *found))


def _bars(answers: Answers, facts: RequestFacts) -> Any:
    assert facts.expert is not None
    said = {name: answers[name] == "yes" for name in ("paid_by_agency", "member_of_agency")}
    return bars({**said, "asked_first": answers["asked_first"]}, facts.agency, facts.expert.it)


REQUEST = Dialog(
    name="request",
    title=MENU_WORDS["request"],
    roles=AGENCIES,
    chapters=ORDER,
    facts=request_facts,
    looks=looks,
    on_return=returned,
    fields=(
        *asked_client.FIELDS,
        *asked_consultation.FIELDS,
        *asked_visit.FIELDS,
        *asked_expert.FIELDS,
        Field("確認", Step("review", "内容をご確認ください", Review(after=_afterwards)), chapter=EXPERT),
    ),
    finish=send,
)
