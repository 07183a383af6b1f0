"""生年月日: from the calendar or typed in any count of years; too young is said in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.events import Typed, What
from conversations.kinds import Day
from conversations.kinds.kind import Answers, unreadable
from conversations.registration.chapters import PERSON
from rules.births import BIRTH_EXAMPLE, EARLIEST, FIRST_SHOWN, latest, masked, read_birth


@dataclass(frozen=True, slots=True)
class Birthday(Day):
    """facts.today: the day on which one has to be old enough."""

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        if not isinstance(what, Typed):
            raise unreadable(what, "日付でお送りください。")
        return read_birth(what.text, facts.today)


def _latest(answers: Answers, facts: Facts) -> str:
    return latest(facts.today)


FIELDS = (
    Field(
        "生年月日",
        Step(
            "birth",
            "生年月日をお送りください。",
            Birthday(EARLIEST, _latest, FIRST_SHOWN),
            hint="カレンダーから選ぶか、文字でお送りください。",
            example=BIRTH_EXAMPLE.split("、")[0],
        ),
        chapter=PERSON,
        mask=lambda answers, facts: masked(answers["birth"]),
    ),
)
