"""Rows of records, and 直す: asking again what was answered, the old value staying until it is replaced."""

from __future__ import annotations

from dataclasses import replace

from conversations.kinds.another import row_of
from conversations.machine import seek
from conversations.moving import arrive, onward
from conversations.outcome import Outcome
from conversations.sheet import Sheet
from conversations.standing import Turn
from conversations.tidy import released, tidy


def another(turn: Turn, before: Sheet, key: str) -> Outcome:
    """What was chosen at もう1件追加しますか: a new row, no more, or a row to mend or to drop."""
    loop, view, step = turn.here.loop, turn.view(turn.here), turn.here.place.loop
    assert step is not None
    rows = turn.sheet.records(loop)
    if key == "no":
        checked = rows if step.check is None else step.check(rows, view, turn.facts)
        turn.sheet = replace(turn.sheet.with_answer(loop, checked), closed=(*turn.sheet.reopened(loop).closed, loop))
        return onward(turn, before)
    turn.sheet = turn.sheet.reopened(loop)
    if key == "yes":
        turn.sheet = turn.sheet.in_row(loop, len(rows))
        return onward(turn, before)
    if (row := row_of(key, "mend", rows)) >= 0:
        marks = [spot.mark for spot in turn.spots() if spot.loop == loop and spot.row == row and not spot.place.closes]
        turn.sheet = replace(turn.sheet.in_row(loop, row), redo=(*turn.sheet.redo, *marks))
        return onward(turn, before)
    turn.sheet = turn.sheet.without_record(loop, row_of(key, "drop", rows))
    return replace(_to_open(turn, before), lead=f"{row_of(key, 'drop', rows) + 1}件目を消しました。")


def mend(turn: Turn, field: str) -> Outcome:
    """Exactly this field's steps are asked again (rows through their list), then what its branches need, then one is
    back here.
    """
    before = turn.sheet
    again(turn, (field,))
    return _to_open(turn, before)


def _to_open(turn: Turn, before: Sheet) -> Outcome:
    tidy(turn)
    seek(turn)
    arrive(turn)
    return Outcome(turn.sheet, asks=True, gone=released(turn.dialog, before, turn.sheet))


def again(turn: Turn, fields: tuple[str, ...]) -> None:
    """Marks the steps of these fields to be asked again."""
    for spot in [spot for spot in turn.spots() if spot.place.field.name in fields]:
        if not spot.loop:
            turn.sheet = replace(turn.sheet, redo=(*turn.sheet.redo, spot.mark))
        elif turn.skipped(spot.loop):
            turn.sheet = turn.sheet.without_loop(spot.loop)
        elif spot.place.closes:
            turn.sheet = turn.sheet.reopened(spot.loop)
