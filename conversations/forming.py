"""The current question as a page: the same step, reading, checks and facts as in the chat, drawn as a form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.asking import plain
from conversations.dialog import Dialog
from conversations.kinds.kind import KEEP
from conversations.kinds.review import Review
from conversations.outcome import Outcome
from conversations.parts import parts_of
from conversations.reviewing import review
from conversations.standing import Turn
from flex_messages.cards import Card, Row
from flex_messages.forms import BACK, LATER, NEXT, Form, Input, Way
from flex_messages.words import END_INPUT, SKIP


def form(dialog: Dialog, outcome: Outcome, facts: Any, saved: str = "") -> Form:
    """saved: the time at which the draft was last kept, as people read it."""
    turn = Turn(dialog, outcome.sheet, facts, outcome.sheet.at)
    card, trouble = plain(turn), outcome.trouble
    return Form(
        title=dialog.title,
        question=card.title,
        inputs=(_input(turn),),
        hint=card.text,
        example=(trouble.example if trouble else "") or card.example,
        error=trouble.words if trouble else "",
        told=outcome.lead.replace(END_INPUT, NEXT.label),
        facts=(*_rows(card), *_gathered(turn)),
        status=card.status if card.around else None,
        around=card.around,
        filled=not turn.here.place.kind.measures,
        note=card.note,
        progress=card.progress,
        ways=_ways(turn),
        saved=saved,
        fields=(("step", turn.mark),),
        parts=parts_of(turn),
        known=dialog.known(facts) if dialog.known else (),
    )


def _input(turn: Turn) -> Input:
    here, kind = turn.here, turn.here.place.kind
    if isinstance(kind, Review):
        return Input("review", card=replace(review(turn, kind, masked=False), buttons=()))
    made = kind.input(turn.sheet.partial, turn.value(here), turn.view(here), turn.facts)
    return replace(made, required=not here.skippable and not kind.gathers)


def _rows(card: Card) -> tuple[Row, ...]:
    """Without the large one where a drawing says it."""
    return tuple(row for row in card.rows if not (card.around and row.weight == "big"))


def _gathered(turn: Turn) -> tuple[Row, ...]:
    """What was sent already, without buttons."""
    part = turn.here.place.kind.part(turn.sheet.partial, turn.view(turn.here), turn.facts)
    return tuple(replace(row, tap=None) for row in part.rows)


def _ways(turn: Turn) -> tuple[Way, ...]:
    here = turn.here
    kind, optional = here.place.kind, here.place.step.optional
    if (own := kind.ways(turn.view(here), turn.facts)) is not None:
        return own
    forward = Way("answer:send", kind.send) if isinstance(kind, Review) else NEXT
    first = here.place is turn.dialog.places[0]
    keeps = [Way(f"answer:{KEEP}", "変更しない")] if turn.value(here) is not None else []
    skips = [Way("skip", optional if isinstance(optional, str) else SKIP)] if here.skippable else []
    return (*([] if kind.measures else [forward]), *keeps, *skips, *([] if first else [BACK]), LATER)
