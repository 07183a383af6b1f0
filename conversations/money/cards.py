"""A payment as a card: the sum line by line, what was cut and why, what holds it and the button that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conversations.dispatch.cards import NUMBER, Seen
from flex_messages.cards import Act, Button, Card, Note, Row, Status
from flex_messages.words import DETAILS, MENU_WORDS, SEND_ACCEPTANCE, day, money, state
from rules.exclusions import WORDS as BARS
from rules.holds import HOLDS, Hold
from rules.paid_time import length_words, span_words
from rules.schemes import SCHEMES, Flat
from storage.payments import Payment

ABOUT = MENU_WORDS["honorarium"]
SEND_BOOK = "通帳の写真を送る"
BEFORE_TAX = "源泉徴収前"
UNPAID = {
    "online": "オンラインの支援は、謝金の対象外です。",
    "none": "支援の時間がありません。",
    "short": "30分に満たない支援は、謝金の対象外です。",
    "cap": "この日の上限まで、ほかの支援でお支払いします。",
}
_BOOK = Hold("unverified_account", "振込口座の確認のため、通帳の写真をお待ちしています。", SEND_BOOK, "expert")
_MENDED = {
    "no_acceptance": Button(SEND_ACCEPTANCE, Act("begin_acceptance"), "primary"),
    "no_account": Button(MENU_WORDS["others"], Act("others"), "primary"),
    "returned_by_bank": Button(SEND_BOOK, Act("begin_bank_book"), "primary"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a payment. book: whether the bank book of the account was sent already."""

    it: Payment
    this: Seen
    book: bool = True

    @property
    def holds(self) -> tuple[Hold, ...]:
        found = tuple(hold for code, hold in HOLDS.items() if code in self.it.holds)
        return tuple(_BOOK if hold.code == "unverified_account" and not self.book else hold for hold in found)


def status(it: Payment) -> Status:
    return state("payment", it.state)


def when(it: Payment) -> str:
    """11月24日(火)の支援"""
    return f"{day(date.fromisoformat(it.day))}の支援"


def short(look: Look) -> Card:
    """For the expert's list: how much, and what has to be done first."""
    it = look.it
    lines = [length_words(it.minutes - it.snapshot.get("dropped", 0)), BEFORE_TAX] if it.amount else []
    first = next((hold for hold in look.holds if it.state == "HELD"), None)
    mend = mending(look, first) if first else None
    return Card(
        about=ABOUT,
        title=look.this.client.name,
        status=status(it),
        subtitle=when(it),
        total=Row("謝金", money(it.amount), small="\n".join(("　".join(lines), *planned(it))).strip()),
        note=_note(look),
        buttons=(*((mend,) if mend else ()), Button(DETAILS, Act("honorarium_detail", it.dispatch), "secondary")),
        size="kilo",
        alt=f"{ABOUT}の一覧",
    )


def whole(look: Look) -> Card:
    """The sum line by line, for the expert."""
    it = look.it
    mend = [button for hold in look.holds if it.state == "HELD" and (button := mending(look, hold))]
    return Card(
        about=ABOUT,
        title=look.this.client.name,
        status=status(it),
        subtitle=when(it),
        figures=figures(it),
        total=Row("謝金", money(it.amount), small="\n".join((BEFORE_TAX, *planned(it))) if it.amount else ""),
        note=_note(look),
        rows=(Row(NUMBER, look.this.it.number),),
        buttons=tuple(dict.fromkeys(mend))[:3],
        alt=ABOUT,
    )


def figures(it: Payment) -> tuple[Row, ...]:
    """Like a till receipt: what was measured, what was cut, what one step is worth."""
    kept, scheme = it.snapshot, SCHEMES.get(it.scheme)
    if not kept.get("starts") or scheme is None:
        return ()
    dropped, breaks = kept["dropped"], kept["breaks"]
    by_client = "事業者の確認による" if kept["by_client"] else ""
    rows = [
        Row("支援の時刻", span_words(kept["starts"], kept["ends"]), small=by_client),
        *([Row("休憩", f"−{breaks}分", "calm")] if breaks else []),
        Row("支援した時間", length_words(it.minutes)),
    ]
    if isinstance(scheme.pay, Flat):
        return (*rows, Row("1回あたり", money(scheme.pay.yen)))
    if dropped:
        rows.append(Row(f"{scheme.pay.step}分未満の切り捨て", f"−{dropped}分", "calm"))
    rows.append(Row("謝金の対象", length_words(it.minutes - dropped), weight="strong"))
    rows.append(Row(f"{scheme.pay.step}分あたり", f"{money(scheme.pay.unit)} × {it.units}"))
    if it.amount < it.gross and not it.barred and not kept["online"]:
        rows.append(Row(f"1日の上限 {money(scheme.pay.cap)}", f"−{money(it.gross - it.amount)}", "calm"))
    if it.withholding:
        rows.append(Row("源泉徴収", f"−{money(it.withholding)}", "calm"))
        rows.append(Row("お振込み額", money(it.net), weight="strong"))
    return tuple(rows)


def on_paper(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The same lines on paper."""
    return tuple(f"{row.label}　{row.value}" for row in rows)


def planned(it: Payment) -> tuple[str, ...]:
    """When it is paid, or when it was."""
    match it.state:
        case "PAID":
            return ("お振込み済み",)
        case "EXPORTED":
            return ("お振込みの手続き中",)
        case "BARRED":
            return ()
    return (f"支払予定 {day(date.fromisoformat(it.due))}",)


def reasons(look: Look) -> tuple[str, ...]:
    """Why nothing or nothing yet is paid, in words."""
    it = look.it
    if it.state == "BARRED":
        unpaid = it.snapshot.get("unpaid", "")
        return (
            *(f"{words}。" for code, words in BARS.items() if code in it.barred),
            *((UNPAID[unpaid],) if unpaid else ()),
        )
    if it.state == "RETURNED_BY_BANK":
        return ("銀行から振込が戻りました。口座をお確かめください。",)
    return tuple(hold.words for hold in look.holds) if it.state == "HELD" else ()


def _note(look: Look) -> Note | None:
    found = reasons(look)
    if not found:
        return None
    if look.it.state == "BARRED":
        return Note("\n".join(found), "謝金の対象外となる理由", tone="calm")
    return Note("\n".join(found), "お支払いをお待ちいただいている理由")


def mending(look: Look, hold: Hold) -> Button | None:
    """The expert's own button that clears it; None where others have to act."""
    if hold.code == "no_report":
        return Button("報告書を書く", Act("write_report", look.it.dispatch), "primary")
    if hold is _BOOK:
        return Button(SEND_BOOK, Act("begin_bank_book"), "primary")
    return _MENDED.get(hold.code)
