"""At the client's door: what the questions of a visit need to know, and the verdict on the place that was sent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations.dispatch.cards import Seen, seen
from conversations.dispatch.moving import own
from conversations.events import Event
from conversations.kinds.location import fix_of
from rules.distance import Thresholds, thresholds_on, verdict
from rules.japan_time import day
from storage import dispatches, fixes, places
from storage.dispatches import Dispatch
from storage.fixes import Attempt, Purpose
from storage.places import Place
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Facts:
    """places: of the client, approved ones. thresholds: of the visit's day. now: ms UTC."""

    this: Seen
    places: tuple[Place, ...]
    thresholds: Thresholds
    now: int

    @property
    def it(self) -> Dispatch:
        return self.this.it


async def facts(unit: Unit, person: str, subject: str) -> Facts:
    """subject: the dispatch's id."""
    it = await own(unit, person, subject)
    known = tuple(await places.of_client(unit, it.client))
    return Facts(await seen(unit, it), known, thresholds_on(day(it.starts)), unit.now)


def judged(value: Any, answers: Mapping[str, Any], facts: Facts) -> Any:
    """The value of a Location with "verdict", "distance" (whole metres or None), "place" (id or ""), "thresholds"
    (their version) and "needs_reason".
    """
    found = verdict(fix_of(value), facts.places, facts.thresholds)
    return {
        **value,
        "verdict": found.kind,
        "distance": None if found.distance_m is None else round(found.distance_m),
        "place": "" if found.place is None else facts.places[found.place].id,
        "thresholds": found.version,
        "needs_reason": found.needs_reason,
    }


def keeping(purpose: Purpose) -> Any:
    """What a dialog does with every place that was sent, whatever comes of it."""

    async def keep(unit: Unit, event: Event, subject: str, value: Any, facts: Facts) -> None:
        message = getattr(event.what, "message", "")
        await fixes.keep(unit, replace(attempt(subject, event.person, purpose, value), message=message))

    return keep


def attempt(dispatch: str, person: str, purpose: Purpose, value: Mapping[str, Any]) -> Attempt:
    return Attempt(
        dispatch,
        person,
        purpose,
        value["at"],
        value["source"],
        value["latitude"],
        value["longitude"],
        value["verdict"],
        value["thresholds"],
        value["taken"] or 0,
        accuracy(value),
        value["distance"],
        value["place"],
    )


def accuracy(value: Mapping[str, Any]) -> int | None:
    """Whole metres, rounded up; None for a pin."""
    return None if value["accuracy"] is None else math.ceil(value["accuracy"])


def said(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept with the visit of the place that was confirmed (Dispatch.visit["in"], "out", "absent").

    claim: "moved" or "wrong", when the person says that the registered place is not right: grey then, never far.
    """
    here, claim = answers["here"], answers.get("claim") or ""
    return {
        "verdict": "grey" if claim else here["verdict"],
        "distance_m": here["distance"],
        "accuracy_m": accuracy(here),
        "source": here["source"],
        "thresholds": here["thresholds"],
        "place": here["place"] or None,
        "reason": answers.get("reason") or "",
        "claim": claim,
        "at": here["at"],
    }


async def of_today(unit: Unit, person: str) -> list[Dispatch]:
    """An expert's visits from yesterday (one may go on past midnight) on, in order of time."""
    return await dispatches.of_expert(unit, person, unit.now - 36 * 60 * 60 * 1000)
