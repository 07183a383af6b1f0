"""A registration's answers in the words of a review: by chapter, by field, and before → after for what was returned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conversations.dialog import Facts, Field
from conversations.kinds import Consent
from conversations.registration.chapters import ACCOUNT
from conversations.registration.identity import FIELD as IDENTITY
from conversations.registration.identity import identity_words
from conversations.registration.profile import ASKED
from conversations.reviewing import NOTHING, shown
from flex_messages.cards import Change, Row, Section
from storage.registrations import Registration

BY_CHAPTER = {one: tuple(f.name for f in ASKED if f.chapter == one) for one in dict.fromkeys(f.chapter for f in ASKED)}
SECRETARIAT_ONLY = frozenset({ACCOUNT, IDENTITY})
"""What agencies see masked: the account, and of the document that shows who somebody is only which one it was."""


def sections(profile: Mapping[str, Any], facts: Facts, *, masked: bool) -> tuple[Section, ...]:
    """masked: for an agency."""
    rows = {chapter: tuple(_rows(chapter, profile, facts, masked)) for chapter in BY_CHAPTER}
    return tuple(Section(chapter, found) for chapter, found in rows.items() if found)


def answered(profile: Mapping[str, Any], facts: Facts) -> dict[str, str]:
    """Names of the fields that were asked: what can be returned. A consent is not mended by its reader."""
    asked = (f for f in ASKED if not any(isinstance(step.answer, Consent) for step in f.steps))
    return {f.name: f.name for f in asked if any(step.name in profile for step in f.steps)}


def files(profile: Mapping[str, Any], *, masked: bool) -> Iterator[tuple[str, str]]:
    """(field, file id) of everything that was sent."""
    for field in ASKED:
        if masked and field.name in SECRETARIAT_ONLY:
            continue
        for step in field.steps:
            if (found := profile.get(step.name)) is not None:
                yield from ((field.name, file) for file in step.answer.files(found))


def changes(it: Registration, facts: Facts) -> tuple[Change, ...]:
    """The returned fields, and what their branches changed along with them."""
    if it.before is None:
        return ()

    def words(field: Field, answers: Mapping[str, Any]) -> str:
        return shown(field, answers, facts, masked=field.name == ACCOUNT)

    both = [(f.name, words(f, it.before["answers"]), words(f, it.profile)) for f in ASKED]
    return tuple(
        Change(name, before or NOTHING, after or NOTHING, it.reason if name in it.returned else "")
        for name, before, after in both
        if name in it.returned or before != after
    )


def _rows(chapter: str, profile: Mapping[str, Any], facts: Facts, masked: bool) -> Iterator[Row]:
    for field in (f for f in ASKED if f.chapter == chapter):
        if field.name == IDENTITY:
            words = identity_words(profile)
        else:
            words = shown(field, profile, facts, masked=masked and field.name in SECRETARIAT_ONLY)
        if words:
            yield Row(field.name, words)
