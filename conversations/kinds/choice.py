"""Choice: one option by its button, its label or its number; list cards by themselves when they are many or long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conversations.events import Chosen, Typed, What
from conversations.kinds.kind import Answers, Kind, Options, Part, unreadable
from conversations.kinds.lists import by_name, meant, on_buttons, sections, taps
from flex_messages.cards import Act, Button, Style
from flex_messages.forms import Input, Option


def offered(options: Options, answers: Answers, facts: Any) -> Mapping[str, str]:
    return options(answers, facts) if callable(options) else options


def choices(options: Mapping[str, str], groups: Mapping[str, Sequence[str]]) -> tuple[Option, ...]:
    of = {key: head for head, keys in groups.items() for key in keys}
    return tuple(Option(key, label, group=of.get(key, "")) for key, label in options.items())


def faulty(options: Options) -> list[str]:
    if callable(options):
        return []
    wrong = [f"option {key!r} without a label" for key, label in options.items() if not label.strip()]
    twice = len(set(options.values())) < len(options)
    return wrong + ["no options"] * (not options) + ["two options with one label"] * twice


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of `options`; the value is its key.

    stops: keys that end the dialog without its finish (やめる). proof: takes a tap, typed words do not choose.
    """

    choose: Options
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stopping: tuple[str, ...] = ()
    proof: bool = False

    def options(self, answers: Answers, facts: Any) -> Mapping[str, str]:
        return {} if self.proof else offered(self.choose, answers, facts)

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        options = offered(self.choose, answers, facts)
        match what:
            case Chosen(keys=(key,)) if key in options:
                return key
            case Typed(text) if not self.proof and (named := meant(text, options)):
                return named
            case _:
                raise unreadable(what, "ボタンから1つ選んでください。")

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return offered(self.choose, answers, facts).get(value, "")

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        return value in offered(self.choose, answers, facts)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        options = offered(self.choose, answers, facts)
        if not on_buttons(options) or self.groups:
            lists = sections(options, self.groups, taps(options))
            return Part(lists=lists, text=by_name(options, lists))
        styles: dict[str, Style] = dict.fromkeys(self.stopping, "link")
        first: Style = "primary" if len(options) - len(styles) == 1 else "secondary"
        return Part(
            buttons=tuple(Button(label, Act("answer", key), styles.get(key, first)) for key, label in options.items())
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        chosen = (value,) if value else ()
        return Input("choice", options=choices(offered(self.choose, answers, facts), self.groups), chosen=chosen)

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        return Chosen(tuple(form.get("answer", ())))

    def stops(self, value: Any) -> bool:
        return value in self.stopping

    def faults(self) -> list[str]:
        unknown = [] if callable(self.choose) else [key for key in self.stopping if key not in self.choose]
        return faulty(self.choose) + [f"it stops at the unknown option {key!r}" for key in unknown]
