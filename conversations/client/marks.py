"""What a confirmation marks on a visit for those who inspect it: an objection, and always the same way of signing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.client.given import How
from rules.flags import always_signed
from storage import dispatches
from storage.dispatches import Dispatch
from storage.store import Unit

OBJECTED, ALWAYS_SIGNED = "client_objected", "always_signed"
LOOK_BACK = 180 * 24 * 60 * 60 * 1000


async def marked(unit: Unit, it: Dispatch, how: How, said: Mapping[str, Any]) -> tuple[str, ...]:
    """The flags of the visit from now on."""
    new = [
        *([OBJECTED] if said.get("objection") else []),
        *([ALWAYS_SIGNED] if how == "signature" and await _always(unit, it) else []),
    ]
    return tuple(dict.fromkeys((*it.flags, *new)))


async def _always(unit: Unit, it: Dispatch) -> bool:
    found = await dispatches.of_expert(unit, it.expert, it.starts - LOOK_BACK, it.starts + 1)
    before = [str(one.said["how"]) for one in found if one.id != it.id and one.client_confirmed]
    return always_signed([*before, "signature"])
