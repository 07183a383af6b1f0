"""A mistake in a dialog's list is an error at import, not at nine in the morning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from conversations.kinds.another import Another
from conversations.kinds.lists import LONGEST_LABEL, length
from conversations.kinds.many import Many, Record
from conversations.kinds.review import Review

if TYPE_CHECKING:
    from conversations.dialog import Dialog, Place, Step


class BadDialog(ValueError):
    """A dialog that cannot work, with everything that is wrong with it."""


def complain(dialog: Dialog) -> None:
    if wrong := list(mistakes(dialog)):
        raise BadDialog(f"{dialog.name}: " + "; ".join(wrong))


def mistakes(dialog: Dialog) -> Iterator[str]:
    yield from _names(dialog)
    yield from _order(dialog)
    for one in dialog.fields:
        if dialog.chapters and one.chapter not in dialog.chapters:
            yield f"field {one.name!r} is in the unknown chapter {one.chapter!r}"
        if not dialog.chapters and one.chapter:
            yield f"field {one.name!r} names a chapter, the dialog has none"
        if not one.steps:
            yield f"field {one.name!r} has no steps"
    for place in dialog.places:
        yield from (f"step {place.name!r}: {wrong}" for wrong in _step(place))


def _names(dialog: Dialog) -> Iterator[str]:
    yield from (f"two fields are called {name!r}" for name in _twice(one.name for one in dialog.fields))
    yield from (f"two steps are called {name!r}" for name in _twice(s.name for one in dialog.fields for s in one.steps))
    yield from (f"two places are called {name!r}" for name in _twice(place.name for place in dialog.places))
    for place in dialog.places:
        if not place.step.name or set(place.step.name) & set(".#:/ "):
            yield f"step {place.step.name!r}: a name is one word without . # : /"


def _order(dialog: Dialog) -> Iterator[str]:
    if not dialog.places:
        yield "a dialog without steps"
        return
    if dialog.places[0].step.when is not None or (
        dialog.places[0].loop is not None and dialog.places[0].loop.when is not None
    ):
        yield f"the first step, {dialog.places[0].name!r}, may not be asked"
    yield from (f"the review {p.name!r} is not last" for p in dialog.places[:-1] if isinstance(p.step.answer, Review))
    chapters = [one.chapter for one in dialog.fields]
    if dialog.chapters and chapters != sorted(
        chapters, key=lambda c: dialog.chapters.index(c) if c in dialog.chapters else 0
    ):
        yield "the fields are not in the order of the chapters"


def _step(place: Place) -> Iterator[str]:
    step = place.step
    yield from place.kind.faults()
    if isinstance(step.optional, str) and length(step.optional) > LONGEST_LABEL:
        yield f"the button {step.optional!r} is longer than {LONGEST_LABEL} characters"
    if isinstance(step.answer, Many) and isinstance(step.answer.what, Record):
        yield "records within records"
    if isinstance(step.ask, str) and not step.ask.strip():
        yield "nothing is asked"
    if isinstance(step.answer, Another) and place.loop is not None:
        yield from _loop(place.loop)


def _loop(step: Step) -> Iterator[str]:
    many = step.answer
    assert isinstance(many, Many)
    assert isinstance(many.what, Record)
    yield from many.faults()
    if not many.what.steps:
        yield "a record without steps"
    elif many.what.steps[0].when is not None:
        yield "the first step of the record may not be asked"


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
