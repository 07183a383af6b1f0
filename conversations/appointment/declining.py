"""同意しない: the reason, and once more whether it is meant."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.appointment.conditions import EXPERTS, UPDATED, answered, outdated
from conversations.appointment.moving import moved, own
from conversations.dialog import Dialog, Facts
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from conversations.reason import reason
from conversations.sure import sure
from flex_messages.cards import Say
from flex_messages.words import DISAGREE
from rules.appointment import APPOINTMENT
from storage.store import Unit

REASONS = {
    "時間が取れない": "本業などの都合で、支援の時間が取れません。",
    "条件が合わない": "謝金などの条件が合いません。",
    "今年度は見送りたい": "今年度は見送ります。",
}
DONE = Say(
    "委嘱条件に同意しないことを承りました。派遣のお願いはお送りしません。お気持ちが変わったときは、「お問い合わせ」へご連絡ください。"
)


async def _decline(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    id, _, version = subject.partition(":")
    it = await own(unit, event.person, id)
    if not APPOINTMENT.may(it.state, "decline"):
        return [Say(answered(it))]
    if (shown := await outdated(unit, it, int(version))) is not None:
        return [UPDATED, shown]
    await moved(unit, it, "decline", it.person, ended=unit.now, reason=answers["reason"])
    return [DONE]


DECLINE_CONDITIONS = Dialog(
    name="decline_conditions",
    title="委嘱条件に同意しない",
    roles=EXPERTS,
    fields=(
        reason(
            "差し支えなければ、理由を教えてください。",
            REASONS,
        ),
        sure(
            "委嘱条件に同意しないことで、よろしいですか。",
            DISAGREE,
            "同意しない場合、この年度の派遣はお受けいただけません。",
        ),
    ),
    finish=_decline,
)
