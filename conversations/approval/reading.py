"""A registration's answers in the words of a review: by chapter, by field, and before → after for what was returned.

How much of a field is written out is asked of the table of who sees what (rules/who_sees.py), by situation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conversations.dialog import Facts, Field
from conversations.kinds import Consent
from conversations.registration.identity import FIELD as IDENTITY
from conversations.registration.identity import identity_words
from conversations.registration.profile import ASKED, MASKS
from conversations.reviewing import MASKED, NOTHING, shown
from conversations.sheet import Given
from flex_messages.cards import Change, Row, Section
from rules.registration import reviewer_of
from rules.who_sees import seen, sees
from storage.registrations import Registration

BY_CHAPTER = {one: tuple(f.name for f in ASKED if f.chapter == one) for one in dict.fromkeys(f.chapter for f in ASKED)}
BY_NAME = {one.name: one for one in ASKED}


def words_for(field: Field, answers: Mapping[str, Any], facts: Facts, situation: str) -> str:
    """As much of a field as is seen there; "" when nothing of it was answered, or all of it is hidden."""
    sight = sees(field.name, situation)
    if sight == "hidden":
        return ""
    if field.name == IDENTITY:
        return identity_words(answers)
    words = shown(field, answers, facts)
    if sight == "full" or not words:
        return words
    mask = MASKS.get(field.name)
    return mask(Given(answers), facts) if mask else MASKED


def on_card(profile: Mapping[str, Any], facts: Facts, situation: str) -> Iterator[Row]:
    """What the card of a decision says, without the name, which is its title."""
    for name in seen(BY_NAME, situation):
        if name not in ("氏名", "フリガナ") and (words := words_for(BY_NAME[name], profile, facts, situation)):
            yield Row(name, words)


def sections(profile: Mapping[str, Any], facts: Facts, situation: str) -> tuple[Section, ...]:
    rows = {
        chapter: tuple(
            Row(name, said) for name in names if (said := words_for(BY_NAME[name], profile, facts, situation))
        )
        for chapter, names in BY_CHAPTER.items()
    }
    return tuple(Section(chapter, found) for chapter, found in rows.items() if found)


def answered(profile: Mapping[str, Any], facts: Facts) -> dict[str, str]:
    """Names of the fields that were asked: what can be returned. A consent is not mended by its reader."""
    asked = (f for f in ASKED if not any(isinstance(step.answer, Consent) for step in f.steps))
    return {f.name: f.name for f in asked if any(step.name in profile for step in f.steps)}


def files(profile: Mapping[str, Any], situation: str) -> Iterator[tuple[str, str]]:
    """(field, file id) of everything that was sent and may be opened there."""
    for field in ASKED:
        if sees(field.name, situation) != "full":
            continue
        for step in field.steps:
            if (found := profile.get(step.name)) is not None:
                yield from ((field.name, file) for file in step.answer.files(found))


def changes(it: Registration, facts: Facts) -> tuple[Change, ...]:
    """The returned fields, and what their branches changed along with them, for whose turn it is."""
    if it.before is None:
        return ()
    situation = f"{reviewer_of(it.state) or 'agency'}_changes"
    both = [
        (f.name, words_for(f, it.before["answers"], facts, situation), words_for(f, it.profile, facts, situation))
        for f in ASKED
    ]
    return tuple(
        Change(name, before or NOTHING, after or NOTHING, it.reason if name in it.returned else "")
        for name, before, after in both
        if name in it.returned or before != after
    )
