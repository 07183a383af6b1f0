"""「申請状況」 after the registration: where one stands on the road to the fee, and the button that goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flex_messages.cards import Act, Button, Card, Note, Open, Row
from flex_messages.words import MENU_WORDS, SEND_ACCEPTANCE, day, state
from rules import japan_time
from rules.fiscal_year import year_words
from storage.appointments import Appointment

HELD = Note(
    "就任承諾書が届くまで、謝金のお支払いは保留になります。派遣はこのままお受けいただけます。", "謝金の支払いについて"
)
READ_CONDITIONS = "委嘱条件を確認する"
LETTER_PDF, ACCEPTANCE_PDF = "委嘱状を開く", "就任承諾書を開く"
_TO_COME = "これから"
_ENDED = ("DECLINED", "EXPIRED", "REVOKED")


@dataclass(frozen=True, slots=True)
class Words:
    """What a state means to the expert: the title, and what comes next."""

    title: str
    next: str


WORDS = {
    "CONDITIONS_SENT": Words("委嘱条件のご確認を\nお願いします", "同意いただいた日から、派遣をお受けいただけます。"),
    "CONSENTED": Words(
        "委嘱条件への同意を\n受け付けました", "派遣をお受けいただけます。次は、事務局が委嘱状をお送りします。"
    ),
    "APPOINTED": Words("就任承諾書を\nお待ちしています", "委嘱状の内容を確認して、就任承諾書を送ってください。"),
    "ACCEPTED": Words("お手続きはすべて\n終わりました", "派遣のお願いは、このLINEにお送りします。"),
    "DECLINED": Words("委嘱条件に\n同意されていません", "お気持ちが変わったときは、「お問い合わせ」へご連絡ください。"),
    "EXPIRED": Words("委嘱の期間が\n終わりました", "終わった支援の報告と謝金のお支払いは、このまま続きます。"),
    "REVOKED": Words("委嘱は\n取り消されています", "終わった支援の報告と謝金のお支払いは、このまま続きます。"),
}


def road_card(it: Appointment, registered: int, receipt: str, title: str = "", papers: bool = True) -> Card:
    """registered: when the registration was completed, in milliseconds. papers: whether made ones can be opened."""
    words = WORDS[it.state]
    return Card(
        about=MENU_WORDS["application"],
        title=title or words.title,
        status=state("appointment", it.state),
        subtitle=year_words(it.fiscal_year),
        text=words.next,
        rows=(
            _step("登録", registered),
            _step("委嘱条件", it.consented, _TO_COME if it.state not in _ENDED else "同意なし"),
            _letter(it),
            _step("就任承諾書", it.accepted, _TO_COME if it.state not in _ENDED else "未提出"),
            *((Row("理由", it.reason),) if it.reason else ()),
            Row("受付番号", receipt),
        ),
        note=HELD if it.state == "APPOINTED" else None,
        buttons=(*_goes_on(it), *(paper_buttons(it) if papers else ())),
        alt="委嘱のお手続きの状況のお知らせ",
    )


def paper_buttons(it: Appointment) -> tuple[Button, ...]:
    """Both papers as links, once they are made."""
    made = ((LETTER_PDF, it.letter), (ACCEPTANCE_PDF, it.acceptance))
    return tuple(Button(label, Open(f"paper:{file}"), "secondary") for label, file in made if file)


def _step(label: str, at: int, otherwise: str = _TO_COME) -> Row:
    return Row(label, f"{day(japan_time.day(at))} 完了", tone="ok") if at else Row(label, otherwise)


def _letter(it: Appointment) -> Row:
    if not it.number:
        return Row("委嘱状", _TO_COME if it.state not in _ENDED else "発行なし")
    until = day(date.fromisoformat(it.period_to))
    return Row("委嘱状", f"{day(japan_time.day(it.issued))} 発行", tone="ok", small=f"{it.number}（{until}まで）")


def _goes_on(it: Appointment) -> tuple[Button, ...]:
    match it.state:
        case "CONDITIONS_SENT":
            return (Button(READ_CONDITIONS, Act("read_conditions", it.id), "primary"),)
        case "APPOINTED":
            return (Button(SEND_ACCEPTANCE, Act("begin_acceptance", it.id), "primary"),)
        case "DECLINED" | "EXPIRED" | "REVOKED":
            return (Button(MENU_WORDS["contact"], Act("contact"), "secondary"),)
    return ()
