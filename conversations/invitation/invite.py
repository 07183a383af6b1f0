"""「専門家を招待」: two questions about the interview, then a code to hand out as text, QR picture and link."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.invitation.handing_out import code_card
from conversations.invitation.recent_day import RecentDay
from conversations.kinds import Choice
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from flex_messages.cards import Show
from flex_messages.words import MENU_WORDS
from rules.codes import hash_code, make_code
from rules.japan_time import DAY, day
from rules.offices import office_of
from rules.ours import INVITATION_DAYS
from rules.refusal import Refusal
from storage import agencies, audit, invitations, people
from storage.agencies import Agency
from storage.store import Unit

WAYS = {"face_to_face": "対面", "online": "オンライン", "phone": "電話"}


@dataclass(frozen=True, slots=True)
class InviteFacts:
    """agency None: the person is no longer agency staff."""

    agency: Agency | None
    today: date


async def invite_facts(unit: Unit, person: str, subject: str) -> InviteFacts:
    member = (await people.person(unit, person)).active
    at = member.agency if member and member.role == "agency" else None
    return InviteFacts(await agencies.one(unit, at) if at else None, day(unit.now))


def _today(answers: Answers, facts: Facts) -> str:
    return str(facts.today.isoformat())


def invite(account: Callable[[], str]) -> Dialog:
    """account: as `house` takes it, for the link that types the code."""

    async def issue(unit: Unit, event: Event, subject: str, answers: Answers, facts: InviteFacts) -> Sequence[Outgoing]:
        if facts.agency is None:
            raise Refusal("専門家の招待は、支援機関の担当の方が行えます。")
        code = make_code(secrets.token_bytes(8))
        expires = unit.now + INVITATION_DAYS * DAY
        await invitations.add(
            unit,
            hash_code(code),
            role="expert",
            agency=facts.agency.id,
            office=office_of(facts.agency.prefecture).area,
            issued_by=event.person,
            expires=expires,
            interview_on=answers["interview_on"],
            interview_how=answers["interview_how"],
        )
        await audit.note(unit, actor=event.person, action="invitation.issued", subject=event.person, after="expert")
        return [Show((code_card(account(), code, expires),))]

    return Dialog(
        name="invite",
        title=MENU_WORDS["invite"],
        roles=("agency",),
        fields=(
            Field(
                "面談日",
                Step(
                    "interview_on",
                    "面談をした日はいつですか。",
                    RecentDay(most=_today, initial=_today),
                    example="11月20日",
                ),
            ),
            Field("面談の方法", Step("interview_how", "面談の方法をお選びください。", Choice(WAYS))),
        ),
        facts=invite_facts,
        finish=issue,
    )
