"""Moves: on after something was stored, back, past, and to the first open place."""

from __future__ import annotations

from dataclasses import replace

from conversations.machine import fire, seek
from conversations.outcome import Outcome
from conversations.sheet import Sheet
from conversations.standing import END, Spot, Turn
from conversations.tidy import released, tidy
from rules.refusal import Refusal


def onward(turn: Turn, before: Sheet, trigger: str = "answer") -> Outcome:
    """Straight on while nothing is open behind, else to the first open place."""
    here = turn.here
    turn.sheet = replace(turn.sheet, partial=None, redo=tuple(mark for mark in turn.sheet.redo if mark != here.mark))
    tidy(turn)
    if _open_behind(turn, here) or not fire(turn, trigger):
        seek(turn)
    arrive(turn, here)
    gone = released(turn.dialog, before, turn.sheet)
    if turn.state == END:
        return Outcome(turn.sheet, end="finished", gone=gone)
    return Outcome(turn.sheet, asks=True, gone=gone)


def arrive(turn: Turn, last: Spot | None = None) -> None:
    """Writes down where one stands, with what was gathered there before. At the end one still stands at the last
    question, since
    finishing may be refused."""
    if turn.state == END and last:
        turn.sheet = replace(turn.sheet, at=last.place.name, partial=None)
        return
    here = turn.here
    if turn.given(here) and turn.value(here) is not None:
        partial = here.place.kind.again(turn.value(here))
    else:
        partial = turn.sheet.heard.get(here.mark, {}).get("partial")
    turn.sheet = replace(turn.sheet, at=here.place.name, partial=partial)


def _open_behind(turn: Turn, here: Spot) -> bool:
    if here.loop and turn.sheet.row(here.loop) != here.row:
        return True
    for place in turn.dialog.places:
        if place is here.place:
            return False
        other = not here.loop or place.loop is None or place.loop.name != here.loop
        if other and any(turn.opens(spot) for spot in turn.spots_of(place)):
            return True
    return False


def back(turn: Turn) -> Outcome:
    if not fire(turn, "back"):
        return Outcome(turn.sheet, lead="ここが最初の質問です。", asks=True)
    here = turn.here
    if here.place.closes:
        last = max(0, len(turn.sheet.records(here.loop)) - 1)
        turn.sheet = turn.sheet.in_row(here.loop, min(here.row, last))
    arrive(turn)
    return Outcome(turn.sheet, asks=True)


def skip(turn: Turn) -> Outcome:
    here, before = turn.here, turn.sheet
    step, loop = here.place.step, here.place.loop
    if not here.skippable:
        return Outcome(before, trouble=Refusal("この質問は、スキップせずにお答えください。"), asks=True)
    if step.optional or loop is None:
        turn.put(here, None)
    else:
        turn.sheet = replace(before.with_answer(loop.name, None), closed=(*before.closed, loop.name))
    turn.sheet = replace(turn.sheet.unheard(here.mark), last=(turn.mark, "skip"))
    return onward(turn, before, "skip")


def to_first_open(turn: Turn) -> None:
    """For a sheet that was away: resumed, returned, or of another release. Where nothing is open the last question is
    asked again.
    """
    tidy(turn)
    seek(turn)
    if turn.state == END:
        turn.state = next(s.place.name for s in reversed(list(turn.spots())) if turn.asked(s))
    arrive(turn)
