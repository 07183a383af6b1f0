"""送信する: the approval request. The expert hears what happens next; every reviewer gets a masked notice.

A skipped answer stays None in the profile: left out, it would be asked again with the fields of a return. The office
is that of the expert's address, which may have changed with a return.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.approval.notices import ask_reviewers
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from conversations.registration import consents, found, requirement
from conversations.registration.address import office_for
from conversations.registration.facts import ProfileFacts
from conversations.registration.standing import standing_card
from conversations.reminders import review
from flex_messages.cards import Say, Show
from flex_messages.words import MENU_WORDS
from rules.registration import REGISTRATION, resubmission
from storage import audit, registrations
from storage.registrations import Registration
from storage.store import Unit

ALREADY = Say("この申請はすでに送信されています。「申請状況」から今の状況をご覧いただけます。")
REQUIREMENT_FIELDS = frozenset(field.name for field in requirement.FIELDS)


async def send(unit: Unit, event: Event, subject: str, answers: Answers, facts: ProfileFacts) -> Sequence[Outgoing]:
    before = facts.registration
    step = _event(before)
    if before.person != event.person or not REGISTRATION.may(before.state, step):
        return [ALREADY]
    after = await registrations.save(
        unit,
        replace(
            before,
            state=REGISTRATION.go(before.state, step),
            profile={name: value for name, value in answers.items() if name != "review"},
            office=office_for(answers) or before.office,
            submitted=unit.now,
        ),
    )
    await audit.note(
        unit,
        actor=event.person,
        action=f"registration.{step}",
        subject=after.id,
        before=before.state,
        after=after.state,
        person=after.person,
    )
    await review.watch(unit, after)
    await found.index(unit, after)
    await consents.keep(unit, after.person, after.profile)
    card = replace(standing_card(after, facts.agency), about=MENU_WORDS["profile"], title="送信しました")
    return [Show((card,)), *await ask_reviewers(unit, after)]


def _event(it: Registration) -> str:
    if it.state != "RETURNED" or it.before is None:
        return "submit"
    return resubmission(it.before["body"], it.returned, REQUIREMENT_FIELDS)
