"""The questions about a place, the same for check-in, check-out and a client who was not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.dialog import Field, Step
from conversations.kinds import Location, Text
from conversations.visit.at_the_place import PLACE, Anew, Confirm
from conversations.visit.cards import Words, ask_card, far_card, reason_card, sure_card
from conversations.visit.door import Facts, judged
from flex_messages.words import QUIT

CLAIMS = {"moved": "場所が変わった", "wrong": "登録地点が違う"}
"""What a person may say of a place that is too far: it is grey then, and the new place goes to the agency."""
REASONS = ("建物が広く、入口が離れている", "駐車場で位置を送った", "屋内で位置がずれている")


def place_fields(words: Words, records: str, *, unless_online: bool = False) -> tuple[Field, ...]:
    """records: the word of the button that records the visit there (チェックインする). unless_online: the place is not
    asked of a visit online; something else is asked first then.
    """

    def asking(draws: Any) -> Any:
        return lambda answers, facts: draws(words, answers, facts)

    def ask(answers: Mapping[str, Any], facts: Facts) -> Any:
        return ask_card(words, facts)

    choices = {"yes": records, "no": QUIT}
    return (
        Field(PLACE, Step("here", ask, Location(keeps=True), check=judged, when=_in_person if unless_online else None)),
        Field(
            "訪問先の場所",
            Step(
                "claim",
                asking(far_card),
                Anew({**CLAIMS, "no": QUIT}, stopping=("no",), title=words.title),
                when=lambda answers, facts: answers["here"]["verdict"] == "far",
            ),
        ),
        Field(
            "事情",
            Step(
                "reason",
                asking(reason_card),
                Text(100, suggest=lambda answers, facts: REASONS),
                when=lambda answers, facts: answers["here"]["needs_reason"] or answers["claim"] is not None,
                example="工場の奥の建屋で、入口から離れているため",
            ),
        ),
        Field("確認", Step("sure", asking(sure_card), Confirm(choices, stopping=("no",), title=words.title))),
    )


def _in_person(answers: Mapping[str, Any], facts: Facts) -> bool:
    return not facts.it.online
