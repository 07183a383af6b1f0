"""「謝金」: the year's total, each visit as a sum, and on a tap every line of it."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.money.cards import ABOUT, BEFORE_TAX, short, whole
from conversations.money.looking import look_at
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Open, Row, Say, Share, Show, Tone
from flex_messages.words import MORE, money, state
from rules.fiscal_year import first_day, fiscal_year, last_day, year_words
from rules.japan_time import day
from rules.refusal import Refusal
from storage import payments, payslips
from storage.payments import Payment
from storage.store import Unit

EXPERTS = ("expert",)
PAGE = 9
_SHARES: tuple[tuple[str, tuple[str, ...], Tone], ...] = (
    ("PAID", ("PAID",), "accent"),
    ("PAYABLE", ("PAYABLE", "EXPORTED"), "ok"),
    ("HELD", ("HELD", "CALCULATED", "RETURNED_BY_BANK"), "attention"),
)


async def honorarium(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the fiscal year and how many were shown already ("2026:9"), "" = this year from the newest on."""
    year_text, _, shown_text = doing.about.partition(":")
    year = int(year_text or fiscal_year(day(unit.now)))
    shown = int(shown_text or 0)
    found = await _of_year(unit, doing.person.id, year)
    if not found and not doing.about:
        before = await _of_year(unit, doing.person.id, year - 1)
        quick = (_other_year(year - 1),) if before else ()
        return [Say("今年度の謝金は、まだありません。支援が終わると、ここに表示されます。", quick)]
    cards = [short(await look_at(unit, it)) for it in found[shown : shown + PAGE]]
    if len(found) > shown + PAGE:
        more = Button(MORE, Act("honorarium", f"{year}:{shown + PAGE}"), "secondary")
        cards.append(Card(ABOUT, "続きがあります", text="新しい順に表示しています。", buttons=(more,), size="kilo"))
    listed: list[Outgoing] = [Show(tuple(cards))] if cards else []
    return listed if shown else [Show((await _total(unit, doing.person.id, year, found),)), *listed]


async def honorarium_detail(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await payments.one(unit, doing.about)
    if it is None or it.expert != doing.person.id:
        raise Refusal("この謝金は、ほかの方のものです。「謝金」からご自身の分をご覧いただけます。")
    return [Show((whole(await look_at(unit, it)),))]


async def _of_year(unit: Unit, expert: str, year: int) -> list[Payment]:
    """The newest first."""
    return (await payments.of_expert(unit, expert, first_day(year).isoformat(), last_day(year).isoformat()))[::-1]


async def _total(unit: Unit, expert: str, year: int, found: Sequence[Payment]) -> Card:
    shares = []
    for name, states, tone in _SHARES:
        mine = [it for it in found if it.state in states and it.amount]
        if mine:
            yen = sum(it.amount for it in mine)
            shares.append(Share(state("payment", name).word, f"{len(mine)}件", money(yen), yen, tone))
    paid = [it for it in found if it.amount]
    papers = await payslips.of_expert(unit, expert, first_day(year).isoformat(), last_day(year).isoformat())
    before = await _of_year(unit, expert, year - 1)
    return Card(
        about=f"{year_words(year)}の謝金",
        title="お支払いの状況",
        total=Row("合計", money(sum(it.amount for it in paid)), small=f"{len(paid)}件　{BEFORE_TAX}"),
        shares=tuple(shares),
        buttons=(
            *(
                Button(f"支払明細 {one.number}", Open(f"paper:{one.file}"), "secondary")
                for one in papers[-3:]
                if one.file
            ),
            *((_other_year(year - 1),) if before else ()),
        ),
        alt=f"{ABOUT}の合計",
    )


def _other_year(year: int) -> Button:
    return Button(f"{year_words(year)}を見る", Act("honorarium", str(year)))


ACTIONS = (
    Action("honorarium", EXPERTS, honorarium, opens=True),
    Action("honorarium_detail", EXPERTS, honorarium_detail, opens=True),
)
