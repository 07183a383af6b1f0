"""A step along the road of a dispatch: whose it is, the move, the save, the audit line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.keeping import noted
from rules.deciders import check_decider
from rules.dispatch import DISPATCH
from rules.refusal import Refusal
from storage import dispatches
from storage.dispatches import Dispatch
from storage.people import Membership
from storage.store import Unit

_NOT_YOURS = "この派遣は、ほかの方のものです。「派遣予定」からご自身の派遣をご覧いただけます。"
_FOREIGN_AGENCY = "この派遣は、ほかの支援機関の担当です。「派遣一覧」から所属機関の派遣をご覧いただけます。"
_FOREIGN_OFFICE = "この派遣は、ほかの事務局の担当です。「検収」からご自身の事務局の分をご覧いただけます。"


async def moved(unit: Unit, it: Dispatch, event: str, actor: str, **changed: Any) -> Dispatch:
    """The dispatch after the event; Closed when the road has no such step.

    Only `following.step` calls this: what hangs on the dispatch moves with it.
    """
    after = replace(it, state=DISPATCH.go(it.state, event), since=unit.now, **changed)
    return await saved(unit, it, after, event, actor, changed.get("reason", ""))


async def saved(unit: Unit, before: Dispatch, after: Dispatch, event: str, actor: str, reason: str = "") -> Dispatch:
    """Keeps what changed beside the road, too (a place, a flag), with its audit line."""
    saving = dispatches.save(unit, after)
    return await noted(unit, saving, f"dispatch.{event}", actor, before.state, person=after.expert, reason=reason)


async def own(unit: Unit, person: str, id: str) -> Dispatch:
    """The expert's own dispatch. Refusal for anybody else's."""
    it = await dispatches.one(unit, id)
    if it is None or it.expert != person:
        raise Refusal(_NOT_YOURS)
    return it


async def of_our_agency(unit: Unit, member: Membership | None, id: str) -> Dispatch:
    """A dispatch that this agency requested. Refusal otherwise, also to the expert of it."""
    it = await dispatches.one(unit, id)
    if it is None or member is None or member.role != "agency" or member.agency != it.agency:
        raise Refusal(_FOREIGN_AGENCY)
    check_decider(member.person, about=it.expert, what="派遣")
    return it


async def of_our_office(unit: Unit, member: Membership | None, id: str) -> Dispatch:
    """A dispatch that this clerk's office inspects and pays. Refusal otherwise, also to the expert of it."""
    it = await dispatches.one(unit, id)
    if it is None or member is None or member.role != "secretariat" or member.office != it.office:
        raise Refusal(_FOREIGN_OFFICE)
    check_decider(member.person, about=it.expert, what="派遣")
    return it
