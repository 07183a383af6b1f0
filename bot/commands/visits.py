"""`export visits`: one row a visit that was offered, by its planned start. What has not happened (yet) is null."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.japan_time import moment
from storage import clients, declarations, dispatches, payments
from storage.dispatches import Dispatch
from storage.store import Unit

Row = dict[str, Any]


async def rows(unit: Unit, since: int, until: int) -> list[Row]:
    """With a month, those planned to start in it."""
    names: dict[str, str] = {}
    found: list[Row] = []
    async for it in dispatches.every(unit):
        if since <= it.starts < until:
            if it.client not in names:
                client = await clients.one(unit, it.client)
                names[it.client] = client.name if client else ""
            found.append(await _row(unit, it, names[it.client]))
    return found


async def _row(unit: Unit, it: Dispatch, client: str) -> Row:
    payment = await payments.one(unit, it.id)
    said = await declarations.of_dispatch(unit, it.id)
    return {
        "id": it.id,
        "expert_id": it.expert,
        "agency_id": it.agency,
        "client": client,
        "planned_start": iso(it.starts),
        "planned_end": iso(it.ends),
        "state": it.state,
        "check_in": _stamp(it.checked_in, it.visit.get("in") or {}),
        "check_out": _stamp(it.checked_out, it.visit.get("out") or {}),
        "client_confirmed": _confirmed(it),
        "breaks_min": it.breaks,
        "paid_minutes": payment.minutes if payment else None,
        "flags": list(it.flags),
        "declarations": [{"number": each.number, "kind": each.kind, "state": each.state} for each in said],
    }


def _stamp(at: int, place: Mapping[str, Any]) -> Row | None:
    """evidence: where the position came from, "measured" by the phone or a "pin" of the map; null online."""
    if not at:
        return None
    return {
        "at": iso(at),
        "verdict": place.get("verdict"),
        "distance_m": place.get("distance_m"),
        "accuracy_m": place.get("accuracy_m"),
        "evidence": place.get("source"),
    }


def _confirmed(it: Dispatch) -> Row | None:
    if not it.client_confirmed:
        return None
    return {
        "at": iso(it.client_confirmed),
        "start": iso(it.client_starts),
        "end": iso(it.client_ends),
        "name": it.said.get("name"),
    }


def iso(at: int) -> str | None:
    """Milliseconds as ISO 8601 in Japan's time; null for what is not yet."""
    return moment(at).isoformat(timespec="milliseconds") if at else None
