"""What the responsible people of the offices are told of: notices that the month's limit of LINE holds back."""

from __future__ import annotations

from conversations.actions import Doing
from flex_messages.cards import Card, Note, Status
from flex_messages.words import MENU_WORDS
from storage import aside
from storage.store import Unit

_ABOUT = "LINEの送信数"


async def count(unit: Unit, doing: Doing) -> int:
    """How many notices of the whole service wait, 0 to everybody else."""
    member = doing.member
    if member is None or member.role != "secretariat" or not member.head:
        return 0
    return (await aside.by_reason(unit)).get(aside.QUOTA, 0)


def card(n: int) -> Card:
    """Beside the cards of 「承認待ち」."""
    words = (
        "今月の送信数が上限に達しました。お知らせは残っていて、あとでまとめて送り直せます。",
        "システムの運用担当へお伝えください。お急ぎの方へは、お電話をお願いします。",
    )
    title = f"お知らせ{n}件が\n送信待ちです"
    return Card(_ABOUT, title, Status("送信待ち", "attention"), text="\n".join(words), size="kilo")


def note(n: int) -> Note | None:
    """Inside 「その他」; nothing when nothing waits."""
    words = f"お知らせ{n}件が送信待ちです。くわしくは「{MENU_WORDS['waiting']}」をご覧ください。"
    return Note(words, "LINEの送信数が上限に達しました") if n else None
