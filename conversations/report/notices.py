"""Who hears about a report: the agency at once and masked, whoever stands in for it too; never the expert of it."""

from __future__ import annotations

from conversations.others.deputies import staff_of
from conversations.outgoing import Notice
from flex_messages.cards import Act, Button, Card, Show, Status
from flex_messages.words import OPEN
from storage.dispatches import Dispatch
from storage.store import Unit

REQUEST = "報告書の確認のお願いが1件あります"


async def ask_agency(unit: Unit, it: Dispatch) -> list[Notice]:
    card = _masked(REQUEST, Button(OPEN, Act("open_report", it.id, it.version), "primary"))
    return [Notice(person, Show((card,))) for person in await of_agency(unit, it)]


async def of_agency(unit: Unit, it: Dispatch) -> list[str]:
    return await staff_of(unit, agency=it.agency, but=it.expert)


async def of_office(unit: Unit, it: Dispatch) -> list[str]:
    return await staff_of(unit, office=it.office, but=it.expert)


def returned(it: Dispatch) -> Notice:
    words = "報告書について\n確認のお願いがあります"
    return Notice(it.expert, Show((_masked(words, Button(OPEN, Act("write_report", it.id), "primary")),)))


def _masked(title: str, button: Button) -> Card:
    return Card(
        about="お知らせ",
        title=title.replace("が1件", "が\n1件"),
        status=Status("要対応", "attention"),
        text=f"「{OPEN}」で内容を表示します。",
        buttons=(button,),
        size="kilo",
        alt=title.replace("\n", ""),
    )
