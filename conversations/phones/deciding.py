"""The secretariat decides, never who started it; then who started it hands out a code in front of the person."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from conversations.actions import Action, Doing
from conversations.approval.deciding import UPDATED
from conversations.approval.waiting import look_at_phone, next_waiting
from conversations.keeping import noted
from conversations.masked import masked
from conversations.outgoing import Notice, Outgoing
from conversations.phones import cards
from flex_messages.cards import Act, Say, Show
from flex_messages.words import clock, day, state
from rules.codes import hash_code, make_code
from rules.deciders import check_decider
from rules.japan_time import moment
from rules.ours import PHONE_CODE_HOURS
from rules.refusal import Refusal
from rules.relink import RELINK
from storage import audit, relinks
from storage.people import Membership
from storage.relinks import Relink
from storage.store import Unit

CLERKS = ("secretariat",)
STAFF = ("agency", "secretariat")
HOUR = 3_600_000
_FOREIGN = "この再登録は、ほかの事務局または機関の担当です。"
_TWO = "再登録を始めた方と承認する方は、別の方が行うことになっています。ほかの担当の方にお願いしてください。"


async def for_clerk(unit: Unit, doing: Doing) -> Relink:
    """The request this clerk's office decides on. Refusal otherwise, for their own phone and for who started it."""
    it = await relinks.one(unit, doing.about)
    if it is None or doing.member is None or doing.member.office != it.office:
        raise Refusal(_FOREIGN)
    check_decider(doing.person.id, about=it.person)
    if it.started_by == doing.person.id:
        raise Refusal(_TWO)
    return it


async def for_starter(unit: Unit, doing: Doing) -> Relink:
    """The request of this member's agency or office, when they are among who may hand out the code."""
    it = await relinks.one(unit, doing.about)
    if it is None or doing.member is None or not _theirs(it, doing.member) or it.person == doing.person.id:
        raise Refusal(_FOREIGN)
    if it.decided_by == doing.person.id:
        raise Refusal(_TWO)
    return it


def _theirs(it: Relink, member: Membership) -> bool:
    if it.agency is not None:
        return member.role == "agency" and member.agency == it.agency
    return member.role == "secretariat" and member.office == it.office


async def open_phone(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await for_clerk(unit, doing)
    if it.state != "SECRETARIAT_REVIEW":
        return [Say(_stands(it))]
    return [cards.decision(await look_at_phone(unit, it, doing.person.id))]


async def approve(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return await _decide(unit, doing, "approve")


async def reject(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return await _decide(unit, doing, "reject")


async def _decide(unit: Unit, doing: Doing, event: str) -> Sequence[Outgoing]:
    it = await for_clerk(unit, doing)
    assert doing.member is not None
    if not RELINK.may(it.state, event):
        return [Say(_stands(it))]
    if it.version != doing.version:
        return [Say(UPDATED), cards.decision(await look_at_phone(unit, it, doing.person.id))]
    after = await moved(unit, it, event, doing.person.id, decided=unit.now, decided_by=doing.person.id)
    words = "承認しました。" if event == "approve" else "不承認にしました。"
    following = await next_waiting(unit, doing.member)
    said: list[Outgoing] = (
        [Say(f"{words}次の承認待ちをご覧ください。"), following] if following else [Say(f"{words}承認待ちは以上です。")]
    )
    return [*said, Notice(it.started_by, masked("再登録の確認が\n終わりました", Act("see_phone", after.id)))]


async def see_phone(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await for_starter(unit, doing)
    return [Show((cards.approved(it),))] if it.state == "APPROVED" else [Say(_stands(it))]


async def stop_phone(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await for_starter(unit, doing)
    if not RELINK.may(it.state, "withdraw"):
        return [Say(_stands(it))]
    await moved(unit, it, "withdraw", doing.person.id, code_hash="", expires=0)
    return [Say("再登録を取りやめました。お渡ししたコードは使えません。")]


def handing_out(account: Callable[[], str]) -> Action:
    """account: as `house` takes it."""

    async def phone_code(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        """A new code each time; the one before it is void."""
        it = await for_starter(unit, doing)
        if it.state != "APPROVED":
            return [Say(_stands(it))]
        code = make_code(secrets.token_bytes(8))
        until = unit.now + PHONE_CODE_HOURS * HOUR
        after = await relinks.save(unit, replace(it, code_hash=hash_code(code), expires=until))
        await audit.note(unit, actor=doing.person.id, action="phone.code", subject=it.id, person=it.person)
        return [Show((cards.code_card(account(), code, after),))]

    return Action("phone_code", STAFF, phone_code)


async def moved(unit: Unit, it: Relink, event: str, actor: str, **changed: Any) -> Relink:
    saving = relinks.save(unit, replace(it, state=RELINK.go(it.state, event), **changed))
    return await noted(unit, saving, f"phone.{event}", actor, it.state, person=it.person)


def _stands(it: Relink) -> str:
    when = f"{day(moment(it.decided))} {clock(moment(it.decided))}に" if it.decided else ""
    return f"この再登録は、{when}「{state('relink', it.state).word}」になっています。"


ACTIONS = (
    Action("open_phone", CLERKS, open_phone, opens=True),
    Action("approve_phone", CLERKS, approve),
    Action("reject_phone", CLERKS, reject),
    Action("see_phone", STAFF, see_phone, opens=True),
    Action("stop_phone", STAFF, stop_phone),
)
