"""Parts: the fields of a dialog, or of the chapter one is in, with how far each is. A page shows them beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from conversations.kinds.review import Review
from conversations.standing import Spot, Turn
from flex_messages.forms import Part

FEWEST = 4
"""Of so few questions nobody needs an overview."""

State = Literal["done", "now", "open", "optional"]


def parts_of(turn: Turn) -> tuple[Part, ...]:
    here = turn.here.place.field
    asked: dict[str, list[Spot]] = {}
    for spot in turn.spots():
        if not isinstance(spot.place.kind, Review) and spot.place.field.chapter == here.chapter and turn.asked(spot):
            asked.setdefault(spot.place.field.name, []).append(spot)
    if len(asked) < FEWEST:
        return ()
    return tuple(Part(name, _state(turn, spots, now=name == here.name)) for name, spots in asked.items())


def _state(turn: Turn, spots: Sequence[Spot], *, now: bool) -> State:
    if now:
        return "now"
    if not any(turn.opens(spot) for spot in spots):
        return "done"
    return "optional" if all(spot.skippable for spot in spots) else "open"
