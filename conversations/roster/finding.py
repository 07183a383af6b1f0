"""「専門家の管理」: an expert by name, reading or number; for the secretariat also everybody who is suspended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.approval.standing import check_concerned
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Text
from conversations.kinds.kind import Answers
from conversations.others.menu import ROSTER
from conversations.outgoing import Begin, Outgoing
from conversations.phones.starting import start_button
from conversations.roster.cards import deeds, expert_card
from flex_messages.cards import Act, Button, Card, Say, Show
from flex_messages.words import MORE
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from rules.refusal import Refusal
from rules.search_words import folded
from rules.text_width import fold
from storage import agencies, appointments, people, registrations, search
from storage.appointments import Appointment
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

STAFF = ("agency", "secretariat")
CLERKS = ("secretariat",)
MOST, PAGE = 10, 9
SUSPENDED = Button("派遣停止中の方を見る", Act("suspended"))
AGAIN = (Button("ほかの方を探す", Act("find_expert")),)
_GONE = "この方の登録は、ほかの機関の担当です。名前から探し直してください。"


async def begin(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("find_expert")]


async def find(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    member = (await people.person(unit, event.person)).active
    if member is None or member.role not in STAFF:
        raise Refusal("専門家の管理は、支援機関と事務局の担当の方がご利用いただけます。")
    whose = {"agency": member.agency} if member.role == "agency" else {"office": member.office}
    found = await search.find(unit, folded(answers["words"]), **whose, most=MOST + 1)
    theirs = [it for it in found if it.person != event.person]
    quick = (*AGAIN, *((SUSPENDED,) if member.role == "secretariat" else ()))
    if not theirs:
        return [
            Say(
                f"「{answers['words']}」は見つかりませんでした。氏名・フリガナの一部か受付番号をお送りください。", quick
            )
        ]
    shown = Show(tuple([await card_of(unit, it, member) for it in theirs[:MOST]]), quick)
    more = "ほかにもいらっしゃいます。見つからないときは、受付番号でお探しください。"
    return [shown] if len(theirs) <= MOST else [Say(more), shown]


async def suspended(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: where もっと見る goes on."""
    assert doing.member is not None
    submitted, _, id = doing.about.partition(":")
    after = (int(submitted), id) if submitted else None
    page: dict[str, Any] = {"state": "SUSPENDED", "after": after, "most": PAGE + 1}
    found = await registrations.waiting(unit, office=doing.member.office, **page)
    if not found:
        return [Say("派遣停止中の方はいません。", AGAIN)]
    cards = [await card_of(unit, it, doing.member) for it in found[:PAGE] if it.person != doing.person.id]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("suspended", f"{last.submitted}:{last.id}"), "secondary")
        cards.append(Card(ROSTER, "続きがあります", buttons=(more,), size="kilo"))
    return [Show(tuple(cards), AGAIN)]


async def card_of(unit: Unit, it: Registration, member: Membership) -> Card:
    agency = await agencies.one(unit, it.agency)
    year = await year_of(unit, it)
    buttons = deeds(it, year) if member.role == "secretariat" else await start_button(unit, it)
    return expert_card(it, agency.name if agency else "支援機関", year, buttons)


async def year_of(unit: Unit, it: Registration) -> Appointment | None:
    """The appointment of this fiscal year, or the next one's once it is there."""
    found = [one for one in await appointments.of_person(unit, it.person) if one.registration == it.id]
    return next((one for one in found if one.fiscal_year >= fiscal_year(day(unit.now))), None)


async def theirs(unit: Unit, member: Membership | None, id: str) -> Registration:
    """The registration, if this member's agency or office looks after it. Refusal otherwise, also for their own."""
    it = await registrations.one(unit, id)
    if it is None:
        raise Refusal(_GONE)
    check_concerned(member, it)
    return it


FIND_EXPERT = Dialog(
    name="find_expert",
    title=ROSTER,
    roles=STAFF,
    fields=(
        Field(
            "お名前・受付番号",
            Step("words", "どなたをお探しですか。", Text(40, fold=fold), example="試験 太郎、シケン、1001"),
        ),
    ),
    finish=find,
)
ACTIONS = (
    Action("find_expert", STAFF, begin, opens=True),
    Action("suspended", CLERKS, suspended, opens=True),
)
