"""支払明細: what a settled transfer paid to one expert, each visit as a sum explained. It goes to the expert's chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from conversations.letterhead import letterhead
from conversations.money.cards import figures, on_paper
from conversations.money.looking import look_at
from conversations.outgoing import Notice, Outgoing
from conversations.papers import Kept, Order, Paper
from conversations.registration.person import full
from conversations.undrawable import tell_office
from flex_messages.cards import Act, Button, Card, Open, Row, Show
from flex_messages.documents import apart, wide
from flex_messages.words import MENU_WORDS, OPEN, full_day, money, state
from rules.fiscal_year import era_day
from rules.japan_time import day
from storage import payments, payslips, registrations, transfers
from storage.payments import Payment
from storage.payslips import Payslip
from storage.store import Unit
from storage.transfers import Transfer

KIND = "payslip"
NOTES = ["交通費は、この明細に含まれません。", "謝金は、30分未満を切り捨てて計算しています。"]


def about(transfer: str, expert: str) -> str:
    return f"{transfer}:{expert}"


async def order(unit: Unit, about: str) -> Order | None:
    """None when it is made already, or the person is erased."""
    slip = await _read(unit, about)
    if slip is None or slip.file:
        return None
    transfer = await transfers.one(unit, slip.transfer)
    assert transfer is not None
    paid = await _paid(unit, slip)
    registration = await registrations.one(unit, paid[0].registration) if paid else None
    name = full(registration.profile, "name") if registration else ""
    if not name:
        return None
    return Order("statement", slip.expert, await _data(unit, transfer, paid, name))


async def _data(unit: Unit, transfer: Transfer, paid: Sequence[Payment], name: str) -> dict[str, Any]:
    gross, withheld, net = (sum(getattr(it, of) for it in paid) for of in ("amount", "withholding", "net"))
    return {
        **letterhead(paid[0].office),
        "name": name,
        "apart": apart(name),
        "issued": wide(era_day(day(unit.now))),
        "period": wide(f"{era_day(date.fromisoformat(transfer.day))}振込分（{transfer.number}）"),
        "totals": [
            ["支払件数", wide(f"{len(paid)}件")],
            ["謝金の合計", money(gross)],
            *([["源泉徴収額", money(withheld)]] if withheld else []),
            ["差引支払額", money(net)],
        ],
        "visits": [await _visit(unit, it) for it in paid],
        "notes": NOTES,
    }


async def _visit(unit: Unit, it: Payment) -> dict[str, str]:
    this = (await look_at(unit, it)).this
    on = date.fromisoformat(it.day)
    year, month_and_day = era_day(on).split("年", 1)
    return {
        "day": wide(f"{year}年\n{month_and_day}\n{this.it.number}"),
        "explained": "\n".join((this.client.name, *on_paper(figures(it)))),
        "amount": money(it.amount),
        "withheld": money(it.withholding),
        "net": money(it.net),
    }


async def kept(unit: Unit, about: str, files: Kept) -> Sequence[Outgoing]:
    slip = await _read(unit, about)
    assert slip is not None
    await payslips.keep(unit, slip.transfer, slip.expert, files.pdf)
    paid = await _paid(unit, slip)
    card = Card(
        about=MENU_WORDS["honorarium"],
        title="謝金をお振り込みしました",
        status=state("payment", "PAID"),
        rows=(
            Row("振込日", full_day(date.fromisoformat(slip.day))),
            Row("件数", f"{len(paid)}件"),
            Row("お振込み額", money(sum(it.net for it in paid)), weight="strong"),
        ),
        buttons=(
            Button("支払明細を開く", Open(f"paper:{files.pdf}"), "primary"),
            Button("謝金の一覧を見る", Act("honorarium"), "secondary"),
        ),
        size="kilo",
        alt="謝金のお振り込みのお知らせがあります",
    )
    return [Notice(slip.expert, Show((card,)))]


async def failed(unit: Unit, about: str, characters: str) -> Sequence[Outgoing]:
    """Told to the office: somebody has to write a name in another way, or to add a font."""
    slip = await _read(unit, about)
    assert slip is not None
    transfer = await transfers.one(unit, slip.transfer)
    assert transfer is not None
    return await tell_office(
        unit,
        transfer.office,
        characters,
        about=MENU_WORDS["payments"],
        rows=(Row("文書", "支払明細"), Row("振込データ", transfer.number)),
        but=slip.expert,
        button=Button(OPEN, Act("transfers"), "secondary"),
    )


async def _read(unit: Unit, about: str) -> Payslip | None:
    transfer, _, expert = about.partition(":")
    return await payslips.one(unit, transfer, expert)


async def _paid(unit: Unit, slip: Payslip) -> list[Payment]:
    """Of the transfer, what was paid to this expert, in the order of the file."""
    lines = await transfers.outcomes(unit, slip.transfer)
    found = [await payments.one(unit, dispatch) for dispatch, outcome in lines if outcome == "paid"]
    return [it for it in found if it is not None and it.expert == slip.expert]


PAPER = Paper(KIND, order, kept, failed)
