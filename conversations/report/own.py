"""An expert's visits, for the expert: what was recorded, written and paid.

What others said in confidence is not theirs: the client's rating and objection, and what asks an office to look again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from rules.japan_time import moment
from storage import clients, declarations, dispatches, fixes, payments
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from storage.fixes import Attempt
from storage.payments import Payment
from storage.store import Unit

PAGE = 100


async def visits(unit: Unit, expert: str) -> list[dict[str, Any]]:
    """In order of time; those that were erased are left out."""
    return [await _visit(unit, it) async for it in every(unit, expert) if it.request]


async def every(unit: Unit, expert: str) -> AsyncIterator[Dispatch]:
    """All of an expert's, in whatever state, in order of time."""
    since, seen = 0, set[str]()
    while found := [it for it in await dispatches.of_expert(unit, expert, since, most=PAGE) if it.id not in seen]:
        for it in found:
            seen.add(it.id)
            yield it
        since = found[-1].starts


async def _visit(unit: Unit, it: Dispatch) -> dict[str, Any]:
    client = await clients.one(unit, it.client)
    payment = await payments.one(unit, it.id)
    return {
        "receipt_number": it.number,
        "client": client.name if client else "",
        "state": it.state,
        "planned_from": _when(it.starts),
        "planned_until": _when(it.ends),
        "online": it.online,
        "checked_in_at": _when(it.checked_in),
        "checked_out_at": _when(it.checked_out),
        "breaks_minutes": it.breaks,
        "confirmed_from": _when(it.client_starts),
        "confirmed_until": _when(it.client_ends),
        "positions": [_position(each) for each in await fixes.of_dispatch(unit, it.id)],
        "declarations": [_declaration(each) for each in await declarations.of_dispatch(unit, it.id)],
        "report": it.report,
        "reported_at": _when(it.reported),
        "agency_confirmed_at": _when(it.agency_confirmed),
        "inspected_at": _when(it.inspected),
        "honorarium": _payment(payment) if payment else None,
    }


def _position(each: Attempt) -> dict[str, Any]:
    return {
        "for": each.purpose,
        "at": _when(each.at),
        "source": each.source,
        "latitude": each.latitude,
        "longitude": each.longitude,
        "accuracy_metres": each.accuracy,
        "verdict": each.verdict,
        "distance_metres": each.distance,
        "thresholds": each.thresholds,
        "recorded": bool(each.counted),
    }


def _declaration(each: Declaration) -> dict[str, Any]:
    return {
        "receipt_number": each.number,
        "kind": each.kind,
        "state": each.state,
        "made_at": _when(each.made),
        "claimed_from": _when(each.claimed.get("starts", 0)),
        "claimed_until": _when(each.claimed.get("ends", 0)),
        "reason": each.reason,
        "answer": each.answer,
    }


def _payment(it: Payment) -> dict[str, Any]:
    return {
        "state": it.state,
        "scheme": it.scheme,
        "minutes": it.minutes,
        "amount": it.amount,
        "withholding": it.withholding,
        "net": it.net,
        "barred": it.barred,
        "holds": it.holds,
        "due": it.due,
    }


def _when(at: int) -> str | None:
    return moment(at).isoformat(timespec="seconds") if at else None
