"""A registration's answers in the words of a review: by chapter, by field, and before → after for what was returned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conversations.dialog import Facts
from conversations.registration import consents
from conversations.registration.profile import ASKED
from conversations.reviewing import NOTHING, shown
from flex_messages.cards import Change, Row, Section
from storage.registrations import Registration


def sections(profile: Mapping[str, Any], facts: Facts) -> tuple[Section, ...]:
    chapters = dict.fromkeys(field.chapter for field in ASKED)
    rows = {chapter: tuple(_rows(chapter, profile, facts)) for chapter in chapters}
    return tuple(Section(chapter, found) for chapter, found in rows.items() if found)


def answered(profile: Mapping[str, Any], facts: Facts) -> dict[str, str]:
    """Names of the fields that have an answer: what can be returned. A consent is not mended by its reader."""
    own = {field.name for field in consents.FIELDS}
    return {f.name: f.name for f in ASKED if f.name not in own and shown(f, profile, facts)}


def files(profile: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, file id) of everything that was sent."""
    for field in ASKED:
        for step in field.steps:
            if (found := profile.get(step.name)) is not None:
                yield from ((field.name, file) for file in step.answer.files(found))


def changes(it: Registration, facts: Facts) -> tuple[Change, ...]:
    """The returned fields, and what their branches changed along with them."""
    if it.before is None:
        return ()
    old = it.before["answers"]
    both = [(f.name, shown(f, old, facts), shown(f, it.profile, facts)) for f in ASKED]
    return tuple(
        Change(name, before or NOTHING, after or NOTHING, it.reason if name in it.returned else "")
        for name, before, after in both
        if name in it.returned or before != after
    )


def _rows(chapter: str, profile: Mapping[str, Any], facts: Facts) -> Iterator[Row]:
    for field in ASKED:
        if field.chapter == chapter and (words := shown(field, profile, facts)):
            yield Row(field.name, words)
