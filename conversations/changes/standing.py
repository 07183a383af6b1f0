"""Where a change stands, for the expert: what waits, what was returned and why, what came of it."""

from __future__ import annotations

from conversations.changes.fields import TITLE
from conversations.registration.standing import answer_by
from flex_messages.cards import Act, Button, Card, Row
from flex_messages.words import MEND, day, state
from rules import japan_time
from rules.registration import REVIEWS
from storage import changes
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit

TITLES = {
    "DRAFT": "途中の変更があります",
    "AGENCY_REVIEW": "支援機関が変更を\n確認しています",
    "SECRETARIAT_REVIEW": "事務局が変更を\n確認しています",
    "RETURNED": "直していただきたい\n項目があります",
    "APPROVED": "登録内容を変更しました",
    "REJECTED": "変更は承認されませんでした",
    "WITHDRAWN": "変更を取り下げました",
}
UNTIL_THEN = "承認されるまでは、いまの登録内容のままです。"
TAKE_BACK, OTHERS = "変更を取り下げる", "ほかの項目を変更"


def change_card(it: Change, title: str = "") -> Card:
    rows = [Row("項目", "、".join(it.returned if it.state == "RETURNED" else it.fields))]
    if it.submitted:
        rows.append(Row("送信日", day(japan_time.day(it.submitted))))
    if it.state in REVIEWS.values():
        rows.append(Row("お返事", f"{day(answer_by(it))}ごろ"))
    if it.state in ("RETURNED", "REJECTED") and it.reason:
        rows.append(Row("理由", it.reason))
    return Card(
        about=TITLE,
        title=title or TITLES[it.state],
        status=state("change", it.state),
        text=_next(it.state),
        rows=tuple(rows),
        buttons=_buttons(it),
        alt="登録内容の変更のお知らせ",
    )


def _next(state_now: str) -> str:
    match state_now:
        case "DRAFT":
            return "ここまでの内容は残っています。"
        case "AGENCY_REVIEW" | "SECRETARIAT_REVIEW":
            return UNTIL_THEN
        case "RETURNED":
            return f"下の項目だけ、もう一度お答えください。{UNTIL_THEN}"
        case "REJECTED":
            return "いまの登録内容のままです。ご不明な点は「お問い合わせ」へご連絡ください。"
    return ""


def _buttons(it: Change) -> tuple[Button, ...]:
    back = Button(TAKE_BACK, Act("take_back_change", it.id, it.version))
    match it.state:
        case "DRAFT":
            again = Button("項目を選び直す", Act("choose_changes"), "secondary")
            return (Button("続きから", Act("go_on_changing", it.id), "primary"), again)
        case "AGENCY_REVIEW" | "SECRETARIAT_REVIEW":
            return (Button(OTHERS, Act("choose_changes"), "secondary"), back)
        case "RETURNED":
            return (Button(MEND, Act("mend_change", it.id), "primary"), back)
    return ()


async def open_change(unit: Unit, it: Registration) -> tuple[Card, ...]:
    """The change of theirs that waits or has to be mended, for 「申請状況」."""
    waiting = await changes.open_one(unit, it.id)
    return (change_card(waiting),) if waiting is not None else ()
