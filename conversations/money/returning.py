"""「振込不能を記録する」: the bank sent money back, which goes out again after a new look at its account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, Search
from conversations.kinds.kind import Answers
from conversations.masked import masked
from conversations.money import ledger
from conversations.money.transfers import RETURNED, ours, print_of_line
from conversations.outgoing import Begin, Notice, Outgoing
from conversations.reason import reason
from conversations.registration.person import full
from conversations.sure import sure
from flex_messages.cards import Act, Say
from flex_messages.words import money
from rules.search_words import folded
from storage import account_checks, audit, dispatches, people, registrations, transfers
from storage.people import Membership
from storage.store import Unit

FEW = 12
"""So many lines are buttons; of more, one is searched."""
REASONS = {
    "口座番号が違う": "口座番号が、銀行の登録と違っていました。",
    "名義が違う": "口座名義が、銀行の登録と違っていました。",
    "口座がない": "口座が解約されているか、見つかりませんでした。",
}


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """member: the clerk's; lines: dispatch -> whose it is and how much."""

    member: Membership | None
    lines: Mapping[str, str]


async def _return_facts(unit: Unit, person: str, subject: str) -> ReturnFacts:
    found: dict[str, str] = {}
    for id, outcome in await transfers.outcomes(unit, subject):
        if outcome == "returned":
            continue
        it = await ledger.read(unit, id)
        registration = await registrations.one(unit, it.registration)
        dispatch = await dispatches.one(unit, id)
        name = full(registration.profile, "name") if registration else ""
        found[id] = f"{name} {money(it.net)} {dispatch.number if dispatch else ''}"
    return ReturnFacts((await people.person(unit, person)).active, found)


async def begin_return(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await ours(unit, doing.member, doing.about)
    if not (await _return_facts(unit, doing.person.id, it.id)).lines:
        return [Say("この振込データは、すべて振込不能として記録されています。")]
    return [Begin("bank_return", it.id)]


async def _return(unit: Unit, event: Event, subject: str, answers: Answers, facts: ReturnFacts) -> Sequence[Outgoing]:
    it = await ours(unit, facts.member, subject)
    line = await transfers.line(unit, it.id, _which(answers))
    if line is None or line.outcome == "returned":
        return [Say("この振込は、すでに振込不能として記録されています。")]
    await transfers.note_outcome(unit, it.id, line.dispatch, "returned", was=line.outcome)
    before = await ledger.read(unit, line.dispatch)
    after = await ledger.moved(unit, before, "return_by_bank", event.person, transfer="", paid=0)
    await account_checks.withdraw(unit, after.expert, print_of_line(line))
    await audit.note(
        unit,
        actor=event.person,
        action="transfer.returned",
        subject=it.id,
        after=line.dispatch,
        reason=answers["reason"],
        person=after.expert,
    )
    await ledger.reconsider_all(unit, after.expert)
    return [Say("振込不能を記録しました。専門家の方に、口座の確認をお願いしました。"), _tell(after.expert)]


def _tell(expert: str) -> Notice:
    title, alt = "謝金のお振込みが\nできませんでした", "謝金についてのお知らせがあります"
    return Notice(expert, masked(title, Act("honorarium"), text="口座のご確認をお願いします。", alt=alt))


def _lines(answers: Answers, facts: Any) -> Mapping[str, str]:
    lines: Mapping[str, str] = facts.lines
    return lines


def _few(answers: Answers, facts: Any) -> bool:
    return len(facts.lines) <= FEW


def _find(text: str, answers: Answers, facts: Any) -> Sequence[tuple[str, str]]:
    return [(key, words) for key, words in facts.lines.items() if folded(text) in folded(words)]


def _found(key: str, answers: Answers, facts: Any) -> str:
    return str(facts.lines.get(key, ""))


def _which(answers: Answers) -> str:
    return str(answers["line"] or answers["found"] or "")


BANK_RETURN = Dialog(
    name="bank_return",
    title=RETURNED,
    roles=CLERKS,
    facts=_return_facts,
    fields=(
        reason(
            "銀行から伝えられた理由は何ですか。",
            REASONS,
        ),
        Field(
            "振込",
            Step("line", "振り込めなかったのは、どちらですか。", Choice(_lines), when=_few),
            Step(
                "found",
                "振り込めなかったのは、どなたですか。お名前か受付番号の一部をお送りください。",
                Search(_find, _found),
                when=lambda answers, facts: not _few(answers, facts),
                example="試験 太郎",
            ),
        ),
        sure(
            lambda answers, facts: f"「{facts.lines.get(_which(answers), '')}」を振込不能にします。",
            RETURNED,
            "専門家の方に口座の確認をお願いし、確認ができると、もう一度お支払いの対象になります。",
        ),
    ),
    finish=_return,
)
ACTIONS = (Action("begin_return", CLERKS, begin_return),)
