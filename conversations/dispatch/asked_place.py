"""Chapter 訪問, where: the address the client is registered with, that of the last visit, or another one; and a pin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conversations.dialog import Ask, Facts, Field, Step
from conversations.dispatch.asked_client import is_new
from conversations.dispatch.chapters import VISIT
from conversations.dispatch.facts import RequestFacts
from conversations.kinds import Choice
from conversations.kinds.kind import Answers
from conversations.kinds.location import Location
from conversations.registration import address
from conversations.registration.address import town_of
from flex_messages.cards import Card, Status
from flex_messages.words import MENU_WORDS
from rules.postal import show_code

_SAME, _LAST, _OTHER = "same", "last", "other"


def is_onsite(answers: Answers, facts: Facts) -> bool:
    return bool(answers["method"] == "onsite")


def _is_known(answers: Answers, facts: Facts) -> bool:
    return is_onsite(answers, facts) and facts.client is not None


def _places(answers: Answers, facts: RequestFacts) -> Mapping[str, str]:
    """Of a known client; where the last visit went elsewhere, that place too."""
    last = facts.previous is not None and facts.previous.request.get("elsewhere")
    return {_SAME: "登録の住所"} | ({_LAST: "前回の訪問先"} if last else {}) | {_OTHER: "ほかの住所"}


def _where(answers: Answers, facts: RequestFacts) -> Card:
    assert facts.client is not None
    known = f"登録の住所：{facts.client.prefecture}{facts.client.address}"
    last = (
        f"前回の訪問先：{facts.previous.request['address']}"
        if _LAST in _places(answers, facts) and facts.previous
        else ""
    )
    text = "\n".join(filter(None, (known, last)))
    return Card(MENU_WORDS["request"], "訪問先は、どちらですか。", Status("下書き"), text=text)


def asks_address(answers: Answers, facts: Facts) -> bool:
    """Of a new client always, as it is registered with it."""
    return is_new(answers, facts) or (is_onsite(answers, facts) and answers["visits"] == _OTHER)


def _both(when: Callable[[Answers, Facts], bool] | None) -> Callable[[Answers, Facts], bool]:
    return lambda answers, facts: asks_address(answers, facts) and (when is None or when(answers, facts))


def _of_the_client(step: Step) -> Step:
    """The question of the profile, about the client instead of the person who answers."""
    asks: dict[str, Ask] = {"postal": "事業者の住所の郵便番号を\nお送りください。"}
    return replace(step, ask=asks.get(step.name, step.ask), when=_both(step.when))


_ADDRESS = tuple(_of_the_client(step) for one in address.FIELDS for step in one.steps)


def typed_address(answers: Mapping[str, Any]) -> str:
    """What was typed, after the prefecture; "" when nothing was."""
    town, street = town_of(answers), answers.get("street")
    return f"{town[1]}{town[2]}{street['street']}" if town and street else ""


def address_of(answers: Mapping[str, Any], facts: RequestFacts) -> str:
    """Where the visit goes, "" online."""
    if answers["method"] != "onsite":
        return ""
    if answers["visits"] == _LAST and facts.previous is not None:
        return str(facts.previous.request["address"])
    if typed := typed_address(answers):
        return (town_of(answers) or ("",))[0] + typed
    return f"{facts.client.prefecture}{facts.client.address}" if facts.client else ""


def _shown_address(answers: Answers, facts: RequestFacts) -> str:
    typed = typed_address(answers)
    if typed:
        return f"〒{show_code(answers['postal'])}\n{''.join(town_of(answers) or ())}{answers['street']['street']}"
    return address_of(answers, facts)


FIELDS = (
    Field(
        "住所",
        Step("visits", _where, Choice(_places), when=_is_known),
        *_ADDRESS,
        chapter=VISIT,
        show=_shown_address,
    ),
    Field(
        "地図の位置",
        Step(
            "pin",
            "訪問先の地図の位置を\nお送りください。",
            Location(measure=False),
            when=is_onsite,
            optional=True,
            hint="チェックインのときに、訪問先からの距離を確かめるために使います。なければ「スキップ」を押してください。",
        ),
        chapter=VISIT,
    ),
)
