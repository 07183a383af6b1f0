"""「支払い」 of the secretariat: how much stands where, lists by state, and on a tap every line of a sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS, office_of
from conversations.dispatch.cards import NUMBER
from conversations.money.cards import BEFORE_TAX, Look, figures, planned, reasons, status, when
from conversations.money.looking import look_at
from conversations.outgoing import Outgoing
from conversations.report.flags import words_of
from flex_messages.cards import Act, Button, Card, Note, Row, Say, Share, Show, Status, Tone
from flex_messages.words import DETAILS, MENU_WORDS, MORE, day, money, state
from rules.deciders import check_decider
from rules.exclusions import WORDS as BARS
from rules.fiscal_year import first_day, fiscal_year, last_day, year_words
from rules.japan_time import day as day_of
from rules.refusal import Refusal
from storage import payments
from storage.payments import Payment, Total
from storage.people import Membership
from storage.store import Unit

ABOUT = MENU_WORDS["payments"]
PAGE = 9
LATE = Status("期限切れ", "stop")
_LISTED = ("PAYABLE", "HELD", "RETURNED_BY_BANK", "BARRED")
_TONES: dict[str, Tone] = {
    "PAYABLE": "ok",
    "HELD": "attention",
    "EXPORTED": "accent",
    "PAID": "calm",
    "RETURNED_BY_BANK": "stop",
}
_FOREIGN = "この支払いは、ほかの事務局の担当です。「支払い」からご自身の事務局の分をご覧いただけます。"
MAKE = "振込データを作る"
BOOKS = "BOOKS"
"""Beside the states, a list of what waits for this office alone: accounts to be compared with their bank books."""
_WAITING = "口座の確認待ち"


async def payments_desk(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """The office's fiscal year in one card."""
    office, today = office_of(doing), day_of(unit.now)
    year = fiscal_year(today)
    totals = await payments.totals(unit, office, first_day(year - 1).isoformat(), last_day(year).isoformat())
    late = sum([await payments.late(unit, office, name, today.isoformat()) for name in ("HELD", "PAYABLE")])
    books = bool(await payments.with_book(unit, office, most=1))
    return [Show((_summary(totals, late, year, books),))]


def _summary(totals: dict[str, Total], late: int, year: int, books: bool) -> Card:
    payable = totals.get("PAYABLE", Total(0, 0))
    shares = tuple(
        Share(state("payment", name).word, f"{one.count}件", money(one.yen), one.yen, tone)
        for name, tone in _TONES.items()
        if (one := totals.get(name)) and one.count
    )
    listed = [name for name in _LISTED if name in totals and totals[name].count]
    lists = tuple(
        Button(f"{_named(name)}を見る", Act("payments_list", name), "link" if n or payable.count else "primary")
        for n, name in enumerate(([BOOKS] if books else []) + listed)
    )
    return Card(
        about=ABOUT,
        title=f"お支払いできる謝金が\n{payable.count}件あります"
        if payable.count
        else "お支払いできる謝金は\nありません",
        status=LATE if late else None,
        subtitle=f"{year_words(year - 1)}と{year_words(year)}の支援",
        total=Row(state("payment", "PAYABLE").word, money(payable.yen), small=BEFORE_TAX) if payable.count else None,
        shares=shares,
        note=Note(f"支払予定日を過ぎた謝金が{late}件あります。", "ご確認ください") if late else None,
        buttons=(
            *((Button(MAKE, Act("begin_transfer"), "primary"),) if payable.count else lists[:1]),
            Button("振込データの一覧", Act("transfers"), "secondary"),
            *(lists if payable.count else lists[1:]),
        ),
        alt=f"{ABOUT}の一覧",
    )


def _named(which: str) -> str:
    return _WAITING if which == BOOKS else state("payment", which).word


async def payments_list(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the state or BOOKS, and after which (due, dispatch) the page goes on."""
    which, _, rest = doing.about.partition(":")
    due, _, id = rest.partition(":")
    office, after = office_of(doing), (due, id) if rest else None
    found = (
        await payments.with_book(unit, office, after=after, most=PAGE + 1)
        if which == BOOKS
        else await payments.at_office(unit, office, which, after=after, most=PAGE + 1)
    )
    if not found:
        return [Say(f"{_named(which)}の謝金は、ここまでです。")]
    cards = [_small(await look_at(unit, it), day_of(unit.now)) for it in found[:PAGE]]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("payments_list", f"{which}:{last.due}:{last.dispatch}"), "secondary")
        text = "支払予定日の早い順に表示しています。"
        cards.append(Card(ABOUT, "続きがあります", text=text, buttons=(more,), size="kilo"))
    return [Show(tuple(cards))]


def _small(look: Look, today: date) -> Card:
    it, found = look.it, reasons(look)
    return Card(
        about=ABOUT,
        title=look.this.expert,
        status=LATE if it.state in ("HELD", "PAYABLE") and date.fromisoformat(it.due) < today else status(it),
        subtitle=when(it),
        rows=(
            Row("支援先", look.this.client.name),
            Row("謝金", money(it.amount), weight="strong"),
            Row("支払予定", day(date.fromisoformat(it.due))),
            *((Row("理由", "\n".join(found), "attention"),) if found else ()),
        ),
        buttons=(Button(DETAILS, Act("open_payment", it.dispatch), "secondary"),),
        size="kilo",
        alt=f"{ABOUT}の一覧",
    )


async def open_payment(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await ours(unit, doing.member, doing.about)
    return [Show((await sheet(unit, it),))]


async def sheet(unit: Unit, it: Payment) -> Card:
    """Every line of a payment, with what a clerk can do about it."""
    look = await look_at(unit, it)
    flags = await words_of(unit, look.this.it)
    found = (*reasons(look), *_decided(it))
    return Card(
        about=ABOUT,
        title=look.this.expert,
        status=status(it),
        subtitle=when(it),
        figures=figures(it),
        total=Row("謝金", money(it.amount), small="\n".join((BEFORE_TAX, *planned(it)))),
        rows=(
            Row("支援先", look.this.client.name),
            Row("支援機関", look.this.agency),
            Row(NUMBER, look.this.it.number),
            *((Row("確認", "\n".join(flags), "attention"),) if flags else ()),
        ),
        note=Note("\n".join(found), "理由") if found else None,
        buttons=_deeds(look),
        alt=ABOUT,
    )


def _decided(it: Payment) -> tuple[str, ...]:
    words = {"bar": "対象外とする判断", "lift": "対象とする判断"}
    return tuple(
        f"{BARS[case]}: {words[made['decision']]}が{day(day_of(made['at']))}に記録されています。"
        for case, made in it.snapshot.get("decisions", {}).items()
    )


def _deeds(look: Look) -> tuple[Button, ...]:
    it = look.it
    checkable = look.book and {"unverified_account", "returned_by_bank"} & set(it.holds)
    found = (
        (it.state == "PAYABLE", Button("この1件を振り込む", Act("begin_transfer", it.dispatch), "primary")),
        (bool(checkable) or (look.book and it.state == "RETURNED_BY_BANK"),
         Button("口座を確認する", Act("look_at_account", it.dispatch), "primary")),
        (bool(it.snapshot.get("decidable")) and it.state in ("HELD", "BARRED", "PAYABLE"),
         Button("判断を記録する", Act("begin_decision", it.dispatch), "secondary")),
    )  # fmt: skip
    return tuple(button for shown, button in found if shown)


async def ours(unit: Unit, member: Membership | None, dispatch: str) -> Payment:
    """A payment of this clerk's office. Refusal otherwise, also for the clerk's own."""
    it = await payments.one(unit, dispatch)
    if it is None or member is None or member.role != "secretariat" or member.office != it.office:
        raise Refusal(_FOREIGN)
    check_decider(member.person, about=it.expert)
    return it


ACTIONS = (
    Action("payments_desk", CLERKS, payments_desk, opens=True),
    Action("payments_list", CLERKS, payments_list, opens=True),
    Action("open_payment", CLERKS, open_payment, opens=True),
)
