"""Who hears about a report: the agency at once and masked, whoever stands in for it too; never the expert of it."""

from __future__ import annotations

from conversations.masked import masked
from conversations.others.deputies import staff_of
from conversations.outgoing import Notice
from flex_messages.cards import Act
from storage.dispatches import Dispatch
from storage.store import Unit

REQUEST = "報告書の確認のお願いが1件あります"


async def ask_agency(unit: Unit, it: Dispatch) -> list[Notice]:
    asks = masked(REQUEST.replace("が", "が\n"), Act("open_report", it.id, it.version))
    return [Notice(person, asks) for person in await of_agency(unit, it)]


async def of_agency(unit: Unit, it: Dispatch) -> list[str]:
    return await staff_of(unit, agency=it.agency, but=it.expert)


async def of_office(unit: Unit, it: Dispatch) -> list[str]:
    return await staff_of(unit, office=it.office, but=it.expert)


def returned(it: Dispatch) -> Notice:
    return Notice(it.expert, masked("報告書について\n確認のお願いがあります", Act("write_report", it.id)))
