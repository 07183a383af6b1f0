"""A step along the road of a change: whose it is, the move, the save, the audit line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.keeping import noted
from rules.change import CHANGE
from rules.refusal import Refusal
from storage import changes
from storage.changes import Change
from storage.store import Unit

_NOT_YOURS = "この変更は、ほかの方のものです。「その他」の「登録内容の変更」からお進みください。"


async def moved(unit: Unit, it: Change, event: str, actor: str, **changed: Any) -> Change:
    """The change after the event; Closed when the road has no such step."""
    saving = changes.save(unit, replace(it, state=CHANGE.go(it.state, event), **changed))
    reason = changed.get("reason", "")
    return await noted(unit, saving, f"change.{event}", actor, it.state, person=it.person, reason=reason)


async def own(unit: Unit, person: str, id: str) -> Change:
    """The expert's own change. Refusal for anybody else's."""
    it = await changes.one(unit, id)
    if it is None or it.person != person:
        raise Refusal(_NOT_YOURS)
    return it
