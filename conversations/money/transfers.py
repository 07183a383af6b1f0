"""Lists that went to the bank: their files, and what became of them: paid, or returned by the bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS, office_of
from conversations.approval.chips import Chips
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, Search
from conversations.kinds.kind import Answers
from conversations.money import ledger, payslip, sums
from conversations.money.desk import ABOUT
from conversations.outgoing import Begin, Notice, Outgoing
from conversations.registration.person import full
from flex_messages.cards import Act, Button, Card, Open, Row, Say, Show, Status
from flex_messages.words import MORE, OPEN, QUIT, clock, full_day, money, state
from flex_messages.words import day as day_words
from rules.japan_time import moment
from rules.refusal import Refusal
from rules.search_words import folded
from rules.text_width import fold
from storage import account_checks, audit, dispatches, jobs, payslips, people, registrations, transfers
from storage.people import Membership
from storage.store import Unit
from storage.transfers import Transfer

PAGE, FEW = 9, 12
FILES = {"zengin": "全銀ファイル", "csv": "CSVファイル", "xlsx": "Excelファイル"}
SETTLED, RETURNED = "振込済みにする", "振込不能を記録する"
LINKS = f"リンクは30分のあいだ、1回だけ開けます。振込が終わったら、一覧から「{SETTLED}」を押してください。"
_FOREIGN = "この振込データは、ほかの事務局のものです。「支払い」からご自身の事務局の分をご覧いただけます。"
REASONS = {
    "口座番号が違う": "口座番号が、銀行の登録と違っていました。",
    "名義が違う": "口座名義が、銀行の登録と違っていました。",
    "口座がない": "口座が解約されているか、見つかりませんでした。",
}


async def transfers_list(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: after which (made:id) the page goes on."""
    made, _, id = doing.about.partition(":")
    found = await transfers.of_office(unit, office_of(doing), before=(int(made), id) if id else None, most=PAGE + 1)
    if not found:
        return [Say("振込データは、まだありません。")]
    cards = [await transfer_card(unit, it) for it in found[:PAGE]]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("transfers", f"{last.made}:{last.id}"), "secondary")
        cards.append(Card(ABOUT, "続きがあります", text="新しい順に表示しています。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))]


async def transfer_card(unit: Unit, it: Transfer, *, files: bool = False) -> Card:
    """files: with the links to its files, each of which opens once."""
    at = moment(it.made)
    deeds: tuple[Button, ...]
    if files:
        deeds = tuple(
            Button(label, Open(f"transfer:{it.id}:{kind}"), "primary" if kind == "zengin" else "secondary")
            for kind, label in FILES.items()
        )
    else:
        deeds = (
            Button("ファイルを受け取る", Act("transfer_files", it.id), "secondary" if it.opened else "primary"),
            *(
                (Button(SETTLED, Act("settle_transfer", it.id), "primary" if it.opened else "secondary"),)
                if not it.settled
                else ()
            ),
            Button(RETURNED, Act("begin_return", it.id), "stop"),
        )
    return Card(
        about=ABOUT,
        title=f"振込データ {it.number}",
        status=state("payment", "PAID" if it.settled else "EXPORTED"),
        rows=(
            Row("振込日", full_day(date.fromisoformat(it.day))),
            Row("件数", f"{it.count}件"),
            Row("合計", money(it.total), weight="strong"),
            Row("作成", f"{day_words(at)} {clock(at)}"),
        ),
        text=LINKS if files else "",
        buttons=deeds,
        size="kilo",
        alt="振込データ",
    )


async def transfer_files(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Show((await transfer_card(unit, await ours(unit, doing.member, doing.about), files=True),))]


async def ours(unit: Unit, member: Membership | None, id: str) -> Transfer:
    """A transfer of this clerk's office. Refusal otherwise."""
    it = await transfers.one(unit, id)
    if it is None or member is None or member.role != "secretariat" or member.office != it.office:
        raise Refusal(_FOREIGN)
    return it


async def settle(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await ours(unit, doing.member, doing.about)
    if it.settled:
        return [Say(_settled_words(it))]
    return [Begin("settle_transfer", it.id)]


async def _settle(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    it = await ours(unit, facts, subject)
    if not await transfers.settle(unit, it.id):
        return [Say(_settled_words(it))]
    told: dict[str, None] = {}
    for line in await transfers.lines(unit, it.id):
        if line.outcome != "open":
            continue
        await transfers.note_outcome(unit, it.id, line.dispatch, "paid")
        paid = await ledger.moved(unit, await ledger.read(unit, line.dispatch), "settle", event.person, paid=unit.now)
        await account_checks.check(unit, paid.expert, _print(line), "transfer", event.person)
        told[paid.expert] = None
    for expert in told:
        await payslips.add(unit, it.id, expert, it.day)
        await jobs.add(unit, payslip.KIND, payslip.about(it.id, expert))
        await ledger.reconsider_all(unit, expert)
    await audit.note(unit, actor=event.person, action="transfer.settle", subject=it.id, after=str(len(told)))
    return [Say(f"振込データ {it.number} を振込済みにしました。専門家の方へ、支払明細をお届けします。")]


def _print(line: transfers.Line) -> sums.Print:
    return line.bank, line.branch, line.type, line.number, line.holder


def _settled_words(it: Transfer) -> str:
    return f"振込データ {it.number} は、すでに振込済みになっています。"


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """member: the clerk's; lines: dispatch -> whose it is and how much."""

    member: Membership | None
    lines: Mapping[str, str]


async def _member(unit: Unit, person: str, subject: str) -> Facts:
    return (await people.person(unit, person)).active


async def _return_facts(unit: Unit, person: str, subject: str) -> ReturnFacts:
    found: dict[str, str] = {}
    for line in await transfers.lines(unit, subject):
        if line.outcome == "returned":
            continue
        it = await ledger.read(unit, line.dispatch)
        registration = await registrations.one(unit, it.registration)
        dispatch = await dispatches.one(unit, line.dispatch)
        name = full(registration.profile, "name") if registration else ""
        found[line.dispatch] = f"{name} {money(line.yen)} {dispatch.number if dispatch else ''}"
    return ReturnFacts((await people.person(unit, person)).active, found)


async def begin_return(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await ours(unit, doing.member, doing.about)
    if not (await _return_facts(unit, doing.person.id, it.id)).lines:
        return [Say("この振込データは、すべて振込不能として記録されています。")]
    return [Begin("bank_return", it.id)]


async def _return(unit: Unit, event: Event, subject: str, answers: Answers, facts: ReturnFacts) -> Sequence[Outgoing]:
    it = await ours(unit, facts.member, subject)
    line = next((one for one in await transfers.lines(unit, it.id) if one.dispatch == _which(answers)), None)
    if line is None or line.outcome == "returned":
        return [Say("この振込は、すでに振込不能として記録されています。")]
    await transfers.note_outcome(unit, it.id, line.dispatch, "returned", was=line.outcome)
    before = await ledger.read(unit, line.dispatch)
    after = await ledger.moved(unit, before, "return_by_bank", event.person, transfer="", paid=0)
    await account_checks.withdraw(unit, after.expert, _print(line))
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
    card = Card(
        about="お知らせ",
        title="謝金のお振込みが\nできませんでした",
        status=Status("要対応", "attention"),
        text=f"口座のご確認をお願いします。「{OPEN}」で内容を表示します。",
        buttons=(Button(OPEN, Act("honorarium"), "primary"),),
        size="kilo",
        alt="謝金についてのお知らせがあります",
    )
    return Notice(expert, Show((card,)))


SETTLE = Dialog(
    name="settle_transfer",
    title=SETTLED,
    roles=CLERKS,
    facts=_member,
    fields=(
        Field(
            "確認",
            Step(
                "sure",
                "銀行の振込は終わりましたか。",
                Choice({"settle": SETTLED, "quit": QUIT}, stopping=("quit",), proof=True),
                hint="振込済みにすると、専門家の方に支払明細をお届けします。"
                "振り込めなかった分は、先に「振込不能を記録する」で記録してください。",
            ),
        ),
    ),
    finish=_settle,
)


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
        Field(
            "理由",
            Step(
                "reason",
                "銀行から伝えられた理由は何ですか。",
                Chips(200, fold=fold, chips=REASONS),
                hint="ボタンから選ぶか、ご自身の言葉でお送りください。",
            ),
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
        Field(
            "確認",
            Step(
                "sure",
                lambda answers, facts: f"「{facts.lines.get(_which(answers), '')}」を振込不能にします。",
                Choice({"return": RETURNED, "quit": QUIT}, stopping=("quit",), proof=True),
                hint="専門家の方に口座の確認をお願いし、確認ができると、もう一度お支払いの対象になります。",
            ),
        ),
    ),
    finish=_return,
)
DIALOGS = (SETTLE, BANK_RETURN)
ACTIONS = (
    Action("transfers", CLERKS, transfers_list, opens=True),
    Action("transfer_files", CLERKS, transfer_files),
    Action("settle_transfer", CLERKS, settle),
    Action("begin_return", CLERKS, begin_return),
)
