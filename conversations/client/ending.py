"""A follower of dispatches: what was undone, closed or declared is not confirmed by its client any more."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.outgoing import Outgoing
from storage import codes
from storage.dispatches import Dispatch
from storage.store import Unit

ENDS = ("undo_check_in", "no_show", "declare", "cancel", "reschedule")


async def end_codes(unit: Unit, event: str, before: Dispatch, after: Dispatch) -> Sequence[Outgoing]:
    if event in ENDS:
        await codes.end(unit, after.id)
    return ()
