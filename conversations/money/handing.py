"""「振込データを作る」: payable sums go to the bank on one list, each visit on one list only, whatever happens at once.

Everything is worked out once more before it is handed over; what no longer stands is left out and stays on its list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS, office_of
from conversations.dialog import Dialog, Field, Step
from conversations.events import Chosen, Event, Typed, What
from conversations.kinds import Day
from conversations.kinds.kind import Answers, Part
from conversations.money import bank_file, ledger, sums
from conversations.money.desk import ABOUT, MAKE, ours
from conversations.money.transfers import transfer_card
from conversations.outgoing import Begin, Outgoing
from conversations.sure import YES, sure
from flex_messages.cards import Act, Button, Card, Row, Say, Show, Status
from flex_messages.words import day as day_words
from flex_messages.words import money
from rules.holds import check_transfer_day, transfer_days
from rules.japan_time import day as day_of
from rules.refusal import Refusal
from rules.times import coming
from storage import audit, dispatches, payments, people, registrations, transfers
from storage.payments import Payment
from storage.store import Unit
from storage.transfers import Line

NAME = "make_transfer"
MOST = 500
"""Payments on one list."""
OFFERED = 3
"""Days to choose from before the calendar."""
_GONE = "お支払いできる謝金がなくなりました。ほかの方が先に振込データを作られたようです。「支払い」でご確認ください。"

_LEFT_OUT = "次の謝金は、振込データに載せられませんでした。"


@dataclass(frozen=True, slots=True)
class BankDay(Day):
    """A day on which the bank transfers, with the next ones as buttons."""

    like = "12月1日、2026.12.1"

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        match what:
            case Chosen(keys=(key,)):
                read = key
            case Typed(text):
                near = replace(what, text=coming(text, facts.today))
                read = super(BankDay, self).read(near, so_far, answers, facts)
            case _:
                read = super(BankDay, self).read(what, so_far, answers, facts)
        check_transfer_day(date.fromisoformat(read), facts.today)
        return read

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        near = transfer_days(facts.today, OFFERED)
        days = tuple(Button(day_words(one), Act("answer", one.isoformat()), "secondary") for one in near)
        calendar = super(BankDay, self).part(so_far, answers, facts).buttons
        return Part(buttons=(*days, *(replace(button, style="link") for button in calendar)))


@dataclass(frozen=True, slots=True)
class HandingFacts:
    """office: of the clerk; today: in Japan; count, total: of what would go to the bank now."""

    office: str
    today: date
    count: int
    total: int


async def handing_facts(unit: Unit, person: str, subject: str) -> HandingFacts:
    """subject: one dispatch, "" for all that are payable."""
    member = (await people.person(unit, person)).active
    office = member.office if member and member.role == "secretariat" and member.office else ""
    found = await payable(unit, office, person, subject)
    return HandingFacts(office, day_of(unit.now), len(found), sum(it.net for it in found))


async def payable(unit: Unit, office: str, but: str, one: str = "") -> list[Payment]:
    """What may go to the bank: of the office, the earliest first, nobody's own."""
    if one:
        it = await payments.one(unit, one)
        found = [it] if it is not None and (it.office, it.state) == (office, "PAYABLE") else []
    else:
        found = await payments.at_office(unit, office, "PAYABLE", most=MOST)
    return [it for it in found if it.expert != but]


async def begin_transfer(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: one dispatch, "" for all."""
    if doing.about:
        await ours(unit, doing.member, doing.about)
    if not await payable(unit, office_of(doing), doing.person.id, doing.about):
        return [Say(_GONE)]
    return [Begin(NAME, doing.about)]


async def finish(unit: Unit, event: Event, subject: str, answers: Answers, facts: HandingFacts) -> Sequence[Outgoing]:
    """The list, its lines, the states and the log in one transaction."""
    made, left_out = await hand_over(unit, facts.office, event.person, answers["day"], subject)
    said: list[Outgoing] = (
        [Say("\n".join(("次の謝金は、振込データに載せられませんでした。", *left_out)))] if left_out else []
    )
    if made is None:
        return said or [Say(_GONE)]
    return [*said, Show((transfer_card(made, files=True),))]


async def hand_over(
    unit: Unit, office: str, by: str, day: str, one: str = ""
) -> tuple[transfers.Transfer | None, list[str]]:
    """A new transfer of all that is payable (or of that one visit), None when nothing is; and what could not stand on
    it, in words.
    """
    lines: list[Line] = []
    left_out: list[str] = []
    for it in await payable(unit, office, by, one):
        line, number = await _line(unit, it, by)
        if line is None:
            continue
        if words := bank_file.refused(line, day):
            left_out.append(f"{number}: {words}")
        else:
            lines.append(line)
    if not lines:
        return None, left_out
    digest = bank_file.digest(lines, day)
    made = await transfers.add(unit, office, by, day, lines, digest)
    for line in lines:
        await ledger.moved(unit, await ledger.read(unit, line.dispatch), "export", by, transfer=made.id)
    after = f"{made.count} {made.total} {day} {digest}"
    await audit.note(unit, actor=by, action="transfer.make", subject=made.id, after=after)
    return made, left_out


async def _line(unit: Unit, it: Payment, by: str) -> tuple[Line | None, str]:
    """Worked out once more: None when it is no longer payable. And the visit's number."""
    dispatch = await dispatches.one(unit, it.dispatch)
    assert dispatch is not None
    await ledger.reconsider(unit, dispatch)
    now = await ledger.read(unit, it.dispatch)
    print = sums.print_of(await registrations.one(unit, it.registration))
    if now.state != "PAYABLE" or print is None:
        return None, dispatch.number
    await audit.note(unit, actor=by, action="account.read", subject=it.dispatch, person=it.expert)
    return Line(it.dispatch, now.net, *print), dispatch.number


def _ask(answers: Answers, facts: HandingFacts) -> Card:
    return Card(
        about=ABOUT,
        title="この内容で\n振込データを作ります",
        status=Status("要対応", "attention"),
        rows=(
            Row("件数", f"{facts.count}件"),
            Row("合計", money(facts.total), weight="strong"),
            Row("振込日", day_words(date.fromisoformat(answers["day"]))),
        ),
        text="作ったあとは、ここに載った謝金は「振込手続き中」になり、ほかの振込データには載りません。",
    )


def _some(value: Any, answers: Answers, facts: HandingFacts) -> Any:
    if not facts.count and value == YES:
        raise Refusal(_GONE)
    return value


MAKE_TRANSFER = Dialog(
    name=NAME,
    title=MAKE,
    roles=CLERKS,
    facts=handing_facts,
    fields=(
        Field(
            "振込日",
            Step("day", "銀行に振り込んでもらう日は、いつですか。", BankDay(), hint="銀行の営業日から選びます。"),
        ),
        sure(_ask, MAKE, check=_some),
    ),
    finish=finish,
)
ACTIONS = (Action("begin_transfer", CLERKS, begin_transfer),)
