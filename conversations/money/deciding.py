"""「判断を記録する」: cases that the rule leaves to the secretariat. Who decided what and why stays in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, Text
from conversations.kinds.kind import Answers
from conversations.money import desk, ledger
from conversations.outgoing import Begin, Outgoing
from conversations.sure import sure
from flex_messages.cards import Say, Show
from rules.exclusions import WORDS
from rules.payment import OPEN
from rules.text_width import fold
from storage import people
from storage.payments import Payment
from storage.people import Membership
from storage.store import Unit

NAME = "decide_case"
RECORD = "判断を記録する"
_DECISIONS = {"lift": "謝金の対象とする", "bar": "謝金の対象外とする"}
_NOTHING = "この謝金について、判断を記録するものはありません。"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    member: Membership | None
    it: Payment


async def case_facts(unit: Unit, person: str, subject: str) -> CaseFacts:
    member = (await people.person(unit, person)).active
    return CaseFacts(member, await desk.ours(unit, member, subject))


async def begin_decision(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await desk.ours(unit, doing.member, doing.about)
    if not _decidable(it):
        return [Say(_NOTHING)]
    return [Begin(NAME, it.dispatch)]


async def finish(unit: Unit, event: Event, subject: str, answers: Answers, facts: CaseFacts) -> Sequence[Outgoing]:
    if answers["case"] not in _decidable(facts.it):
        return [Say(_NOTHING)]
    after = await ledger.decide(unit, facts.it, answers["case"], answers["decision"], event.person, answers["reason"])
    return [Say("判断を記録しました。"), Show((await desk.sheet(unit, after),))]


def _decidable(it: Payment) -> dict[str, str]:
    """Case -> words, as long as the sum is open."""
    if it.state not in OPEN:
        return {}
    return {code: WORDS[code] for code in it.snapshot.get("decidable", ())}


def _cases(answers: Answers, facts: Any) -> Mapping[str, str]:
    return _decidable(facts.it)


def _sure(answers: Answers, facts: CaseFacts) -> str:
    return (
        f"「{_decidable(facts.it).get(answers['case'], '')}」について、{_DECISIONS[answers['decision']]}と記録します。"
    )


DECIDE_CASE = Dialog(
    name=NAME,
    title=RECORD,
    roles=CLERKS,
    facts=case_facts,
    fields=(
        Field("事由", Step("case", "どの事由についての判断ですか。", Choice(_cases))),
        Field("判断", Step("decision", "この支援の謝金を、どう扱いますか。", Choice(_DECISIONS))),
        Field(
            "理由",
            Step(
                "reason",
                "判断の理由をお送りください。",
                Text(200, clean=fold),
                hint="監査で確認される記録です。",
                example="全国団体の会員であることを確認し、要領の趣旨により対象とする。",
            ),
        ),
        sure(_sure, RECORD),
    ),
    finish=finish,
)
ACTIONS = (Action("begin_decision", CLERKS, begin_decision),)
