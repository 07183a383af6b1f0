"""Keeps a sheet true to its dialog: drops answers that a changed answer made pointless, and fits a sheet of another
release.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from conversations.dialog import Dialog, Place
from conversations.sheet import Given, Sheet
from conversations.standing import Spot, Turn, step_of


def tidy(turn: Turn) -> None:
    """Until nothing changes, since an answer that goes may take others along; then every loop stands in its first
    open row.
    """
    before = None
    while before != turn.sheet:
        before = turn.sheet
        for place in turn.dialog.places:
            if place.closes and place.loop and not _loop_fits(turn, place):
                turn.sheet = turn.sheet.without_loop(place.loop.name)
        for spot in turn.spots():
            if not spot.place.closes and turn.given(spot) and not turn.skipped(spot.loop) and not _fits(turn, spot):
                turn.drop(spot)
    turn.sheet = replace(turn.sheet, redo=tuple(mark for mark in turn.sheet.redo if _still_asked(turn, mark)))
    for place in turn.dialog.places:
        if place.closes and place.loop:
            _enter_open_row(turn, place.loop.name)


def _fits(turn: Turn, spot: Spot) -> bool:
    if not turn.asked(spot):
        return False
    value = turn.value(spot)
    return (
        bool(spot.place.step.optional) if value is None else spot.place.kind.holds(value, turn.view(spot), turn.facts)
    )


def _loop_fits(turn: Turn, place: Place) -> bool:
    assert place.loop is not None
    if place.loop.name not in turn.sheet.answers:
        return True
    return turn.loop_asked(place) and bool(place.loop.optional or not turn.skipped(place.loop.name))


def _still_asked(turn: Turn, mark: str) -> bool:
    spot = turn.spot_of(mark)
    return spot is not None and turn.asked(spot) and (not spot.loop or spot.row < len(turn.sheet.records(spot.loop)))


def _enter_open_row(turn: Turn, loop: str) -> None:
    """A row that lacks something comes first, else the row one is in: the last one, or a new one behind it."""
    count = len(turn.sheet.records(loop))
    last = max(0, count - 1) if loop in turn.sheet.closed else count
    row = next((s.row for s in by_row(turn, loop) if turn.opens(s)), min(turn.sheet.row(loop), last))
    turn.sheet = turn.sheet.in_row(loop, row)


def by_row(turn: Turn, loop: str) -> Iterator[Spot]:
    """Every place of every row of a loop, row by row."""
    places = [place for place in turn.dialog.places if place.loop and place.loop.name == loop and not place.closes]
    return (Spot(place, row) for row in range(len(turn.sheet.records(loop))) for place in places)


def fitted(dialog: Dialog, sheet: Sheet, facts: Any) -> Sheet:
    """A sheet of another release: renamed steps take their answers along; what no step can read is kept aside.

    A step whose kind changes is best given a new name.
    """

    def now(name: str) -> str:
        """The name since, of a step or of a mark of it."""
        step = step_of(name)
        return dialog.renamed.get(step, step) + name[len(step) :]

    steps = {step.name: step.answer for one in dialog.fields for step in one.steps}
    moved = Given({now(name): value for name, value in sheet.answers.items()})
    known = {
        name: value for name, value in moved.items() if name in steps and _readable(steps[name], value, moved, facts)
    }
    stays = now(sheet.at) in dialog.by_name and not (now(sheet.at) in moved and now(sheet.at) not in known)
    return replace(
        sheet,
        answers=known,
        aside={**sheet.aside, **{name: value for name, value in moved.items() if name not in known}},
        closed=tuple(now(name) for name in sheet.closed if now(name) in known),
        redo=tuple(now(mark) for mark in sheet.redo),
        heard={now(mark): heard for mark, heard in sheet.heard.items()},
        rows={now(loop): row for loop, row in sheet.rows.items()},
        at=now(sheet.at) if stays else "",
        partial=sheet.partial if stays else None,
    )


def _readable(kind: Any, value: Any, answers: Given, facts: Any) -> bool:
    try:
        return value is None or isinstance(kind.show(value, answers, facts), str)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return False


def files(dialog: Dialog, sheet: Sheet) -> set[str]:
    """Every kept file that the sheet holds."""
    steps = {step.name: step.answer for one in dialog.fields for step in one.steps}
    held = {
        file
        for name, value in sheet.answers.items()
        if value is not None and name in steps
        for file in steps[name].files(value)
    }
    place = dialog.by_name.get(sheet.at)
    return held | set(place.kind.files(sheet.partial) if place and sheet.partial else ())


def released(dialog: Dialog, before: Sheet, after: Sheet | None) -> tuple[str, ...]:
    """Files that `before` held and `after` does not; those of an earlier, submitted version are not the draft's to
    give up.
    """
    former = before.returned.get("answers", {}) if before.returned else {}
    kept = files(dialog, after) if after else set()
    return tuple(
        sorted(files(dialog, before) - kept - files(dialog, replace(before, answers=dict(former), partial=None)))
    )
