"""One dispatch opened: what each side needs for the visit, and what it can do now."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from conversations.client.asking import ask_button
from conversations.dispatch.cards import Seen, place, rows, seen, status
from conversations.others.menu import DECLARING
from flex_messages.cards import Act, Button, Card, Copy, Note, Open, Row, Show, Type
from flex_messages.words import DETAILS, MENU_WORDS
from rules import flags, phones
from rules.declaring import FOR_STATE
from rules.dispatch import NOT_HELD, OFFERED_OR_DUE
from rules.japan_time import day
from storage import agencies, declarations
from storage.dispatches import Dispatch
from storage.people import Role
from storage.store import Unit

MAP = "https://www.google.com/maps/search/?api=1&query="
OPEN_MAP, COPY, CALL = "地図を開く", "住所をコピー", "事業者に電話"
CHANGE, CANCEL = "日時を変更", "派遣を取り消す"
LOOK = "申告を見る"
SEE_REPORT = "報告書を見る"
REPORTED = ("REPORTED", "AGENCY_CONFIRMED", "INSPECTED")
AGAIN, ANOTHER = "前回と同じ内容で申請", "別の専門家に申請"
UNTIL_OUT = ("SCHEDULED", "CHECKED_IN", "CONFIRMED_BY_CLIENT")


async def details(unit: Unit, it: Dispatch, role: Role) -> Show:
    this = await seen(unit, it)
    match role:
        case "expert":
            card = await _for_expert(unit, this)
        case "agency":
            card = _for_agency(this, unit.now)
        case _:
            card = _card(this, role, unit.now, note=_flags(it))
    declared = await declarations.of_dispatch(unit, it.id)
    if declared:
        look = Button(LOOK, Act("open_declaration", declared[-1].id), "link" if card.buttons else "secondary")
        card = replace(card, buttons=(*card.buttons, look))
    return Show((card,))


async def _for_expert(unit: Unit, this: Seen) -> Card:
    """On the road: where, whom to call, and 本日's button. Afterwards the phone of the client is nobody's business."""
    it, due = this.it, this.it.state in UNTIL_OUT
    agency = await agencies.one(unit, it.agency)
    phone = agency.phone if agency else ""
    more = (
        *((Row("ご担当", this.client.contact),) if due and this.client.contact else ()),
        *((Row("電話", phones.show_phone(this.client.phone)),) if due and this.client.phone else ()),
        *((Row("問合せ先", phones.show_phone(phone)),) if phone else ()),
        Row("相談", str(it.request.get("summary", ""))),
    )
    buttons = (*(_ways(this, unit.now) if due else ()), *_declaring(it, unit.now))
    return _card(this, "expert", unit.now, *more, buttons=buttons)


def _declaring(it: Dispatch, now: int) -> tuple[Button, ...]:
    """What was forgotten or is wrong, once the visit should have begun."""
    possible = it.state in FOR_STATE and it.starts <= now
    return (Button(DECLARING, Act("begin_declaring", it.id)),) if possible else ()


def _ways(this: Seen, now: int) -> tuple[Button, ...]:
    today = this.it.state == "SCHEDULED" and day(this.it.starts) == day(now)
    word = MENU_WORDS["check_in"]
    check_in = (Button(word, Type(word), "primary"),) if today else ()
    ask = ask_button(this.it)
    where = (
        ()
        if this.it.online
        else (
            Button(OPEN_MAP, Open(MAP + quote(place(this))), "secondary"),
            Button(COPY, Copy(place(this))),
        )
    )
    call = (Button(CALL, Open(f"tel:{this.client.phone}")),) if this.client.phone else ()
    return (*check_in, *((ask,) if ask else ()), *where, *call)


def _for_agency(this: Seen, now: int) -> Card:
    it = this.it
    more = (Row("電話", phones.show_phone(this.client.phone)),) if this.client.phone else ()
    return _card(this, "agency", now, *more, note=_flags(it), buttons=_deeds(it))


def _deeds(it: Dispatch) -> tuple[Button, ...]:
    if it.state in OFFERED_OR_DUE:
        return (
            Button(CHANGE, Act("begin_rescheduling", it.id, it.version), "secondary"),
            Button(CANCEL, Act("begin_cancelling", it.id, it.version), "stop"),
        )
    if it.state in ("DECLINED", "OFFER_EXPIRED"):
        return (Button(ANOTHER, Act("request_another", it.id), "primary"),)
    report = (Button(SEE_REPORT, Act("open_report", it.id, it.version), "secondary"),) if it.state in REPORTED else ()
    return (*report, Button(AGAIN, Act("request_again", it.id), "secondary"))


def _flags(it: Dispatch) -> Note | None:
    words = flags.words_of(it.flags)
    return Note("\n".join(words), "確認事項") if words else None


def _card(
    this: Seen, role: Role, now: int, *more: Row, note: Note | None = None, buttons: tuple[Button, ...] = ()
) -> Card:
    over = this.it.reason and this.it.state in NOT_HELD
    return Card(
        about=DETAILS,
        title=this.client.name,
        status=status(this.it, now),
        rows=(*rows(this, role), *more, *((Row("理由", this.it.reason),) if over else ())),
        note=note,
        buttons=buttons,
        alt="派遣の内容",
    )
