"""What the applicant's menu opens: the profile (its checklist first) and 申請状況."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.actions import Action, Doing
from conversations.appointment.standing import roads_of
from conversations.changes.standing import open_change
from conversations.outgoing import Begin, Outgoing
from conversations.registration.facts import facts_of
from conversations.registration.ready import ready_card
from conversations.registration.standing import standing_card
from flex_messages.cards import Say, Show
from rules.registration import REGISTRATION
from storage import audit, registrations
from storage.registrations import Registration
from storage.store import Unit

_NO_REGISTRATION = Say("登録には招待コードが必要です。支援機関からお渡ししたコードを、このままお送りください。")


async def profile(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await registrations.of_person(unit, doing.person.id)
    if it is None:
        return [_NO_REGISTRATION]
    facts = await facts_of(unit, it)
    match it.state:
        case "INVITED":
            return [Show((ready_card(facts.agency),))]
        case "DRAFT":
            return [Begin("profile", it.id)]
        case "RETURNED":
            return [Show((replace(standing_card(it, facts.agency), buttons=()),)), Begin("profile", it.id)]
    return [Show((standing_card(it, facts.agency),))]


async def begin_profile(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await registrations.of_person(unit, doing.person.id)
    if it is None or it.state not in ("INVITED", "DRAFT", "RETURNED"):
        return await profile(unit, doing)
    if it.state == "INVITED":
        await _begun(unit, it)
    return [Begin("profile", it.id)]


async def standing(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await registrations.of_person(unit, doing.person.id)
    if it is None:
        return [_NO_REGISTRATION]
    roads = await roads_of(unit, it)
    here = (standing_card(it, (await facts_of(unit, it)).agency),) if not roads or it.state == "SUSPENDED" else ()
    return [Show((*here, *roads, *await open_change(unit, it)))]


async def _begun(unit: Unit, it: Registration) -> None:
    after = await registrations.save(unit, replace(it, state=REGISTRATION.go(it.state, "begin")))
    await audit.note(
        unit,
        actor=it.person,
        action="registration.begin",
        subject=it.id,
        before=it.state,
        after=after.state,
        person=it.person,
    )


ACTIONS = (
    Action("profile", (), profile, opens=True),
    Action("begin_profile", (), begin_profile, opens=True),
    Action("standing", (), standing, opens=True),
)
