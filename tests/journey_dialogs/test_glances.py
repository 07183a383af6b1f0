"""What a newcomer stumbled over stays mended: lines that were broken by hand fit, and words offer what is there."""

from __future__ import annotations

import pytest

from conversations.changes.dialog import CHANGE_DIALOG
from conversations.house import house
from conversations.registration.account import LATER
from flex_messages.around import Around
from flex_messages.look import ems

LINE = 13.9  # ems of a title that fit into one line of the narrowest card with a question; a quoted sentence is longer
ASKED = sorted(
    {
        place.step.ask
        for dialog in house(lambda: "@119test").dialogs
        for place in dialog.places
        if isinstance(place.step.ask, str) and "\n" in place.step.ask and "「" not in place.step.ask
    }
)


@pytest.mark.parametrize("words", ASKED)
def test_lines_broken_by_hand_are_not_broken_again(words: str) -> None:
    assert max(map(ems, words.split("\n"))) <= LINE


def test_a_change_offers_nothing_that_can_be_put_off() -> None:
    assert LATER not in "".join(place.step.hint for place in CHANGE_DIALOG.places)


@pytest.mark.parametrize(("accuracy", "apart"), [(5.0, True), (20.0, False), (None, True)])
def test_a_place_within_the_error_has_no_direction(accuracy: float | None, apart: bool) -> None:
    assert Around(6, 8, accuracy, 300, "約10m", "北", "").apart is apart
