"""Places of a client: where it can be visited. Pins come from the agency; measured ones are learnt from visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import orjson

from storage.people import fresh_id
from storage.store import Row, Unit

State = Literal["proposed", "approved", "refused"]
Source = Literal["pin", "measured"]


@dataclass(frozen=True, slots=True)
class Place:
    """latitude, longitude: degrees (WGS-84), sealed like the label. dispatch: the visit it was learnt from, or ""."""

    id: str
    client: str
    state: State
    source: Source
    latitude: float
    longitude: float
    label: str
    dispatch: str
    made_by: str
    made: int
    decided_by: str = ""
    decided: int = 0


async def add(
    unit: Unit,
    client: str,
    latitude: float,
    longitude: float,
    *,
    source: Source,
    by: str,
    label: str = "",
    state: State = "approved",
    dispatch: str = "",
) -> str:
    """The id of a new one; an approved one counts as decided by who made it. KeyError when the client is unknown."""
    row = await unit.row("clients.one", id=client)
    if row is None:
        raise KeyError(client)
    id, approved = fresh_id(), state == "approved"
    words = {"latitude": latitude, "longitude": longitude, "label": label}
    await unit.run(
        "places.add",
        id=id,
        client=client,
        state=state,
        source=source,
        dispatch=dispatch,
        made_by=by,
        now=unit.now,
        decided_by=by if approved else "",
        decided=unit.now if approved else 0,
        sealed=unit.vault.seal(row["key"] or b"", orjson.dumps(words), _where(id)),
    )
    return id


async def of_client(unit: Unit, client: str, state: State = "approved") -> list[Place]:
    """Oldest first."""
    return [_place(unit, row) for row in await unit.rows("places.of_client", client=client, state=state)]


async def proposed(
    unit: Unit, agency: str, but: str, *, after: tuple[int, str] | None = None, most: int = 10
) -> list[Place]:
    """What visits of the agency's dispatches brought up and nobody has decided on, oldest first. but: the expert whose
    visits are left out. after: (made, id) of the last one shown.
    """
    made, id = after or (0, "")
    rows = await unit.rows("places.proposed", agency=agency, but=but, made=made, id=id, most=most)
    return [_place(unit, row) for row in rows]


async def one(unit: Unit, id: str) -> Place | None:
    row = await unit.row("places.one", id=id)
    return _place(unit, row) if row is not None else None


async def decide(unit: Unit, id: str, state: State, by: str) -> bool:
    """Approves or refuses a proposed one. False when it was decided already."""
    return bool(await unit.run("places.decide", id=id, state=state, decided_by=by, now=unit.now))


def _where(id: str) -> str:
    return f"places:sealed:{id}"


def _place(unit: Unit, row: Row) -> Place:
    """Raises Unreadable for a client that was erased."""
    words = orjson.loads(unit.vault.open(row["key"] or b"", row["sealed"], _where(row["id"])))
    return Place(
        row["id"],
        row["client"],
        row["state"],
        row["source"],
        words["latitude"],
        words["longitude"],
        words["label"],
        row["dispatch"],
        row["made_by"],
        row["made"],
        row["decided_by"],
        row["decided"],
    )
