"""Progress: which chapter, and which question of those that are asked in it."""

from __future__ import annotations

from conversations.standing import Spot, Turn
from flex_messages.cards import Progress


def progress(turn: Turn, here: Spot) -> Progress | None:
    """None for dialogs without chapters. Rows of a loop count as one question."""
    chapters, chapter = turn.dialog.chapters, here.place.field.chapter
    if not chapters:
        return None
    asked: dict[str, None] = {}
    for place in turn.dialog.places:
        if place.field.chapter == chapter and (place is here.place or turn.asked(turn.spot(place))):
            asked[place.loop.name if place.loop else place.name] = None
    return Progress(
        chapters, chapters.index(chapter) + 1, list(asked).index(here.loop or here.place.name) + 1, len(asked)
    )
