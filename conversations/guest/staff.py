"""「担当者の登録」: staff who redeemed an invitation give name and department, which colleagues and the log show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Text
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from flex_messages.cards import Say
from flex_messages.words import AUDITING, MENU_WORDS
from rules.names import NAME_EXAMPLE, read_name
from storage import audit, people
from storage.people import Membership
from storage.store import Unit


async def introduce(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    await people.describe(unit, subject, name=answers["name"], department=answers["department"] or "")
    await audit.note(unit, actor=event.person, action="staff.described", subject=event.person)
    member = (await people.person(unit, event.person)).active
    return [Say(f"{answers['name']} 様、ありがとうございます。準備ができました。{_first_step(member)}")]


def _first_step(member: Membership | None) -> str:
    if member is not None and member.role == "auditor":
        return f"下のメニューの「{AUDITING}」で、派遣の記録をご覧いただけます。"
    return f"下のメニューの「{MENU_WORDS['waiting']}」で、承認のお願いをご覧いただけます。"


STAFF = Dialog(
    name="staff",
    title="担当者の登録",
    fields=(
        Field(
            "氏名",
            Step(
                "name",
                "お名前をお送りください。",
                Text(81),
                check=lambda value, answers, facts: read_name(value),
                example=NAME_EXAMPLE,
                hint="同じ機関の担当の方と、承認の記録に表示されます。",
            ),
        ),
        Field(
            "部署",
            Step("department", "部署をお送りください。", Text(40), optional=True, example="経営支援課"),
        ),
    ),
    finish=introduce,
)
