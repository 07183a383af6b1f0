"""The one table of the words people read on buttons, menus and states, and how dates, money and names are written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal

from flex_messages.cards import Status, Tone

SERVICE: Final = "専門家派遣"  # the account's name, above our pages

AGREE: Final = "同意する"
DISAGREE: Final = "同意しない"
SEND: Final = "送信する"
MEND: Final = "直す"
BACK: Final = "戻る"
LATER: Final = "あとで続ける"
SKIP: Final = "スキップ"
END_INPUT: Final = "入力を終える"
APPROVE: Final = "承認する"
RETURN: Final = "差し戻す"
REJECT: Final = "不承認にする"
DETAILS: Final = "くわしく見る"
OPEN: Final = "開く"
ACCEPT: Final = "引き受ける"
DECLINE: Final = "辞退する"
CHECK_IN: Final = "チェックインする"
CHECK_OUT: Final = "チェックアウトする"
QUIT: Final = "やめる"
UNDO: Final = "取り消す"
CONFIRM: Final = "確認する"
INSPECT: Final = "検収する"
YES: Final = "はい"
NO: Final = "いいえ"
MORE: Final = "もっと見る"
PLEDGE: Final = "表明・確約します"
DIFFERS: Final = "内容が違います"
ABSENT: Final = "不在でした"
ISSUE: Final = "発行する"
SEND_ACCEPTANCE: Final = "就任承諾書を送る"
MEASURE_AGAIN: Final = "位置を測り直す"
CALENDAR: Final = "カレンダーから選ぶ"
CLOCK: Final = "時刻を選ぶ"
NEXT: Final = "次へ"
ON_PAGE: Final = "ページで入力"
NO_HIT: Final = "見つからない"
SEARCH_AGAIN: Final = "探し直す"
ENTER_AGAIN: Final = "入力し直す"
AUDITING: Final = "監査"

BUTTONS: Final = (
    AGREE, DISAGREE, SEND, MEND, BACK, LATER, SKIP, END_INPUT, APPROVE, RETURN, REJECT, DETAILS, OPEN, ACCEPT, DECLINE,
    CHECK_IN, CHECK_OUT, QUIT, UNDO, CONFIRM, INSPECT, YES, NO, MORE, PLEDGE, DIFFERS, ABSENT, ISSUE, SEND_ACCEPTANCE,
    MEASURE_AGAIN, CALENDAR, CLOCK, NEXT, ON_PAGE, NO_HIT, SEARCH_AGAIN, ENTER_AGAIN,
)  # fmt: skip

# Where a long field name breaks in the narrow column of a card.
LABEL_BREAKS: Final[dict[str, str]] = {
    "国・自治体からの人件費補助の有無": "国・自治体\nからの\n人件費補助\nの有無",
    "反社会的勢力の排除に関する表明・確約": "反社会的\n勢力の排除\nに関する\n表明・確約",
    "メールアドレス": "メール\nアドレス",
    "活動できる都道府県": "活動できる\n都道府県",
    "プロフィール写真": "プロフィール\n写真",
    "謝金の振込口座": "謝金の\n振込口座",
    "事業者のフリガナ": "事業者の\nフリガナ",
    "事業者の電話番号": "事業者の\n電話番号",
    "訪問時のご担当": "訪問時の\nご担当",
    "中小企業者等に該当": "中小企業者\n等に該当",
    "自機関での解決が困難な理由": "自機関での\n解決が困難\nな理由",
    "派遣する専門家": "派遣する\n専門家",
    "支援機関からの給与等": "支援機関\nからの\n給与等",
    "支援機関の会員等": "支援機関の\n会員等",
    "最初に希望した方": "最初に\n希望した方",
    "支援機関の同行": "支援機関の\n同行",
    "取り消しの理由": "取り消しの\n理由",
    "再発防止の誓約": "再発防止の\n誓約",
}

# What a menu opens: public name -> word. Tiles send "menu:<name>"; typing the word does the same.
MENU_WORDS: Final[dict[str, str]] = {
    "code": "招待コードを入力",
    "about": "制度のご案内",
    "contact": "お問い合わせ",
    "profile": "プロフィール登録",
    "application": "申請状況",
    "check_in": "チェックイン",
    "check_out": "チェックアウト",
    "plan": "派遣予定",
    "report": "報告書",
    "honorarium": "謝金",
    "others": "その他",
    "waiting": "承認待ち",
    "invite": "専門家を招待",
    "request": "派遣を申請",
    "dispatches": "派遣一覧",
    "reports": "報告の確認",
    "letters": "委嘱状の発行",
    "declarations": "申告の確認",
    "inspection": "検収",
    "payments": "支払い",
    "audit": AUDITING,
}

Road = Literal["registration", "appointment", "dispatch", "payment", "change", "relink"]

STATES: Final[dict[Road, dict[str, tuple[str, Tone]]]] = {
    "registration": {
        "INVITED": ("招待済み", "calm"),
        "DRAFT": ("下書き", "calm"),
        "AGENCY_REVIEW": ("支援機関の確認中", "accent"),
        "SECRETARIAT_REVIEW": ("事務局の確認中", "accent"),
        "RETURNED": ("差し戻し", "attention"),
        "REGISTERED": ("登録済み", "ok"),
        "REJECTED": ("不承認", "stop"),
        "SUSPENDED": ("派遣停止中", "stop"),
        "WITHDRAWN": ("登録抹消", "stop"),
    },
    "appointment": {
        "CONDITIONS_SENT": ("委嘱条件の確認待ち", "attention"),
        "CONSENTED": ("委嘱条件に同意済み", "ok"),
        "APPOINTED": ("委嘱状発行済み", "ok"),
        "ACCEPTED": ("就任承諾書提出済み", "ok"),
        "DECLINED": ("辞退", "stop"),
        "EXPIRED": ("委嘱期間満了", "calm"),
        "REVOKED": ("委嘱取消", "stop"),
    },
    "dispatch": {
        "DRAFT": ("下書き", "calm"),
        "OFFERED": ("打診中", "attention"),
        "AGREED": ("調整中", "attention"),
        "SCHEDULED": ("日程確定", "ok"),
        "CHECKED_IN": ("支援中", "accent"),
        "CONFIRMED_BY_CLIENT": ("事業者確認済み", "accent"),
        "CHECKED_OUT": ("支援終了", "accent"),
        "REPORTED": ("報告済み", "accent"),
        "AGENCY_CONFIRMED": ("機関確認済み", "accent"),
        "INSPECTED": ("検収済み", "ok"),
        "DECLINED": ("辞退", "calm"),
        "OFFER_EXPIRED": ("期限切れ", "calm"),
        "CANCELLED": ("取消", "calm"),
        "NO_SHOW": ("実施なし", "calm"),
    },
    "payment": {
        "CALCULATED": ("計算済み", "calm"),
        "HELD": ("支払保留", "attention"),
        "BARRED": ("謝金対象外", "calm"),
        "PAYABLE": ("支払対象", "ok"),
        "EXPORTED": ("振込手続き中", "accent"),
        "PAID": ("振込済み", "ok"),
        "RETURNED_BY_BANK": ("振込不能", "stop"),
    },
    "change": {
        "DRAFT": ("下書き", "calm"),
        "AGENCY_REVIEW": ("支援機関の確認中", "accent"),
        "SECRETARIAT_REVIEW": ("事務局の確認中", "accent"),
        "APPROVED": ("変更済み", "ok"),
        "RETURNED": ("差し戻し", "attention"),
        "REJECTED": ("不承認", "stop"),
        "WITHDRAWN": ("取り下げ", "calm"),
    },
    "relink": {
        "SECRETARIAT_REVIEW": ("事務局の確認中", "accent"),
        "APPROVED": ("承認済み", "ok"),
        "MOVED": ("再登録済み", "ok"),
        "REJECTED": ("不承認", "stop"),
        "WITHDRAWN": ("取り下げ", "calm"),
    },
}


def state(road: Road, name: str) -> Status:
    """The word and colour of a state, whatever the case its name is kept in. KeyError if the road has no such state."""
    word, tone = STATES[road][name.upper()]
    return Status(word, tone)


WEEKDAYS = "月火水木金土日"


def day(d: date) -> str:
    """11月24日(火)"""
    return f"{d.month}月{d.day}日({WEEKDAYS[d.weekday()]})"


def full_day(d: date) -> str:
    """2026年11月24日(火), where the year is not plain from the moment."""
    return f"{d.year}年{day(d)}"


def clock(t: datetime) -> str:
    """9:05; the hour without a leading zero."""
    return f"{t.hour}:{t.minute:02}"


def span(start: datetime, end: datetime, *, lines: bool = False) -> str:
    """11月24日(火) 14:00–16:00; `lines` breaks before the time, as cards want it."""
    return f"{day(start)}{chr(10) if lines else ' '}{clock(start)}–{clock(end)}"


def month(text: str) -> str:
    """2015-04 → 2015年4月"""
    year, number = text.split("-")
    return f"{int(year)}年{int(number)}月"


def money(yen: int) -> str:
    """13,200円"""
    return f"{yen:,}円"


def minutes(n: int) -> str:
    """169 → 2時間49分"""
    hours, rest = divmod(n, 60)
    return "".join((f"{hours}時間" if hours else "", f"{rest}分" if rest or not hours else ""))


def distance(metres: float) -> str:
    """約120m below a kilometre (to 10 m, at least 10), 約3.4km above."""
    return f"約{max(10, round(metres / 10) * 10)}m" if metres < 995 else f"約{metres / 1000:.1f}km"


def to(family: str, given: str = "") -> str:
    """姓 名 様"""
    return " ".join(part for part in (family, given, "様") if part)
