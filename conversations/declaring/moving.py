"""A step along the road of a declaration: whose it is, the move, the save, the audit line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.declaring.reminding import watch
from conversations.declaring.whose import concerns
from conversations.dispatch.following import followed
from conversations.keeping import noted
from conversations.outgoing import Outgoing
from rules.deciders import check_decider
from rules.declaring import DECLARATION, OPEN
from rules.refusal import Refusal
from storage import declarations, dispatches
from storage.declarations import Declaration
from storage.people import Membership
from storage.store import Unit

_FOREIGN = "この申告は、ほかの担当のものです。「申告の確認」からご自身の担当分をご覧いただけます。"


async def moved(unit: Unit, it: Declaration, event: str, actor: str, **changed: Any) -> Declaration:
    """The declaration after the event; Closed when the road has no such step."""
    state = DECLARATION.go(it.state, event)
    ended = 0 if state in OPEN else unit.now
    after = replace(it, state=state, since=unit.now, ended=ended, **changed)
    kept = await saved(unit, it, after, event, actor, changed.get("answer", ""))
    await watch(unit, kept)
    return kept


async def saved(
    unit: Unit, before: Declaration, after: Declaration, event: str, actor: str, reason: str = ""
) -> Declaration:
    """Keeps what changed beside the road, too, with its audit line."""
    saving = declarations.save(unit, after)
    return await noted(unit, saving, f"declaration.{event}", actor, before.state, person=after.expert, reason=reason)


async def weighed(unit: Unit, it: Declaration) -> list[Outgoing]:
    """What hangs on the visit looks at it again: its money is held while a declaration is open, and no longer."""
    visit = await dispatches.one(unit, it.dispatch)
    return await followed(unit, "declaration", visit, visit) if visit else []


async def theirs(unit: Unit, member: Membership | None, id: str) -> Declaration:
    """The declaration, if this member's agency requested the visit or their office decides. Refusal otherwise, also to
    the expert of it, whatever role they act in.
    """
    it = await declarations.one(unit, id)
    if it is None or member is None or not concerns(member, it):
        raise Refusal(_FOREIGN)
    check_decider(member.person, about=it.expert)
    return it
