"""What the branches ア〜エ of the requirement share: when they are asked, and the files that prove them."""

from __future__ import annotations

from collections.abc import Callable

from conversations.dialog import Facts, Field, Step
from conversations.kinds import File, Many
from conversations.kinds.kind import Answers
from conversations.registration.chapters import REQUIREMENT
from rules.ours import MOST_CERTIFICATES


def only(letter: str) -> Callable[[Answers, Facts], bool]:
    return lambda answers, facts: answers["requirement"] == letter


def today(answers: Answers, facts: Facts) -> str:
    return str(facts.today.isoformat())


def papers(field: str, step: str, ask: str, letter: str, hint: str = "") -> Field:
    return Field(
        field,
        Step(
            step,
            ask,
            Many(File(), 1, MOST_CERTIFICATES),
            when=only(letter),
            hint=f"写真かPDFで、{MOST_CERTIFICATES}件まで。{hint}",
        ),
        chapter=REQUIREMENT,
    )
