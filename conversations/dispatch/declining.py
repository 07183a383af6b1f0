"""辞退する: why, and the agency is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.dialog import Dialog
from conversations.dispatch import notices
from conversations.dispatch.following import step
from conversations.dispatch.moving import own
from conversations.dispatch.offered import outdated
from conversations.dispatch.offering import answered
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from conversations.reason import reason
from conversations.sure import sure
from flex_messages.cards import Say
from flex_messages.words import DECLINE
from storage.store import Unit

EXPERTS = ("expert",)
REASONS = {
    "日程が合わない": "日程が合いません。",
    "分野が合わない": "支援の内容が、専門の分野と合いません。",
    "場所が遠い": "訪問先が遠く、うかがえません。",
}
_DECLINED = Say("辞退を受け付けました。支援機関にお知らせしました。")


async def decline(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    id, _, version = subject.partition(":")
    it = await own(unit, event.person, id)
    if (shown := await outdated(unit, it, int(version))) is not None:
        return shown
    await answered(unit, it)
    after, more = await step(unit, it, "decline", it.expert, reason=answers["reason"])
    return [_DECLINED, *await notices.to_agency(unit, after, notices.ANSWERED), *more]


DECLINE_OFFER = Dialog(
    name="decline_offer",
    title=DECLINE,
    roles=EXPERTS,
    fields=(
        reason(
            "辞退の理由を\nお聞かせください。",
            REASONS,
            "支援機関にお伝えします。",
            label="辞退の理由",
            example="その日は別の予定があります。",
        ),
        sure("この派遣を辞退しますか。", DECLINE),
    ),
    finish=decline,
)
