"""Progress: which chapter, and which question of those that are asked in it."""

from __future__ import annotations

from conversations.standing import Spot, Turn
from flex_messages.cards import Progress


def progress(turn: Turn, here: Spot) -> Progress | None:
    """None for dialogs without chapters. Rows of a loop count as one question."""
    chapters = turn.dialog.chapters
    if not chapters:
        return None
    names = [
        _counted(spot)
        for spot in turn.spots()
        if spot.place.field.chapter == here.place.field.chapter and turn.asked(spot)
    ]
    asked = list(dict.fromkeys([*names, _counted(here)] if _counted(here) not in names else names))
    return Progress(chapters, chapters.index(here.place.field.chapter) + 1, asked.index(_counted(here)) + 1, len(asked))


def _counted(spot: Spot) -> str:
    return spot.loop or spot.place.name
