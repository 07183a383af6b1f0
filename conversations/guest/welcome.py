"""What a redeemed invitation gives: an expert the applicant's menu and first step, staff a role and two questions."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.auditing import ending
from conversations.guest.menus import menu_of
from conversations.outgoing import Begin, Outgoing, SwitchMenu
from conversations.registration.ready import ready_card
from flex_messages.cards import Show
from flex_messages.words import state
from rules.offices import office_of
from storage import agencies, audit, people, registrations
from storage.invitations import Invitation
from storage.people import Person
from storage.store import Unit

OVER = ("REJECTED", "WITHDRAWN")


async def welcome(unit: Unit, person: Person, invitation: Invitation) -> Sequence[Outgoing]:
    if invitation.role == "expert":
        return await _applicant(unit, person, invitation)
    return await _staff(unit, person, invitation)


async def in_the_way(unit: Unit, person: Person, invitation: Invitation) -> str:
    """Why this person has no use for the invitation, which stays good for somebody else; "" when they have."""
    if invitation.role == "expert":
        earlier = await registrations.of_person(unit, person.id)
        if earlier and earlier.state not in OVER:
            word = state("registration", earlier.state).word
            return (
                f"専門家登録のお手続きは、すでに始まっています（{word}）。「申請状況」からご確認ください。"
                "この招待コードは、まだ使われていません。"
            )
        return ""
    where = (invitation.role, invitation.agency, invitation.office)
    if any((m.role, m.agency, m.office) == where for m in person.memberships):
        return "この担当としては、すでにご利用いただけます。この招待コードは、まだ使われていません。"
    return ""


async def _applicant(unit: Unit, person: Person, invitation: Invitation) -> Sequence[Outgoing]:
    assert invitation.agency is not None
    agency = await agencies.one(unit, invitation.agency)
    assert agency is not None
    opened = await registrations.open(
        unit,
        person.id,
        agency.id,
        invitation.issued_by or "",
        invitation.office or office_of(agency.prefecture).area,
        invitation.interview_on,
        invitation.interview_how,
    )
    await audit.note(
        unit, actor=person.id, action="registration.open", subject=opened.id, after=opened.state, person=person.id
    )
    if not any(m.role == "expert" for m in person.memberships):
        await people.join(unit, person.id, "expert", agency=agency.id)
    return [SwitchMenu("applicant"), Show((ready_card(agency.name),))]


async def _staff(unit: Unit, person: Person, invitation: Invitation) -> Sequence[Outgoing]:
    member = await people.join(
        unit,
        person.id,
        invitation.role,
        agency=invitation.agency,
        office=invitation.office,
        head=invitation.head,
    )
    if member.role == "auditor":
        await ending.reads_for(unit, member, invitation.days)
    return [SwitchMenu(await menu_of(unit, member)), Begin("staff", member.id)]
