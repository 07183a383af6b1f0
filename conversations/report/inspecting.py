"""The secretariat's decision itself, for one report and for many."""

from __future__ import annotations

from typing import Any

from conversations.dispatch.following import step
from conversations.outgoing import Outgoing
from storage import jobs
from storage.dispatches import Dispatch
from storage.store import Unit

SETTLED: dict[str, Any] = {"before": None, "returned": (), "reason": ""}
"""What a return had left in the visit is done with."""


async def inspected(unit: Unit, it: Dispatch, by: str) -> list[Outgoing]:
    """The document is made after the commit, and brought to the expert."""
    after, told = await step(unit, it, "inspect", by, inspected=unit.now, inspected_by=by, **SETTLED)
    await jobs.add(unit, "report", after.id)
    return told
