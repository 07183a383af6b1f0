"""The review: every field by chapter with 直す, what is missing in words, what happens next, and the button that sends.

Of a returned draft only the returned fields are shown, before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conversations.dialog import Field
from conversations.kinds.kind import Answers
from conversations.kinds.review import Review
from conversations.sheet import Given
from conversations.standing import Turn
from flex_messages.cards import Act, Button, Card, Change, Note, Row, Section, Status
from flex_messages.words import MEND

MASKED = "入力済み"
NOTHING = "なし"


def review(turn: Turn, kind: Review, *, masked: bool = True) -> Card:
    """masked: private fields are not written out, as in the chat; a page shows them."""
    asked = kind_title(turn)
    follows = kind.what_follows(turn.view(turn.here), turn.facts)
    return Card(
        turn.dialog.title,
        asked,
        status=Status("送信前", "attention"),
        subtitle=_missing(turn),
        sections=tuple(_sections(turn, masked)),
        changes=tuple(changes(turn, masked=masked)),
        note=Note(follows, "送信したあと", "calm") if follows else None,
        buttons=(Button(kind.send, Act("answer", "send"), "primary"),),
    )


def kind_title(turn: Turn) -> str:
    asked = turn.here.place.step.ask
    words = asked if isinstance(asked, str) else asked(turn.view(turn.here), turn.facts)
    return words.title if isinstance(words, Card) else words


def changes(turn: Turn, *, masked: bool) -> Iterator[Change]:
    """Before and after of every returned field, and of what its branches changed along with it."""
    returned = turn.sheet.returned
    for one in _fields(turn):
        if returned and returned["fields"]:
            before = shown(one, returned["answers"], turn.facts, masked=masked)
            after = shown(one, turn.sheet.answers, turn.facts, masked=masked)
            yield Change(one.name, before or NOTHING, after or NOTHING)


def shown(one: Field, answers: Answers, facts: Any, *, masked: bool = False) -> str:
    """A field in words; "" when nothing of it was answered."""
    given = [(step, answers[step.name]) for step in one.steps if answers.get(step.name) is not None]
    if not given:
        return ""
    view = Given(answers)
    if one.private and masked:
        return one.mask(view, facts) if one.mask else MASKED
    if one.show is not None:
        return one.show(view, facts)
    return "\n".join(text for step, value in given if (text := step.answer.show(value, view, facts)))


def _sections(turn: Turn, masked: bool) -> Iterator[Section]:
    if turn.dialog.known is not None:
        yield Section("", turn.dialog.known(turn.facts))
    for chapter in turn.dialog.chapters or ("",):
        rows = tuple(_row(turn, one, masked) for one in _fields(turn) if one.chapter == chapter)
        if rows:
            yield Section(chapter, rows)


def _row(turn: Turn, one: Field, masked: bool) -> Row:
    text = shown(one, turn.sheet.answers, turn.facts, masked=masked)
    later = _later(turn, one)
    mend = Button(MEND, Act("answer", f"mend:{one.name}"))
    return Row(one.name, later or text or NOTHING, "attention" if later else None, mend)


def _later(turn: Turn, one: Field) -> str:
    """The word (あとで入力) under which a step of the field was put off."""
    put_off = (
        spot.place.step.optional
        for spot in turn.spots()
        if spot.place.field is one and turn.given(spot) and turn.value(spot) is None and not spot.place.closes
    )
    return next((word for word in put_off if isinstance(word, str)), "")


def _missing(turn: Turn) -> str:
    names = [one.name for one in _fields(turn) if _later(turn, one)]
    return f"{'、'.join(names)}のほかは、すべて入力済みです。" if names else "すべて入力済みです。"


def _fields(turn: Turn) -> list[Field]:
    """Those that were asked, without the review itself; of a returned draft the returned ones."""
    asked = {
        spot.place.field.name
        for spot in turn.spots()
        if not isinstance(spot.place.kind, Review)
        and (turn.loop_asked(spot.place) if spot.place.closes else turn.asked(spot))
    }
    return [one for one in turn.dialog.fields if one.name in asked and _shown_here(turn, one)]


def _shown_here(turn: Turn, one: Field) -> bool:
    """All of them; of a returned draft those that were returned, and what changed along with them."""
    returned = turn.sheet.returned
    if not returned or not returned["fields"] or one.name in returned["fields"]:
        return True
    before, after = returned["answers"], turn.sheet.answers
    return any(before.get(step.name) != after.get(step.name) for step in one.steps)
