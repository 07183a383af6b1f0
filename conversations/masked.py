"""Pushes that are understood on a locked screen and give nothing away: what they are about shows on the tap."""

from __future__ import annotations

from flex_messages.cards import Act, Button, Card, Show, Status
from flex_messages.words import OPEN

NEEDED = Status("要対応", "attention")


def masked(title: str, opens: Act, *, text: str = "", alt: str = "", status: Status = NEEDED) -> Show:
    """title: without a name, a line break where it may break. text: what is said before 開く. alt: the title."""
    card = Card(
        about="お知らせ",
        title=title,
        status=status,
        text=f"{text}「{OPEN}」で内容を表示します。",
        buttons=(Button(OPEN, opens, "primary"),),
        size="kilo",
        alt=alt or title.replace("\n", ""),
    )
    return Show((card,))
