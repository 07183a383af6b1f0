"""The fields of the profile as they are asked when they change: the same questions, and only those that were chosen.

What a chosen field's branches need (the evidence of another 登録要件, 番地 of another town) is asked along with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.kinds.kind import Answers
from conversations.others.menu import CHANGES
from conversations.registration import requirement
from conversations.registration.profile import ASKED
from flex_messages.cards import Card
from rules.change import CLASSES
from storage.changes import Change
from storage.registrations import Registration

TITLE = CHANGES
FOLLOWS = {
    "登録要件": (*(one.name for one in requirement.FIELDS), "職務経歴書"),
    "郵便番号": ("番地・建物",),
}
"""Field -> the fields that hang on it."""


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What the questions of the profile need, and the change. scope: names of the fields it may ask."""

    registration: Registration
    agency: str
    today: date
    change: Change
    scope: frozenset[str]


def scope_of(chosen: Iterable[str]) -> frozenset[str]:
    return frozenset(name for one in chosen for name in (one, *FOLLOWS.get(one, ())))


def merged(profile: Mapping[str, Any], fields: Iterable[str], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The profile with these fields as the answers say; a step the answers leave out says nothing any more."""
    names = steps_of(fields)
    replaced = {*names, "id_erased"} if answers.get("id_picture") else {*names}
    kept = {name: value for name, value in profile.items() if name not in replaced}
    return kept | {name: answers[name] for name in names if name in answers}


def steps_of(fields: Iterable[str]) -> list[str]:
    return [step.name for name in fields for step in _BY_NAME[name].steps]


def changed(profile: Mapping[str, Any], answers: Mapping[str, Any]) -> list[str]:
    """Names of the fields that say something else, in the order of the profile."""
    given = dict(answers)
    return [one.name for one in FIELDS if any(profile.get(s.name) != given.get(s.name) for s in one.steps)]


def _asked_now(one: Field) -> Field:
    steps = tuple(_only_in_scope(one.name, _named(step)) for step in one.steps)
    return Field(one.name, *steps, show=one.show, private=one.private, mask=one.mask, page=one.page)


def _named(step: Step) -> Step:
    """Under the name of the change, and without putting it off: 「あとで入力」 is for those who register."""
    ask = step.ask if isinstance(step.ask, str) else _retitled(step.ask)
    put_off = isinstance(step.optional, str)
    return replace(step, ask=ask, optional=step.optional is True, hint="" if put_off else step.hint)


def _retitled(ask: Callable[[Answers, Facts], str | Card]) -> Callable[[Answers, Facts], str | Card]:
    def asked(answers: Answers, facts: Facts) -> str | Card:
        words = ask(answers, facts)
        return replace(words, about=TITLE) if isinstance(words, Card) else words

    return asked


def _only_in_scope(field: str, step: Step) -> Step:
    """An answer that stands stays; one that is missing is asked for only where something was chosen to change."""

    def when(answers: Answers, facts: ChangeFacts) -> bool:
        here = field in facts.scope or step.name in facts.registration.profile
        return here and (step.when is None or step.when(answers, facts))

    return replace(step, when=when)


FIELDS = tuple(_asked_now(one) for one in ASKED if one.name in CLASSES)
_BY_NAME = {one.name: one for one in FIELDS}
CHAPTERS = {
    chapter: tuple(one.name for one in ASKED if one.chapter == chapter and one.name in CLASSES)
    for chapter in dict.fromkeys(one.chapter for one in ASKED)
}
