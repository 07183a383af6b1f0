"""「振込済みにする」: the bank has paid. The accounts count as checked from then on; each expert gets a 支払明細.

Before the day that the file names it takes a reason, which stays in the log; the statement then names today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Choice
from conversations.kinds.kind import Answers
from conversations.money import ledger, payslip
from conversations.money.transfers import SETTLED, ours, print_of_line
from conversations.outgoing import Begin, Outgoing
from conversations.sure import sure
from flex_messages.cards import Say
from flex_messages.words import QUIT, day
from rules.japan_time import day as day_of
from storage import account_checks, audit, jobs, payslips, people, transfers
from storage.people import Membership
from storage.store import Unit
from storage.transfers import Transfer


async def settle(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await ours(unit, doing.member, doing.about)
    if it.settled:
        return [Say(_settled_words(it))]
    early = it.day > day_of(unit.now).isoformat()
    return [Begin("settle_early" if early else "settle_transfer", it.id)]


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
        await payslips.add(unit, it.id, expert, min(it.day, day_of(unit.now).isoformat()))
        await jobs.add(unit, payslip.KIND, payslip.about(it.id, expert))
        await ledger.reconsider_all(unit, expert)
    await audit.note(
        unit,
        actor=event.person,
        action="transfer.settle",
        subject=it.id,
        after=str(len(told)),
        reason=EARLIER.get(answers.get("early", ""), ""),
    )
    return [Say(f"振込データ {it.number} を振込済みにしました。専門家の方へ、支払明細をお届けします。")]


def _settled_words(it: Transfer) -> str:
    return f"振込データ {it.number} は、すでに振込済みになっています。"


EARLIER = {"single": "個別に振り込んだ", "moved": "銀行で振込日を早めた"}
"""Why the money can have gone out before the day of the file."""


@dataclass(frozen=True, slots=True)
class SettleFacts:
    """day: on which the bank pays, in words."""

    member: Membership | None
    day: str


async def _settle_facts(unit: Unit, person: str, subject: str) -> SettleFacts:
    it = await transfers.one(unit, subject)
    return SettleFacts((await people.person(unit, person)).active, day(date.fromisoformat(it.day)) if it else "")


def _early(answers: Answers, facts: SettleFacts) -> str:
    return f"振込日（{facts.day}）の前です。もう振り込まれているのは、なぜですか。"


_SURE = sure(
    "銀行の振込は終わりましたか。",
    SETTLED,
    "振込済みにすると、専門家の方に支払明細をお届けします。"
    "振り込めなかった分は、先に「振込不能を記録する」で記録してください。",
)
SETTLE = Dialog(
    name="settle_transfer",
    title=SETTLED,
    roles=CLERKS,
    facts=_settle_facts,
    fields=(_SURE,),
    finish=_settle,
)
SETTLE_EARLY = Dialog(
    name="settle_early",
    title=SETTLED,
    roles=CLERKS,
    facts=_settle_facts,
    fields=(
        Field(
            "早い振込の理由",
            Step(
                "early",
                _early,
                Choice({**EARLIER, "quit": QUIT}, stopping=("quit",), proof=True),
                hint=f"まだ振り込まれていないときは「{QUIT}」を押し、振込日を過ぎてからお願いします。",
            ),
        ),
        _SURE,
    ),
    finish=_settle,
)


ACTIONS = (Action("settle_transfer", CLERKS, settle),)
