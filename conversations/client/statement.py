"""What a client is shown before they confirm: who came, where to, what for, that it costs nothing, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.dispatch.cards import Seen, address, seen
from flex_messages.cards import Button, Open, Row
from flex_messages.words import day as day_words
from rules.declaring import KINDS
from rules.fields_of_support import FIELDS_OF_SUPPORT
from rules.japan_time import day, moment
from rules.offices import OFFICES
from rules.phones import show_phone
from storage import agencies, clients, declarations, dispatches
from storage.codes import Code
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from storage.store import Unit

CALL = "電話する"


@dataclass(frozen=True, slots=True)
class Statement:
    """starts, ends: what the times stand at when the page opens (ms); declared: what is confirmed after the fact."""

    it: Dispatch
    rows: tuple[Row, ...]
    starts: int
    ends: int
    declared: Declaration | None = None


async def statement(unit: Unit, code: Code) -> Statement:
    it = await dispatches.one(unit, code.dispatch)
    assert it is not None
    this = await seen(unit, it)
    declared = await declarations.one(unit, code.about) if code.kind == "declaration" else None
    starts = declared.claimed["starts"] if declared else it.checked_in or it.starts
    ends = declared.claimed["ends"] if declared else max(unit.now, starts + 60_000)
    return Statement(it, await _rows(unit, this, declared, starts), starts, ends, declared)


async def _rows(unit: Unit, this: Seen, declared: Declaration | None, starts: int) -> tuple[Row, ...]:
    it = this.it
    theme = FIELDS_OF_SUPPORT.get(it.request.get("theme", ""), "")
    where = Row("訪問先", this.client.name, small="オンライン" if it.online else address(this.client))
    return (
        Row("専門家", this.expert),
        where,
        Row("日", day_words(day(starts))),
        Row("目的", f"{theme}の支援" if theme else "経営課題の支援"),
        Row("費用", "かかりません"),
        *((Row("申告", f"専門家から「{KINDS[declared.kind]}」と申告がありました。"),) if declared else ()),
        await ask_row(unit, it),
    )


async def ask_row(unit: Unit, it: Dispatch) -> Row:
    """Whom the client can ask: the agency, on the phone where it has told its number."""
    agency = await agencies.one(unit, it.agency)
    name, phone = (agency.name, agency.phone) if agency else ("", "")
    if not phone:
        return Row("お問い合わせ", name, small=OFFICES[it.office].mail)
    return Row("お問い合わせ", f"{name}\n{show_phone(phone)}", tap=Button(CALL, Open(f"tel:{phone}")))


def clock_of(at: int) -> str:
    """Milliseconds as "14:02", as a page's field of a time wants it."""
    return f"{moment(at):%H:%M}"


async def client_name(unit: Unit, it: Dispatch) -> str:
    client = await clients.one(unit, it.client)
    return client.name if client else ""
