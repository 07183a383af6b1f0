"""What every decision does: check again in its transaction, move along the road, note it, tell who has to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.appointment.conditions import FIRST, send_conditions
from conversations.approval.erasing import erase_later
from conversations.approval.notices import ask_reviewers, tell, tell_to_open
from conversations.approval.standing import check_decidable, theirs
from conversations.approval.waiting import next_waiting
from conversations.cases import Case, shown
from conversations.keeping import noted
from conversations.outgoing import Outgoing, SwitchMenu
from conversations.registration.transfer import is_payable
from conversations.reminders import review
from conversations.reminders.unfinished import watch_returned
from flex_messages.cards import Say
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from rules.ours import ANSWER_WITHIN
from rules.refusal import Refusal
from rules.registration import REGISTRATION
from storage import registrations
from storage.registrations import Registration
from storage.store import Unit

NO_ACCOUNT = (
    "謝金の振込口座がまだ入力されていないため、承認できません。"
    "「差し戻す」で「謝金の振込口座」を選ぶと、専門家の方に入力をお願いできます。"
)
UPDATED = "内容が更新されました。新しい内容をご確認ください。"


async def case(unit: Unit, person: str, about: str, version: int) -> Case[Registration]:
    """Raises as `shown` does."""
    return await shown(unit, person, about, version, theirs, check_decidable)


async def approve(
    unit: Unit, case: Case[Registration], recommendation: str = "", *, seen: bool = False
) -> Sequence[Outgoing]:
    """seen: the agency has seen a document that shows who it is."""
    it, now, by = case.it, unit.now, case.member.person
    if case.body == "secretariat" and not is_payable(it.profile):
        raise Refusal(NO_ACCOUNT)
    settled = it.before is not None and (case.body == "secretariat" or it.before["body"] == "agency")
    clear: dict[str, Any] = {"before": None, "returned": [], "reason": ""} if settled else {}
    if case.body == "agency":
        mark: dict[str, Any] = {"agency_decided": now, "agency_decided_by": by, "recommendation": recommendation}
        if seen:
            mark["profile"] = {**it.profile, "id_seen": day(now).isoformat()}
    else:
        mark = {"secretariat_decided": now, "secretariat_decided_by": by}
    after = await _moved(unit, case, "approve", **mark, **clear)
    if case.body == "agency":
        await review.watch(unit, after)
        news = f"支援機関の承認が終わりました。次は事務局が確認します。{ANSWER_WITHIN}営業日ほどでお知らせします。"
        told: list[Outgoing] = [tell(after, news), *await ask_reviewers(unit, after)]
    else:
        year = fiscal_year(day(now))
        told = [await send_conditions(unit, after, year, by, FIRST), SwitchMenu("expert", after.person)]
        await erase_later(unit, after)
    return [*await _done(unit, case, "承認しました。"), *told]


async def return_(unit: Unit, case: Case[Registration], fields: list[str], reason: str) -> Sequence[Outgoing]:
    """The fields to mend and why. What stood in them is kept, so that the answer can be shown as before → after."""
    before = {"answers": case.it.profile, "body": case.body, "by": case.member.person, "at": unit.now}
    after = await _moved(unit, case, "return", reason=reason, returned=fields, before=before)
    await watch_returned(unit, after)
    notice = tell_to_open(after, "登録内容について\n確認のお願いがあります")
    return [*await _done(unit, case, "差し戻しました。専門家の方に、直していただく項目をお知らせしました。"), notice]


async def reject(unit: Unit, case: Case[Registration], reason: str) -> Sequence[Outgoing]:
    mark = {f"{case.body}_decided": unit.now, f"{case.body}_decided_by": case.member.person}
    after = await _moved(unit, case, "reject", reason=reason, **mark)
    notice = tell_to_open(after, "専門家登録についての\nお知らせがあります")
    return [*await _done(unit, case, "不承認にしました。専門家の方にお知らせしました。"), notice]


async def _moved(unit: Unit, case: Case[Registration], event: str, **changed: Any) -> Registration:
    it = case.it
    saving = registrations.save(unit, replace(it, state=REGISTRATION.go(it.state, event), **changed))
    reason = changed.get("reason", "") or changed.get("recommendation", "")
    by = case.member.person
    return await noted(unit, saving, f"registration.{event}", by, it.state, person=it.person, reason=reason)


async def _done(unit: Unit, case: Case[Registration], words: str) -> list[Outgoing]:
    """What was done, and the next one that waits."""
    following = await next_waiting(unit, case.member)
    if following is None:
        return [Say(f"{words}承認待ちは以上です。")]
    return [Say(f"{words}次の承認待ちをご覧ください。"), following]
