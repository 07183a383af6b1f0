"""A paper that no font of ours can draw: the office is told, for somebody has to write a name in another way, or to add
a font.
"""

from __future__ import annotations

from conversations.masked import NEEDED
from conversations.others.deputies import staff_of
from conversations.outgoing import Notice
from flex_messages.cards import Button, Card, Note, Row, Show
from storage.store import Unit


async def tell_office(
    unit: Unit,
    office: str,
    characters: str,
    *,
    about: str,
    rows: tuple[Row, ...],
    but: str,
    button: Button | None = None,
) -> list[Notice]:
    """rows: which paper it is. but: whose paper it is, who may be a clerk too."""
    codes = "、".join(f"「{c}」（U+{ord(c):04X}）" for c in characters)
    card = Card(
        about=about,
        title="作成できない文書が\n1件あります",
        status=NEEDED,
        rows=rows,
        note=Note(f"次の文字を印刷できる書体がありません。{codes}", "理由"),
        buttons=(button,) if button else (),
        alt="作成できない文書が1件あります",
    )
    return [Notice(person, Show((card,))) for person in await staff_of(unit, office=office, but=but)]
