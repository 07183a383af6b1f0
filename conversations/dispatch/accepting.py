"""引き受ける: who asked first, what that means for the pay, and the date is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.dialog import Dialog, Field, Step
from conversations.dispatch import candidates, notices
from conversations.dispatch.asked_expert import ASKED_FIRST
from conversations.dispatch.barring import bars, warnings
from conversations.dispatch.details import details
from conversations.dispatch.following import step
from conversations.dispatch.moving import own
from conversations.dispatch.offered import outdated
from conversations.dispatch.offering import answered
from conversations.dispatch.terms import ABOUT
from conversations.events import Event
from conversations.kinds import Choice
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from conversations.sure import sure
from flex_messages.cards import Card, Note, Say, Show, Status
from flex_messages.words import ACCEPT
from rules.appointment import may_be_dispatched
from rules.japan_time import day
from rules.refusal import Refusal
from rules.registration import may_be_offered
from rules.visit_window import overlapping
from storage import agencies, registrations
from storage.agencies import Agency
from storage.dispatches import Dispatch
from storage.registrations import Registration
from storage.store import Unit

EXPERTS = ("expert",)
MISMATCH = "requester_differs"
_BEGUN = "支援を始める日時を過ぎているため、お引き受けいただけません。支援機関へご連絡ください。"
_NOT_NOW = "いまの登録の状態では、派遣をお引き受けいただけません。「お問い合わせ」から事務局へご連絡ください。"
_NO_CONSENT = "その日の委嘱条件に同意いただいていないため、お引き受けいただけません。「申請状況」をご確認ください。"
_BUSY = "同じ時間に、ほかの派遣があります。「派遣予定」をご確認のうえ、支援機関へご連絡ください。"


@dataclass(frozen=True, slots=True)
class AcceptFacts:
    it: Dispatch
    agency: Agency
    registration: Registration


async def accept_facts(unit: Unit, person: str, subject: str) -> AcceptFacts:
    it = await own(unit, person, subject.partition(":")[0])
    agency, registration = await agencies.one(unit, it.agency), await registrations.one(unit, it.registration)
    assert agency is not None
    assert registration is not None
    return AcceptFacts(it, agency, registration)


async def accept(unit: Unit, event: Event, subject: str, answers: Answers, facts: AcceptFacts) -> Sequence[Outgoing]:
    id, _, version = subject.partition(":")
    it = await own(unit, event.person, id)
    if (shown := await outdated(unit, it, int(version))) is not None:
        return shown
    return await accepted(unit, it, answers["asked_first"])


async def accepted(unit: Unit, it: Dispatch, says: str = "") -> list[Outgoing]:
    """says: who asked first, in the expert's words; "" when that was said before. When it cannot be accepted any more,
    asking again would not help: it is said.
    """
    try:
        await _check(unit, it)
    except Refusal as no:
        return [Say(no.words)]
    request, flags = dict(it.request), it.flags
    if says:
        request["expert_says_asked_first"] = says
        flags = tuple(dict.fromkeys((*flags, *(() if says == request["asked_first"] else (MISMATCH,)))))
    request.pop("was", None)
    await answered(unit, it)
    agreed, first = await step(unit, it, "agree", it.expert, agreed=unit.now, request=request, flags=flags)
    after, second = await step(unit, agreed, "schedule", it.expert)
    [card] = (await details(unit, after, "expert")).cards
    shown = replace(card, about=ABOUT, title=f"{card.title}への派遣を\n引き受けました", alt="派遣の日程が確定しました")
    return [Show((shown,)), *await notices.to_agency(unit, after, notices.ANSWERED), *first, *second]


async def _check(unit: Unit, it: Dispatch) -> None:
    """Raises Refusal in words for the expert."""
    if unit.now >= it.starts:
        raise Refusal(_BEGUN)
    found = await candidates.of_registration(unit, it.registration, it.starts)
    if found is None or not may_be_offered(found.it.state):
        raise Refusal(_NOT_NOW)
    if not may_be_dispatched(found.appointment, day(it.starts)):
        raise Refusal(_NO_CONSENT)
    settled = [each for each in found.visits if each.id != it.id and each.state != "OFFERED"]
    if overlapping(settled, it.starts, it.ends) is not None:
        raise Refusal(_BUSY)


def _says_otherwise(answers: Answers, facts: AcceptFacts) -> bool:
    """The answer bars the pay, or leaves it to the secretariat: that is said before anything is accepted."""
    return bool(_warned(answers, facts))


def _warned(answers: Answers, facts: AcceptFacts) -> list[str]:
    says = answers["asked_first"]
    asked = {**facts.it.request, "expert_says_asked_first": says}
    return warnings(bars(asked, facts.agency, facts.registration), False, facts.it.starts) if says == "expert" else []


def _sure(answers: Answers, facts: AcceptFacts) -> Card:
    return Card(
        ABOUT,
        "このまま\nお引き受けになりますか。",
        Status("ご確認", "attention"),
        note=Note("\n".join(_warned(answers, facts)), "謝金について"),
    )


ACCEPT_OFFER = Dialog(
    name="accept_offer",
    title=ABOUT,
    roles=EXPERTS,
    facts=accept_facts,
    fields=(
        Field(
            "最初に希望した方",
            Step(
                "asked_first",
                "この派遣を\n最初に希望したのは、\nどなたですか。",
                Choice(ASKED_FIRST, proof=True),
                hint="お答えいただくと、お引き受けの手続きが終わります。",
            ),
        ),
        sure(_sure, ACCEPT, when=_says_otherwise),
    ),
    finish=accept,
)
