"""What every decision on a report does: check again in its transaction, move along the road, tell who has to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.cases import Case, shown
from conversations.dispatch.following import step
from conversations.outgoing import Outgoing
from conversations.report import notices
from conversations.report.inspecting import SETTLED, inspected
from conversations.report.standing import check_decidable, theirs
from conversations.report.waiting import next_waiting
from flex_messages.cards import Say
from storage.dispatches import Dispatch
from storage.store import Unit

UPDATED = Say("内容が更新されました。新しい内容をご確認ください。")


async def case(unit: Unit, person: str, about: str, version: int) -> Case[Dispatch]:
    """Raises as `shown` does."""
    return await shown(unit, person, about, version, theirs, check_decidable)


async def confirm(unit: Unit, case: Case[Dispatch]) -> Sequence[Outgoing]:
    """The agency's: the secretariat is next. What the secretariat had returned it still sees as before → after."""
    it = case.it
    clear = SETTLED if it.before is None or it.before["body"] == "agency" else {}
    mark = {"agency_confirmed": unit.now, "agency_confirmed_by": case.member.person}
    _, told = await step(unit, it, "confirm_report", case.member.person, **mark, **clear)
    return [*await _done(unit, case, "確認しました。次は事務局が検収します。"), *told]


async def inspect(unit: Unit, case: Case[Dispatch]) -> Sequence[Outgoing]:
    return [*await inspected(unit, case.it, case.member.person), *await _done(unit, case, "検収しました。")]


async def return_(unit: Unit, case: Case[Dispatch], fields: Sequence[str], reason: str) -> Sequence[Outgoing]:
    """The fields to mend and why. What stood in them is kept, so that the answer can be shown as before → after.

    It begins anew: the agency looks at the answer first, whoever returned it.
    """
    it = case.it
    before = {"answers": it.report, "body": case.body, "by": case.member.person, "at": unit.now}
    anew: dict[str, Any] = {"agency_confirmed": 0, "agency_confirmed_by": ""}
    changed = {"returned": tuple(fields), "reason": reason, "before": before, **anew}
    after, told = await step(unit, it, "return_report_to_expert", case.member.person, **changed)
    done = await _done(unit, case, "差し戻しました。専門家の方に、直していただく項目をお知らせしました。")
    return [*done, notices.returned(after), *told]


async def _done(unit: Unit, case: Case[Dispatch], words: str) -> list[Outgoing]:
    """What was done, and the next one that waits."""
    following = await next_waiting(unit, case.member)
    if following is None:
        return [Say(f"{words}お待ちの報告書は以上です。")]
    return [Say(f"{words}次の報告書をご覧ください。"), following]
