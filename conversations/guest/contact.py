"""「お問い合わせ」: choose one of eight areas, get the office's address as text to copy, since LINE opens no mail."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Copy, Row, Show
from flex_messages.words import MENU_WORDS
from rules.offices import OFFICES
from storage.store import Unit

_WHICH = Card(
    about=MENU_WORDS["contact"],
    title="お住まいの地域は\nどちらですか",
    text="地域の事務局の連絡先をご案内します。",
    buttons=tuple(Button(area, Act("contact_area", area), "secondary") for area in OFFICES),
)


async def ask_area(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Show((_WHICH,))]


async def show_address(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    office = OFFICES[doing.about]
    return [
        Show(
            (
                Card(
                    about=MENU_WORDS["contact"],
                    title=f"{office.area}エリアの事務局",
                    text="メールでご連絡ください。アドレスをコピーして、宛先に貼り付けてお使いいただけます。",
                    rows=(Row("メール", office.mail),),
                    buttons=(Button("アドレスをコピー", Copy(office.mail), "primary"),),
                ),
            )
        )
    ]


ACTIONS = (Action("contact", (), ask_area, opens=True), Action("contact_area", (), show_address, opens=True))
