"""A dispatch in a few rows, as each role reads it: the title is the client's name, the rows say the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from conversations.registration.person import full
from flex_messages.cards import Button, Card, Row, Status
from flex_messages.words import clock, day, span, state
from rules import japan_time
from rules.fields_of_support import FIELDS_OF_SUPPORT
from rules.japan_time import moment
from storage import agencies, clients, registrations
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.people import Role
from storage.store import Unit
from storage.vault import Unreadable

TODAY = Status("本日", "accent")
ONLINE = "オンライン"
NUMBER = "受付番号"


@dataclass(frozen=True, slots=True)
class Seen:
    """A dispatch with what its cards say of others. expert, agency: names; expert is "" of an erased person."""

    it: Dispatch
    client: Client
    expert: str
    agency: str


async def seen(unit: Unit, it: Dispatch) -> Seen:
    client, agency = await clients.one(unit, it.client), await agencies.one(unit, it.agency)
    assert client is not None
    assert agency is not None
    return Seen(it, client, await _expert(unit, it), agency.name)


async def _expert(unit: Unit, it: Dispatch) -> str:
    """The dispatch outlives the person in it."""
    try:
        registration = await registrations.one(unit, it.registration)
    except Unreadable:
        return ""
    return full(registration.profile, "name") if registration else ""


def status(it: Dispatch, now: int) -> Status:
    """The state's word; 本日 for a visit that is settled and today."""
    today = it.state == "SCHEDULED" and japan_time.day(it.starts) == japan_time.day(now)
    return TODAY if today else state("dispatch", it.state)


def rows(this: Seen, role: Role) -> tuple[Row, ...]:
    """予定, 専門家 and 支援機関 as far as they are others, 場所, 支援, 受付番号."""
    it = this.it
    return (
        Row("予定", planned(it)),
        *((Row("専門家", this.expert),) if role != "expert" else ()),
        *((Row("支援機関", this.agency),) if role != "agency" else ()),
        place_row(this),
        Row("支援", support(it)),
        Row(NUMBER, it.number),
    )


def small(this: Seen, role: Role, about: str, now: int, *buttons: Button) -> Card:
    """One of a list: the day is what one looks for."""
    it, start, end = this.it, moment(this.it.starts), moment(this.it.ends)
    who = Row("専門家", this.expert) if role != "expert" else replace(place_row(this), small="")
    return Card(
        about=about,
        title=day(start),
        status=status(it, now),
        subtitle=f"{clock(start)}–{clock(end)}",
        rows=(Row("支援先", this.client.name, weight="strong"), who, Row("支援", support(it))),
        buttons=buttons,
        size="kilo",
        alt=f"{about}の一覧",
    )


def planned(it: Dispatch) -> str:
    """11月24日(火), below it 14:00–16:00"""
    return span(moment(it.starts), moment(it.ends), lines=True)


def address(client: Client) -> str:
    return f"{client.prefecture}{client.address}"


def place(this: Seen) -> str:
    """The address the visit goes to, as it was asked for."""
    return ONLINE if this.it.online else this.it.request.get("address") or address(this.client)


def place_row(this: Seen) -> Row:
    return Row("場所", place(this))


def support(it: Dispatch) -> str:
    """The theme, and which visit of the fiscal year it is for this client."""
    theme = FIELDS_OF_SUPPORT.get(it.request.get("theme", ""), "")
    nth = it.request.get("nth")
    return f"{theme}（{nth}回目）" if nth else theme
