"""Answers that lead through 「プロフィール登録」, branch by branch, for the tests that play it."""

from __future__ import annotations

from datetime import date
from typing import Any

from conversations.play import Conversation, pdf, photo, play, tap
from conversations.registration.facts import ProfileFacts
from conversations.registration.profile import PROFILE
from storage.registrations import Registration

FACTS = ProfileFacts(Registration("r", "p", "a", "i", "関東", state="DRAFT"), "サンプル商工会議所", date(2026, 11, 24))
CONSENTS = (tap("同意する"), tap("同意する"))
DONE = "入力を終える"
DECLARED = (tap("いいえ"), tap("表明・確約します"))
QUALIFIED = (
    *CONSENTS,
    tap("ア 公的資格"),
    tap("税理士"),
    "第412345号",
    "令和11年3月31日",
    photo("c1"),
    pdf("c2"),
    DONE,
    *DECLARED,
)
NAMED = ("試験　太郎", "しけん　たろう")
BORN = "昭和43年3月5日"
AT_HOME = ("150-0001", tap("東京都渋谷区神宮前"), "1-2-3 見本ビル405")
REACHED = ("090-1234-5678", "taro@example.jp", "見本経営研究所 代表")
ACTIVE = (tap("自県のみ"), "経営革新 創業")
PAST = ("製造業で20年。", DONE)
NO_RESUME = "スキップ"
SHOWN = (photo("me"), tap("運転免許証"), photo("id"))
ACCOUNT = (tap("ゆうちょ（記号・番号）"), "10530-12345671", tap("ｼｹﾝ ﾀﾛｳ"))
PERSON = (*NAMED, BORN, *AT_HOME, *REACHED)
BEFORE_ACCOUNT = (*PERSON, *ACTIVE, *PAST, NO_RESUME, *SHOWN)
REST = (*BEFORE_ACCOUNT, *ACCOUNT)
REST_OF_EMPLOYED = (*DECLARED, *PERSON, *ACTIVE, *PAST, *SHOWN, *ACCOUNT)
EMPLOYED = (*CONSENTS, tap("イ 会社等での実務経験"))
SUPPORTED = (*CONSENTS, tap("ウ 中小企業者等の支援"))
TEACHING = (*CONSENTS, tap("エ 指導・教育・研究"))


def employer(period: str, name: str = "サンプル工業") -> tuple[str, ...]:
    return (name, "生産技術部長", period)


def more_employers(n: int, name: str) -> tuple[Any, ...]:
    rows = [(*employer(f"{2000 + 2 * row}年4月〜{2002 + 2 * row}年3月", name), tap("はい")) for row in range(n)]
    return tuple(event for row in rows for event in row)[:-1]


def profile(*events: Any) -> Conversation:
    return play(PROFILE, *events, facts=FACTS)


def rows(said: Conversation) -> dict[str, str]:
    """What the review shows, on however many cards."""
    cards = said.asked[-1][1].cards
    return {row.label: row.value for card in cards for section in card.sections for row in section.rows}
