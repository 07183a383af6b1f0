"""What a decision on a change does: check again in its transaction, move on, apply, tell who has to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.approval.notices import ask_reviewers, tell, tell_to_open
from conversations.approval.standing import check_concerned, check_decidable
from conversations.approval.waiting import next_waiting
from conversations.cases import Case, shown
from conversations.changes.applying import apply
from conversations.changes.moving import moved
from conversations.outgoing import Outgoing
from conversations.reminders import review
from conversations.reminders.unfinished import watch_returned
from flex_messages.cards import Say
from rules.ours import ANSWER_WITHIN
from rules.refusal import Refusal
from storage import changes, registrations
from storage.changes import Change
from storage.people import Membership
from storage.store import Unit

_GONE = "この変更は、もうありません。「承認待ち」からお開きください。"
_OVER = "この方の登録が続いていないため、変更は承認できません。"


async def theirs(unit: Unit, member: Membership | None, id: str) -> Change:
    """The change, if this member's agency or office has to do with it. Refusal otherwise, also for their own."""
    it = await changes.one(unit, id)
    if it is None:
        raise Refusal(_GONE)
    check_concerned(member, it)
    return it


async def case(unit: Unit, person: str, about: str, version: int) -> Case[Change]:
    """Raises as `shown` does."""
    return await shown(unit, person, about, version, theirs, check_decidable)


async def approve(unit: Unit, case: Case[Change]) -> Sequence[Outgoing]:
    it, by = case.it, case.member.person
    of = await registrations.one(unit, it.registration)
    if of is None or of.state not in ("REGISTERED", "SUSPENDED"):
        raise Refusal(_OVER)
    settled = it.before is not None and (case.body == "secretariat" or it.before["body"] == "agency")
    clear: dict[str, Any] = {"before": None, "returned": [], "reason": ""} if settled else {}
    after = await moved(unit, it, "approve", by, **_decided(unit, case), **clear)
    if case.body == "agency":
        await review.watch(unit, after)
        news = f"変更を支援機関が承認しました。次は事務局が確認します。{ANSWER_WITHIN}営業日ほどでお知らせします。"
        told: list[Outgoing] = [tell(after, news), *await ask_reviewers(unit, after)]
    else:
        await apply(unit, of, after, by)
        told = [tell(after, f"{'、'.join(after.fields)}の変更が承認されました。新しい登録内容になりました。")]
    return [*await _done(unit, case, "承認しました。"), *told]


async def return_(unit: Unit, case: Case[Change], fields: list[str], reason: str) -> Sequence[Outgoing]:
    before = {"body": case.body, "by": case.member.person, "at": unit.now}
    known = [name for name in fields if name in case.it.fields]
    after = await moved(unit, case.it, "return", case.member.person, reason=reason, returned=known, before=before)
    await watch_returned(unit, after)
    notice = tell_to_open(after, "登録内容の変更について\n確認のお願いがあります")
    return [*await _done(unit, case, "差し戻しました。専門家の方に、直していただく項目をお知らせしました。"), notice]


async def reject(unit: Unit, case: Case[Change], reason: str) -> Sequence[Outgoing]:
    after = await moved(unit, case.it, "reject", case.member.person, reason=reason, **_decided(unit, case))
    notice = tell_to_open(after, "登録内容の変更についての\nお知らせがあります")
    return [*await _done(unit, case, "不承認にしました。登録内容は元のままです。"), notice]


def _decided(unit: Unit, case: Case[Change]) -> dict[str, Any]:
    return {f"{case.body}_decided": unit.now, f"{case.body}_decided_by": case.member.person}


async def _done(unit: Unit, case: Case[Change], words: str) -> list[Outgoing]:
    """What was done, and the next one that waits."""
    following = await next_waiting(unit, case.member)
    if following is None:
        return [Say(f"{words}承認待ちは以上です。")]
    return [Say(f"{words}次の承認待ちをご覧ください。"), following]
