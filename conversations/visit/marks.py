"""What is out of the ordinary about a visit, from the places that were confirmed: a person looks at it before it is
inspected (rules/flags.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conversations.visit.learning import confirmed, position
from rules.flags import COPIED_DAYS, Record, Stamp, flags_of
from rules.japan_time import DAY
from rules.visit_window import MINUTE
from storage import dispatches
from storage.dispatches import Dispatch
from storage.fixes import Purpose
from storage.places import Place
from storage.store import Unit

BEFORE, AFTER = COPIED_DAYS * DAY, 36 * 60 * MINUTE
"""So far back positions are looked through for the same one; travel and overlaps reach a day and a half."""
BEFORE_THE_VISIT = ("requester_differs", "similar_client")
"""Flags of the request: they stay when a check-in is taken back."""


async def marked(unit: Unit, it: Dispatch, places: Sequence[Place]) -> tuple[str, ...]:
    """The flags of the visit as it is now: those it had, and what its places and times call for."""
    near = await dispatches.of_expert(unit, it.expert, it.starts - BEFORE, it.starts + AFTER, most=500)
    others = [await _record(unit, each) for each in near if each.id != it.id and each.checked_in]
    return together(it.flags, flags_of(await _record(unit, it), others, places=places))


def together(*codes: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(code for some in codes for code in some))


async def _record(unit: Unit, it: Dispatch) -> Record:
    into, out = await _stamp(unit, it, "in"), await _stamp(unit, it, "out")
    return Record(
        client=it.client,
        planned_ends=it.ends,
        starts=it.checked_in,
        ends=it.checked_out,
        into=into,
        out=out,
        client_starts=it.client_starts,
        client_ends=it.client_ends,
        how=str(it.said.get("how", "")),
    )


async def _stamp(unit: Unit, it: Dispatch, purpose: Purpose) -> Stamp | None:
    """The place that counts, with the verdict by which it was recorded: grey, where the person says it has changed."""
    fix = await confirmed(unit, it.id, purpose) if it.visit.get(purpose) else None
    return Stamp(fix.at, position(fix), it.visit[purpose]["verdict"]) if fix is not None else None
