"""「就任承諾書を送る」: the name as a signature, the day, a look at it all, and it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.actions import Action, Doing
from conversations.appointment.conditions import EXPERTS
from conversations.appointment.moving import moved, name_of, own, when
from conversations.appointment.road import road_card
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.invitation.recent_day import RecentDay
from conversations.kinds import Review, Text
from conversations.kinds.kind import Answers
from conversations.money import ledger
from conversations.outgoing import Begin, Outgoing
from conversations.registration.person import LONGEST_TYPED
from flex_messages.cards import Say, Show
from rules.appointment import APPOINTMENT
from rules.dates import day_words
from rules.japan_time import day
from rules.refusal import Refusal
from rules.signatures import same_name
from storage import appointments, jobs, registrations
from storage.appointments import Appointment
from storage.store import Unit

NOT_YET = Say("就任承諾書は、委嘱状が届いてからお送りいただけます。「申請状況」から今の状況をご覧ください。")


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """name: as registered; today: the day in Japan on which the answer is given."""

    it: Appointment
    name: str
    today: date


async def acceptance_facts(unit: Unit, person: str, subject: str) -> AcceptanceFacts:
    it = await own(unit, person, subject)
    return AcceptanceFacts(it, await name_of(unit, it), day(unit.now))


async def begin_acceptance(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the appointment; "" the one that waits for it, wherever the button stands."""
    it = await own(unit, doing.person.id, doing.about) if doing.about else await _waiting(unit, doing.person.id)
    if it is None or not APPOINTMENT.may(it.state, "accept"):
        return [_said(it)]
    return [Begin("acceptance", it.id)]


async def _waiting(unit: Unit, person: str) -> Appointment | None:
    found = await appointments.of_person(unit, person)
    return next((it for it in found if APPOINTMENT.may(it.state, "accept")), found[0] if found else None)


def _said(it: Appointment | None) -> Say:
    if it is not None and it.accepted:
        return Say(f"就任承諾書は、{when(it.accepted)}にお送りいただいています。「申請状況」からご覧いただけます。")
    return NOT_YET


async def accept(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    it = await own(unit, event.person, subject)
    if not APPOINTMENT.may(it.state, "accept"):
        return [_said(it)]
    given = {"accepted_on": answers["accepted_on"], "signature": answers["signature"]}
    after = await moved(unit, it, "accept", event.person, accepted=unit.now, **given)
    await jobs.add(unit, "acceptance", after.id)
    await ledger.reconsider_all(unit, event.person)
    registration = await registrations.one(unit, it.registration)
    assert registration is not None
    card = road_card(after, registration.secretariat_decided, registration.receipt, "就任承諾書を\n受け付けました")
    return [Show((card,))]


def _signed(value: Any, answers: Answers, facts: AcceptanceFacts) -> str:
    if not same_name(value, facts.name):
        raise Refusal("ご登録のお名前と違っていました。同じ文字でお送りください。", facts.name)
    return facts.name


def _ask(answers: Answers, facts: AcceptanceFacts) -> str:
    return f"委嘱をお受けになる場合は、署名として、ご登録のお名前「{facts.name}」を入力してください。"


def _since_the_letter(value: Any, answers: Answers, facts: AcceptanceFacts) -> str:
    """Checked here: LINE's calendar takes no bounds that leave a single day."""
    issued = day(facts.it.issued)
    if date.fromisoformat(value) < issued:
        raise Refusal("委嘱状の発行日より前の日になっています。", day_words(issued.isoformat()))
    return str(value)


def _today(answers: Answers, facts: AcceptanceFacts) -> str:
    return facts.today.isoformat()


ACCEPTANCE = Dialog(
    name="acceptance",
    title="就任承諾書",
    roles=EXPERTS,
    facts=acceptance_facts,
    fields=(
        Field("氏名（署名）", Step("signature", _ask, Text(LONGEST_TYPED), check=_signed)),
        Field(
            "承諾日",
            Step(
                "accepted_on",
                "就任を承諾する日は、いつですか。",
                RecentDay(most=_today, initial=_today),
                check=_since_the_letter,
                hint="「今日」とお送りいただくこともできます。",
                example="今日",
            ),
        ),
        Field(
            "確認",
            Step(
                "review",
                "内容をご確認ください",
                Review(after="就任承諾書を事務局に提出します。控えは「申請状況」からいつでもご覧いただけます。"),
            ),
        ),
    ),
    finish=accept,
)
ACTIONS = (Action("begin_acceptance", EXPERTS, begin_acceptance),)
