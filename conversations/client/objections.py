"""「内容が違います」: what a client wrote, for the agency and the secretariat; never for the expert."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.client.people import agency_people, office_people
from conversations.dispatch import cards as visits
from conversations.dispatch.moving import of_our_agency, of_our_office
from conversations.outgoing import Notice, Outgoing
from flex_messages.cards import Act, Button, Card, Note, Row, Show, Status
from flex_messages.words import OPEN, clock, day
from rules.japan_time import moment
from rules.phones import show_phone
from storage.dispatches import Dispatch
from storage.people import Role
from storage.store import Unit

ABOUT = "事業者からの申し出"
NEEDED = Status("要対応", "attention")
TITLE = "内容が違うとの\n申し出がありました"


async def told(unit: Unit, it: Dispatch) -> list[Outgoing]:
    """Masked: what it is about shows on the tap, and authority is read again then."""
    persons = dict.fromkeys(
        [
            *await agency_people(unit, it.agency, but=it.expert),
            *await office_people(unit, it.office, but=it.expert),
        ]
    )
    card = Card(
        about=ABOUT,
        title=TITLE,
        status=NEEDED,
        text=f"「{OPEN}」で内容を表示します。",
        buttons=(Button(OPEN, Act("open_objection", it.id), "primary"),),
        size="kilo",
        alt="事業者から申し出が1件あります",
    )
    return [Notice(person, Show((card,))) for person in persons]


async def open_objection(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    assert doing.member is not None
    ours = of_our_agency if doing.member.role == "agency" else of_our_office
    it = await ours(unit, doing.member, doing.about)
    return [Show((await objection_card(unit, it, doing.member.role),))]


async def objection_card(unit: Unit, it: Dispatch, role: Role) -> Card:
    this = await visits.seen(unit, it)
    at = moment(it.said.get("objected", 0))
    phone = this.client.phone
    return Card(
        about=ABOUT,
        title=this.client.name,
        status=NEEDED,
        rows=(
            *visits.rows(this, role),
            Row("申し出", f"{day(at)} {clock(at)}"),
            *((Row("事業者の電話", show_phone(phone)),) if phone else ()),
        ),
        note=Note(str(it.said.get("objection", "")), "事業者の言葉"),
        text="専門家の方には伝えていません。事業者の方にお話をうかがってください。",
        alt=ABOUT,
    )


ACTIONS = (Action("open_objection", ("agency", "secretariat"), open_objection, opens=True),)
