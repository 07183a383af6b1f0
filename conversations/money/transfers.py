"""Lists that went to the bank, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS, office_of
from conversations.money.desk import ABOUT
from conversations.money.sums import Print
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Open, Row, Say, Show
from flex_messages.words import MORE, clock, full_day, money, state
from flex_messages.words import day as day_words
from rules.japan_time import moment
from rules.refusal import Refusal
from storage import transfers
from storage.people import Membership
from storage.store import Unit
from storage.transfers import Line, Transfer

PAGE = 9
FILES = {"zengin": "全銀ファイル", "csv": "CSVファイル", "xlsx": "Excelファイル"}
SETTLED, RETURNED = "振込済みにする", "振込不能を記録する"
LINKS = f"リンクは30分のあいだ、1回だけ開けます。振込が終わったら、一覧から「{SETTLED}」を押してください。"
_FOREIGN = "この振込データは、ほかの事務局のものです。「支払い」からご自身の事務局の分をご覧いただけます。"


async def transfers_list(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: after which (made:id) the page goes on."""
    made, _, id = doing.about.partition(":")
    found = await transfers.of_office(unit, office_of(doing), before=(int(made), id) if id else None, most=PAGE + 1)
    if not found:
        return [Say("振込データは、まだありません。")]
    cards = [transfer_card(it) for it in found[:PAGE]]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("transfers", f"{last.made}:{last.id}"), "secondary")
        cards.append(Card(ABOUT, "続きがあります", text="新しい順に表示しています。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))]


def transfer_card(it: Transfer, *, files: bool = False) -> Card:
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
    return [Show((transfer_card(await ours(unit, doing.member, doing.about), files=True),))]


async def ours(unit: Unit, member: Membership | None, id: str) -> Transfer:
    """A transfer of this clerk's office. Refusal otherwise."""
    it = await transfers.one(unit, id)
    if it is None or member is None or member.role != "secretariat" or member.office != it.office:
        raise Refusal(_FOREIGN)
    return it


def print_of_line(line: Line) -> Print:
    return line.bank, line.branch, line.type, line.number, line.holder


ACTIONS = (
    Action("transfers", CLERKS, transfers_list, opens=True),
    Action("transfer_files", CLERKS, transfer_files),
)
