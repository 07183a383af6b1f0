"""What check-in, check-out and 不在でした have in common: when it was, where, and what comes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from conversations.dispatch.following import step
from conversations.events import Event
from conversations.outgoing import Outgoing
from conversations.visit.door import Facts, said
from conversations.visit.learning import propose
from conversations.visit.marks import marked
from storage import fixes
from storage.dispatches import Dispatch
from storage.fixes import Purpose
from storage.store import Unit

EVENTS: dict[Purpose, str] = {"in": "check_in", "out": "check_out", "absent": "no_show"}


def when(unit: Unit, event: Event) -> int:
    """When the tap reached LINE's server or ours, never a time of the phone's; ms UTC."""
    return min(event.at, unit.now)


async def record(
    unit: Unit, event: Event, it: Dispatch, purpose: Purpose, answers: Mapping[str, Any], facts: Facts, **changed: Any
) -> tuple[Dispatch, Sequence[Outgoing]]:
    """The visit after it, with the place that was confirmed (none of a visit online) and its flags; what others are
    told.
    """
    place = said(answers) if answers["here"] else None
    if place is not None:
        await fixes.count(unit, it.id, purpose, place["at"])
        changed["visit"] = {**it.visit, purpose: place}
    changed["flags"] = await marked(unit, replace(it, **changed), facts.places)
    after, told = await step(unit, it, EVENTS[purpose], event.person, **changed)
    if place is not None and place["claim"]:
        told += await propose(unit, after, answers["here"], event.person, place["claim"])
    return after, told
