"""派遣を取り消す: the agency, before check-in, with a reason; the expert is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.dialog import Dialog
from conversations.dispatch import notices
from conversations.dispatch.changing import AGENCIES, outdated
from conversations.dispatch.details import CANCEL, details
from conversations.dispatch.following import step
from conversations.dispatch.moving import of_our_agency
from conversations.dispatch.offering import answered
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.reason import reason
from conversations.sure import sure
from flex_messages.cards import Say
from storage import people
from storage.store import Unit

REASONS = {
    "事業者の都合": "事業者の都合により、取り消しになりました。",
    "支援機関の都合": "支援機関の都合により、取り消しになりました。",
    "専門家の都合": "専門家の都合により、取り消しになりました。",
}
_OVER = Say("この派遣は、もう取り消せません。")


async def begin_cancelling(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_agency(unit, doing.member, doing.about)
    if (shown := await outdated(unit, it, doing.version, "cancel", _OVER)) is not None:
        return shown
    return [Begin("cancel_dispatch", f"{it.id}:{it.version}")]


async def cancel(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    id, _, version = subject.partition(":")
    it = await of_our_agency(unit, (await people.person(unit, event.person)).active, id)
    if (shown := await outdated(unit, it, int(version), "cancel", _OVER)) is not None:
        return shown
    await answered(unit, it)
    after, said = await step(unit, it, "cancel", event.person, reason=answers["reason"])
    words = Say("派遣を取り消しました。専門家の方にお知らせしました。")
    return [words, await details(unit, after, "agency"), notices.to_expert(after, notices.CANCELLED), *said]


CANCEL_DISPATCH = Dialog(
    name="cancel_dispatch",
    title=CANCEL,
    roles=AGENCIES,
    fields=(
        reason(
            "取り消しの理由を\nお聞かせください。",
            REASONS,
            "専門家の方にお伝えします。",
            label="取り消しの理由",
            example="事業者の方の体調不良のためです。",
        ),
        sure("この派遣を取り消しますか。", CANCEL),
    ),
    finish=cancel,
)
ACTIONS = (Action("begin_cancelling", AGENCIES, begin_cancelling),)
