"""The evidence of one visit: what was planned, where it was, who confirmed and decided, what it costs, by which rules.

Bank data is not in it: an auditor sees the sum and the state of the payment.
"""

from __future__ import annotations

from conversations.declaring.cards import ABOUT as DECLARED
from conversations.dispatch.cards import NUMBER, Seen, planned, seen, support
from conversations.report.cards import REPORT_PDF
from conversations.report.facts import ReportFacts, held
from conversations.report.reading import VERDICTS, attached, client_words, written
from conversations.report.standing import name_of
from conversations.splitting import split
from flex_messages.cards import Button, Card, Open, Row, Section, Show
from flex_messages.words import AUDITING, clock, day, distance, minutes, money, state
from rules import flags
from rules.declaring import KINDS
from rules.japan_time import moment
from storage import audit, declarations, dispatch_files, fixes, payments, people
from storage.audit import Entry
from storage.dispatches import Dispatch
from storage.fixes import Attempt
from storage.payments import Payment
from storage.store import Unit

PURPOSES = {"in": "開始", "out": "終了", "absent": "不在"}
SOURCES = {"pin": "地図の位置", "measured": "測った位置"}
DEEDS = {
    "open": "派遣の申請",
    "agree": "引き受け",
    "schedule": "日程の確定",
    "decline": "辞退",
    "expire": "回答の期限切れ",
    "reschedule": "日時の変更",
    "cancel": "取消",
    "check_in": "チェックイン",
    "undo_check_in": "チェックインの取り消し",
    "confirm_by_client": "事業者の確認",
    "client_objects": "事業者の「内容が違います」",
    "client_rates": "事業者の評価",
    "check_out": "チェックアウト",
    "declare": "申告による支援終了",
    "correct": "申告による訂正",
    "no_show": "不在の記録",
    "report": "報告書の送信",
    "return_report_to_expert": "報告書の差し戻し",
    "confirm_report": "報告書の確認",
    "inspect": "検収",
}
OTHER = "記録の更新"
NOBODY = {"client": "事業者", "clock": "自動", "job": "自動", "calendar": "自動"}


async def evidence(unit: Unit, it: Dispatch) -> Show:
    this = await seen(unit, it)
    report = await dispatch_files.newest(unit, it.id, "report")
    sections = (
        Section("派遣", _planned(this)),
        Section("位置の記録", tuple(_fix(each) for each in await fixes.of_dispatch(unit, it.id))),
        Section("事業者の確認", (Row("確認", client_words(it)), Row("確認番号", str(it.said.get("receipt", "なし"))))),
        Section(DECLARED, await _declared(unit, it)),
        Section("報告", (*written(ReportFacts(this, unit.now)), *await _decided(unit, it))),
        Section("謝金", await _paid(unit, it)),
        Section("確認事項", tuple(Row(f"{n}", words) for n, words in enumerate(flags.words_of(it.flags), 1))),
        Section("操作の記録", await _deeds(unit, it)),
        *attached(it),
    )
    card = Card(
        about=AUDITING,
        title=this.client.name,
        status=state("dispatch", it.state),
        sections=tuple(each for each in sections if each.rows),
        buttons=(Button(REPORT_PDF, Open(f"paper:{report}"), "primary"),) if report else (),
        alt="派遣の記録",
    )
    return Show(split(card))


def _planned(this: Seen) -> tuple[Row, ...]:
    it = this.it
    return (
        Row(NUMBER, it.number),
        Row("専門家", this.expert),
        Row("支援機関", this.agency),
        Row("事務局", it.office),
        Row("支援", support(it)),
        Row("予定", planned(it)),
        Row("実績", held(it)),
        Row("休憩", minutes(it.breaks) if it.breaks else "なし"),
    )


def _fix(each: Attempt) -> Row:
    """11月24日(火) 14:02 近い（約40m、誤差15m）, by which thresholds; whether it was the one that counted."""
    when = moment(each.at)
    far = f"（{distance(each.distance)}）" if each.distance is not None else ""
    error = f"誤差 {each.accuracy}m" if each.accuracy is not None else "誤差は分かりません"
    lines = (
        f"{day(when)} {clock(when)}",
        f"{VERDICTS[each.verdict]}{far}",
        f"{SOURCES[each.source]}、{error}、基準 第{each.thresholds}版",
        "記録" if each.counted else "記録されていない送信",
    )
    return Row(PURPOSES[each.purpose], "\n".join(lines))


async def _declared(unit: Unit, it: Dispatch) -> tuple[Row, ...]:
    return tuple(
        Row(each.number, f"{KINDS[each.kind]}\n{_at(each.made)}に申告\n{each.reason}")
        for each in await declarations.of_dispatch(unit, it.id)
    )


async def _decided(unit: Unit, it: Dispatch) -> tuple[Row, ...]:
    decided = (
        ("機関の確認", it.agency_confirmed_by, it.agency_confirmed),
        ("検収", it.inspected_by, it.inspected),
    )
    sent = (Row("報告日時", _at(it.reported)),) if it.reported else ()
    return (*sent, *[Row(deed, f"{await name_of(unit, by, it)}\n{_at(at)}") for deed, by, at in decided if at])


async def _paid(unit: Unit, it: Dispatch) -> tuple[Row, ...]:
    payment = await payments.one(unit, it.id)
    return _sum(payment) if payment else ()


def _sum(payment: Payment) -> tuple[Row, ...]:
    return (
        Row("状態", state("payment", payment.state).word),
        Row("制度", payment.scheme),
        Row("対象時間", minutes(payment.minutes)),
        Row("謝金", money(payment.amount)),
        Row("源泉徴収", money(payment.withholding)),
        Row("差引", money(payment.net)),
        Row("口座", "表示しません"),
    )


async def _deeds(unit: Unit, it: Dispatch) -> tuple[Row, ...]:
    lines = [each for each in await audit.of_subject(unit, it.id) if each.action.startswith("dispatch.")]
    return tuple([Row(_deed(each), f"{_at(each.at)}\n{await _who(unit, each, it)}") for each in lines])


def _deed(each: Entry) -> str:
    return DEEDS.get(each.action.removeprefix("dispatch."), OTHER)


async def _who(unit: Unit, each: Entry, it: Dispatch) -> str:
    if each.actor in NOBODY:
        return NOBODY[each.actor]
    if each.actor == it.expert:
        return "専門家"
    known = (await people.person(unit, each.actor)).memberships
    return next((m.name for m in known if m.name), "担当の方")


def _at(at: int) -> str:
    when = moment(at)
    return f"{day(when)} {clock(when)}"
