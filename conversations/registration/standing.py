"""「申請状況」: where a registration stands, in words, with the button that goes on."""

from __future__ import annotations

from datetime import date

from conversations.registration.transfer import is_payable
from flex_messages.cards import Act, Button, Card, Row
from flex_messages.words import MEND, MENU_WORDS, day, state
from rules import japan_time
from rules.business_days import add_business_days
from rules.ours import ANSWER_WITHIN
from rules.registration import REVIEWS
from storage.changes import Change
from storage.registrations import Registration

TITLES = {
    "INVITED": "プロフィール登録を\nお待ちしています",
    "DRAFT": "プロフィールは入力の途中です",
    "AGENCY_REVIEW": "支援機関が確認しています",
    "SECRETARIAT_REVIEW": "事務局が確認しています",
    "RETURNED": "直していただきたい\n項目があります",
    "REGISTERED": "登録が完了しました",
    "REJECTED": "今回は登録に至りませんでした",
    "SUSPENDED": "派遣を停止しています",
    "WITHDRAWN": "登録は抹消されています",
}


ENTER_ACCOUNT = "enter_account"
GOES_ON = "お約束済みの派遣、報告書、謝金のお支払いは、これまでどおり続きます。"


def lacks_account(it: Registration) -> bool:
    """Whether the account was put off and can still come while the others look at the rest."""
    return it.state in REVIEWS.values() and not is_payable(it.profile)


def answer_by(it: Registration | Change) -> date:
    """The day until which the reviewer whose turn it is should have decided."""
    return add_business_days(japan_time.day(max(it.submitted, it.agency_decided)), ANSWER_WITHIN)


def standing_card(it: Registration, agency: str) -> Card:
    rows = [Row("受付番号", it.receipt), Row("支援機関", agency)]
    if it.submitted:
        rows.append(Row("申請日", day(japan_time.day(it.submitted))))
    if it.state in REVIEWS.values():
        rows.append(Row("お返事", f"{day(answer_by(it))}ごろ"))
    if lacks_account(it):
        rows.append(Row("口座", "事務局の承認までに入力をお願いします", "attention"))
    if it.state == "RETURNED":
        rows.append(Row("項目", "、".join(it.returned)))
    if it.state in ("RETURNED", "REJECTED", "SUSPENDED", "WITHDRAWN") and it.reason:
        rows.append(Row("理由", it.reason))
    if it.review_on:
        rows.append(Row("見直し", f"{day(japan_time.date_of(it.review_on))}までに事務局が行います"))
    return Card(
        about=MENU_WORDS["application"],
        title=TITLES[it.state],
        status=state("registration", it.state),
        text=_next(it, agency),
        rows=tuple(rows),
        buttons=(Button("口座を入力", Act(ENTER_ACCOUNT), "primary"),) if lacks_account(it) else _buttons(it.state),
        alt="専門家登録の状況のお知らせ",
    )


def _next(it: Registration, agency: str) -> str:
    within = f"{ANSWER_WITHIN}営業日ほどでお知らせします。"
    match it.state:
        case "INVITED" | "DRAFT":
            return f"入力が終わって送信いただくと、{agency}が内容を確認します。"
        case "AGENCY_REVIEW":
            return f"{agency}が内容を確認しています。{within}"
        case "SECRETARIAT_REVIEW":
            return f"{agency}の承認が終わり、事務局が最終の確認をしています。{within}"
        case "RETURNED":
            return "下の項目だけ、もう一度お答えください。送信いただくと、確認を再開します。"
        case "REGISTERED":
            return "委嘱条件を、準備ができしだいこのLINEにお送りします。内容をご確認のうえ、同意をお願いします。"
        case "SUSPENDED":
            return f"新しい派遣のお願いは届きません。{GOES_ON}ご不明な点は「お問い合わせ」へご連絡ください。"
        case "WITHDRAWN" if it.secretariat_decided:
            return "終わった支援の報告書と謝金は、これまでどおり続きます。「報告書」「謝金」と送信すると開きます。"
        case "REJECTED":
            return f"ご不明な点は、{agency}または「お問い合わせ」の事務局へご連絡ください。"
    return "ご不明な点は、「お問い合わせ」から事務局へご連絡ください。"


def _buttons(state_now: str) -> tuple[Button, ...]:
    match state_now:
        case "INVITED" | "DRAFT":
            return (Button(MENU_WORDS["profile"], Act("begin_profile"), "primary"),)
        case "RETURNED":
            return (Button(MEND, Act("begin_profile"), "primary"),)
        case "REJECTED" | "SUSPENDED" | "WITHDRAWN":
            return (Button(MENU_WORDS["contact"], Act("contact"), "secondary"),)
    return ()
