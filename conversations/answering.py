"""One answer to the question one stands at: read, checked, stored; then the machine says where to go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.events import Chosen, Sent, Typed, What
from conversations.kinds.another import Another
from conversations.kinds.kind import KEEP, Earlier, More
from conversations.kinds.review import Review, mended
from conversations.looping import another, mend
from conversations.machine import fire
from conversations.moving import onward
from conversations.outcome import Outcome
from conversations.sheet import Sheet
from conversations.standing import Turn
from conversations.tidy import released
from rules.refusal import Refusal


def answer(turn: Turn, what: What, at: int) -> Outcome:
    """What the answer does. Refusals are answers too: words, and the same question."""
    try:
        return _take(turn, what, at)
    except Refusal as no:
        return refused(turn, no, at)


def refused(turn: Turn, no: Refusal, at: int) -> Outcome:
    fire(turn, "refuse")
    if no.keep is not None:
        kept = {"step": turn.mark, "at": at, "value": no.keep}
        turn.sheet = replace(turn.sheet, kept=(*turn.sheet.kept, kept))
    return Outcome(turn.sheet, trouble=no, asks=True)


def _take(turn: Turn, what: What, at: int) -> Outcome:
    here, before = turn.here, turn.sheet
    view, kind = turn.view(here), here.place.kind
    if isinstance(what, Chosen) and what.keys == (KEEP,) and turn.given(here):
        turn.sheet = replace(before, last=(turn.mark, said(what)))
        return onward(turn, before)
    value = kind.read(what, before.partial, view, turn.facts)
    match kind:
        case _ if isinstance(value, More):
            return _gathered(turn, what, value)
        case _ if isinstance(value, Earlier):
            return _earlier(turn, what, at, value.field)
        case Review() if field := mended(what):
            return mend(turn, field)
        case Another():
            turn.sheet = replace(before, last=(turn.mark, said(what)))
            return another(turn, before, value)
        case _ if kind.stops(value):
            fire(turn, "cancel")
            words, gone = kind.farewell(value), released(turn.dialog, before, None)
            return Outcome(before, lead=words, end="stopped", gone=gone)
    value, check = kind.stamped(value, at), here.place.step.check
    return _stored(turn, what, value if check is None else check(value, view, turn.facts))


def _gathered(turn: Turn, what: What, more: More) -> Outcome:
    before = turn.sheet
    if more.partial == before.partial and not more.words:
        return Outcome(before, asks=isinstance(what, Typed))  # the same tap twice; whoever writes hears something
    turn.sheet = replace(_of_album(turn, what), partial=more.partial)
    return Outcome(turn.sheet, lead=more.words, asks=more.ask, gone=released(turn.dialog, before, turn.sheet))


def _stored(turn: Turn, what: What, value: Any) -> Outcome:
    before, here = turn.sheet, turn.here
    kind, message = here.place.kind, getattr(what, "message", "")
    messages = {*kind.messages(before.partial), message} - {""}
    heard = {"messages": sorted(messages), "partial": kind.gathered(value, before.partial, message)}
    turn.sheet = replace(_of_album(turn, what), last=(turn.mark, said(what)), heard={**before.heard, here.mark: heard})
    if not kind.decides:
        turn.put(here, value)
    outcome = onward(turn, before)
    return replace(outcome, keep=value) if kind.keeps else outcome


def _earlier(turn: Turn, what: What, at: int, field: str) -> Outcome:
    """Back to that field, and on from there at once if what came answers it."""
    outcome = mend(turn, field)
    return outcome if isinstance(what, Chosen) else _take(turn, what, at)


def _of_album(turn: Turn, what: What) -> Sheet:
    """An album belongs to one question: the sheet remembers to which."""
    return replace(turn.sheet, album=(what.group, turn.mark)) if isinstance(what, Sent) and what.group else turn.sheet


def said(what: Any) -> str:
    """An answer in short, to know it again when it comes twice."""
    match what:
        case Typed(text):
            return f"text {text}"
        case Chosen(keys):
            return f"keys {' '.join(keys)}"
        case Sent(message=message) | object(message=message) if message:
            return f"message {message}"
        case _:
            return ""
