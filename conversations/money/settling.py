"""「振込済みにする」: the bank has paid. The accounts count as checked from then on; each expert gets a 支払明細."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS
from conversations.dialog import Dialog
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.money import ledger, payslip
from conversations.money.transfers import SETTLED, ours, print_of_line
from conversations.outgoing import Begin, Outgoing
from conversations.sure import sure
from flex_messages.cards import Say
from flex_messages.words import day
from rules.japan_time import day as day_of
from storage import account_checks, audit, jobs, payslips, people, transfers
from storage.people import Membership
from storage.store import Unit
from storage.transfers import Transfer


async def settle(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await ours(unit, doing.member, doing.about)
    if it.settled:
        return [Say(_settled_words(it))]
    return [Begin("settle_transfer", it.id)]


async def _settle(unit: Unit, event: Event, subject: str, answers: Answers, facts: SettleFacts) -> Sequence[Outgoing]:
    it = await ours(unit, facts.member, subject)
    if not await transfers.settle(unit, it.id):
        return [Say(_settled_words(it))]
    told: dict[str, None] = {}
    for line in await transfers.lines(unit, it.id):
        if line.outcome != "open":
            continue
        await transfers.note_outcome(unit, it.id, line.dispatch, "paid")
        paid = await ledger.moved(unit, await ledger.read(unit, line.dispatch), "settle", event.person, paid=unit.now)
        await account_checks.check(unit, paid.expert, print_of_line(line), "transfer", event.person)
        told[paid.expert] = None
    for expert in told:
        await payslips.add(unit, it.id, expert, it.day)
        await jobs.add(unit, payslip.KIND, payslip.about(it.id, expert))
        await ledger.reconsider_all(unit, expert)
    await audit.note(unit, actor=event.person, action="transfer.settle", subject=it.id, after=str(len(told)))
    return [Say(f"振込データ {it.number} を振込済みにしました。専門家の方へ、支払明細をお届けします。")]


def _settled_words(it: Transfer) -> str:
    return f"振込データ {it.number} は、すでに振込済みになっています。"


@dataclass(frozen=True, slots=True)
class SettleFacts:
    """early: the day on which the bank pays, as long as it has not come; "" from then on."""

    member: Membership | None
    early: str


async def _settle_facts(unit: Unit, person: str, subject: str) -> SettleFacts:
    it = await transfers.one(unit, subject)
    still_to_come = it is not None and it.day > day_of(unit.now).isoformat()
    early = day(date.fromisoformat(it.day)) if it is not None and still_to_come else ""
    return SettleFacts((await people.person(unit, person)).active, early)


def _ask(answers: Answers, facts: SettleFacts) -> str:
    if facts.early:
        return f"振込日（{facts.early}）の前です。銀行の振込は、もう終わりましたか。"
    return "銀行の振込は終わりましたか。"


SETTLE = Dialog(
    name="settle_transfer",
    title=SETTLED,
    roles=CLERKS,
    facts=_settle_facts,
    fields=(
        sure(
            _ask,
            SETTLED,
            "振込済みにすると、専門家の方に支払明細をお届けします。"
            "振り込めなかった分は、先に「振込不能を記録する」で記録してください。",
        ),
    ),
    finish=_settle,
)


ACTIONS = (Action("settle_transfer", CLERKS, settle),)
