"""Progress: which chapter, and which question of those that are asked in it."""

from __future__ import annotations

from conversations.standing import Spot, Turn
from flex_messages.cards import Progress


def progress(turn: Turn, here: Spot) -> Progress | None:
    """None for dialogs without chapters. Rows of a loop count as one question."""
    chapters, chapter = turn.dialog.chapters, here.place.field.chapter
    if not chapters:
        return None
    later = set(turn.dialog.places[turn.dialog.places.index(here.place) + 1 :])
    asked: dict[str, None] = {}
    for place in turn.dialog.places:
        spot = here if place is here.place else turn.spot(place)
        if place.field.chapter == chapter and (spot == here or _asked(turn, spot, place in later)):
            asked[spot.loop or place.name] = None
    return Progress(chapters, chapters.index(chapter) + 1, list(asked).index(here.loop or here.place.name) + 1, len(asked))


def _asked(turn: Turn, spot: Spot, later: bool) -> bool:
    """Whether it counts. A condition about an answer that is not there yet may not be decidable: then it does not count yet."""
    if not later:
        return turn.asked(spot)
    try:
        return turn.asked(spot)
    except (AttributeError, KeyError, TypeError):
        return False
