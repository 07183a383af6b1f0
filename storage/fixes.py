"""Every place that was sent or measured for a visit, whether it came to count or not. Rows are added, and blanked when
their message is unsent before it counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import orjson

from storage.people import fresh_id
from storage.store import Row, Unit

Purpose = Literal["in", "out", "absent"]
Source = Literal["pin", "measured"]
Verdict = Literal["near", "grey", "far"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One place. latitude, longitude: degrees (WGS-84), sealed under the dispatch's key.

    at: when it reached the server, taken: when the phone took it (0: unknown, as of a pin), counted: when the person
    confirmed it (0: never), all ms UTC. accuracy, distance: whole metres; None for a pin, or while no place is known.
    message: the message of LINE it came in, "" from a page. withdrawn: when that was unsent (0: never); a place that
    nobody had confirmed has no coordinates then (not a number).
    place: id of the nearest approved place, or "". thresholds: version of those the verdict is by.
    """

    dispatch: str
    person: str
    purpose: Purpose
    at: int
    source: Source
    latitude: float
    longitude: float
    verdict: Verdict
    thresholds: str
    taken: int = 0
    accuracy: int | None = None
    distance: int | None = None
    place: str = ""
    counted: int = 0
    message: str = ""
    withdrawn: int = 0
    id: str = ""


async def keep(unit: Unit, attempt: Attempt) -> str:
    """The id of the new row. KeyError when the dispatch is unknown."""
    row = await unit.row("dispatches.one", id=attempt.dispatch)
    if row is None:
        raise KeyError(attempt.dispatch)
    id = fresh_id()
    words = {"latitude": attempt.latitude, "longitude": attempt.longitude}
    await unit.run(
        "fixes.add",
        id=id,
        dispatch=attempt.dispatch,
        person=attempt.person,
        purpose=attempt.purpose,
        at=attempt.at,
        taken=attempt.taken,
        source=attempt.source,
        accuracy=attempt.accuracy,
        verdict=attempt.verdict,
        distance=attempt.distance,
        place=attempt.place,
        thresholds=attempt.thresholds,
        message=attempt.message,
        sealed=unit.vault.seal(row["key"] or b"", orjson.dumps(words), _where(id)),
    )
    return id


async def count(unit: Unit, dispatch: str, purpose: Purpose, at: int) -> bool:
    """The person confirmed the place of that moment. False when it counts already."""
    return bool(await unit.run("fixes.count", dispatch=dispatch, purpose=purpose, at=at, now=unit.now))


async def unsend(unit: Unit, message: str) -> None:
    """The message was taken back: its place is blanked, unless it counts; that stays, and says so."""
    if message:
        await unit.run("fixes.unsend", message=message, now=unit.now, blank=b"")


async def of_dispatch(unit: Unit, dispatch: str) -> list[Attempt]:
    """Oldest first. Raises Unreadable for a dispatch that was erased."""
    return [_attempt(unit, row) for row in await unit.rows("fixes.of_dispatch", dispatch=dispatch)]


def _where(id: str) -> str:
    return f"fixes:sealed:{id}"


def _attempt(unit: Unit, row: Row) -> Attempt:
    words = {"latitude": math.nan, "longitude": math.nan}
    if row["sealed"]:
        words = orjson.loads(unit.vault.open(row["key"] or b"", row["sealed"], _where(row["id"])))
    return Attempt(
        dispatch=row["dispatch"],
        person=row["person"],
        purpose=row["purpose"],
        at=row["at"],
        source=row["source"],
        latitude=words["latitude"],
        longitude=words["longitude"],
        verdict=row["verdict"],
        thresholds=row["thresholds"],
        taken=row["taken"],
        accuracy=row["accuracy"],
        distance=row["distance"],
        place=row["place"],
        counted=row["counted"],
        message=row["message"],
        withdrawn=row["withdrawn"],
        id=row["id"],
    )
