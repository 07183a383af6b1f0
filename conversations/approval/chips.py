"""Chips: a line of text with ready-made ones to tap. A chip's key is its short label, its value the whole sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.events import Chosen, What
from conversations.kinds import Part, Text
from conversations.kinds.kind import Answers
from flex_messages.cards import Act, Button


@dataclass(frozen=True, slots=True)
class Chips(Text):
    """chips: label (at most 20 characters) -> the sentence it stands for."""

    chips: Mapping[str, str] = field(default_factory=dict)

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        match what:
            case Chosen(keys=(label,)) if label in self.chips:
                return self.chips[label]
            case _:
                return super(Chips, self).read(what, so_far, answers, facts)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        return Part(buttons=tuple(Button(label, Act("answer", label), "secondary") for label in self.chips))

    def faults(self) -> list[str]:
        too_long = [f"the chip {label!r} is too long" for label in self.chips if len(label) > 20]
        return [*super(Chips, self).faults(), *too_long]
