"""Pushes about declarations: masked, 開く shows what it is about; authority is read again then."""

from __future__ import annotations

from conversations.client.people import agency_people, office_people
from conversations.declaring.cards import ABOUT
from conversations.outgoing import Notice, Outgoing
from flex_messages.cards import Act, Button, Card, Show, Status
from flex_messages.words import OPEN
from storage.declarations import Declaration
from storage.store import Unit

NEEDED = Status("要対応", "attention")


async def to_agency(unit: Unit, it: Declaration, title: str) -> list[Outgoing]:
    return [_masked(person, it, title) for person in await agency_people(unit, it.agency, but=it.expert)]


async def to_office(unit: Unit, it: Declaration, title: str) -> list[Outgoing]:
    return [_masked(person, it, title) for person in await office_people(unit, it.office, but=it.expert)]


def to_expert(it: Declaration, title: str) -> Outgoing:
    return _masked(it.expert, it, title)


def _masked(person: str, it: Declaration, title: str) -> Notice:
    card = Card(
        about=ABOUT,
        title=title,
        status=NEEDED,
        text=f"「{OPEN}」で内容を表示します。",
        buttons=(Button(OPEN, Act("open_declaration", it.id), "primary"),),
        size="kilo",
        alt=title.replace("\n", ""),
    )
    return Notice(person, Show((card,)))
