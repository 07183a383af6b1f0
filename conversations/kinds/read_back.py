"""ReadBack: a line of text that is read back before it is kept, when what is kept would not be what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.events import Chosen, Typed, What
from conversations.kinds.kind import CLEAR, Answers, More, Part
from conversations.kinds.lists import meant
from conversations.kinds.text import Text
from flex_messages.cards import Act, Button
from flex_messages.forms import Input, Option
from flex_messages.words import ENTER_AGAIN

_WAY = "=way"


@dataclass(frozen=True, slots=True)
class Doubt:
    """words: what to say. ways: (label, value) of what may be kept, the likeliest first."""

    words: str
    ways: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ReadBack(Text):
    """doubt: (typed, value) -> what is read back, None when nothing has to be. A new text takes the place of the old.

    The partial is {"words", "ways", "message"}.
    """

    doubt: Callable[[str, Any], Doubt | None] = lambda typed, value: None

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        ways = _ways(so_far)
        match what:
            case Chosen(keys=(key,)) if key in ways:
                return ways[key][1]
            case Chosen(keys=(key,)) if key == CLEAR:
                return More(None, ask=True)
            case Typed(text) if named := meant(text, {key: label for key, (label, _) in ways.items()}):
                return ways[named][1]
        value = super(ReadBack, self).read(what, None, answers, facts)
        doubt = self.doubt(what.text, value) if isinstance(what, Typed) else None
        if doubt is None:
            return value
        kept = [list(way) for way in doubt.ways]
        return More({"words": doubt.words, "ways": kept, "message": getattr(what, "message", "")}, ask=True)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        if not so_far:
            return super(ReadBack, self).part(so_far, answers, facts)
        first, *others = ((label, Act("answer", key)) for key, (label, _) in _ways(so_far).items())
        return Part(
            text=so_far["words"],
            buttons=(Button(*first, "primary"), *(Button(*other, "secondary") for other in others)),
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        if not so_far:
            return super(ReadBack, self).input(so_far, None if isinstance(value, dict) else value, answers, facts)
        ways = tuple(Option(key, label) for key, (label, _) in _ways(so_far).items())
        return Input("choice", label=so_far["words"], options=(*ways, Option(CLEAR, ENTER_AGAIN)))

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        said = "".join(form.get("answer", ()))
        return Chosen((said,)) if said.startswith("=") else Typed(said)

    def messages(self, so_far: Any) -> tuple[str, ...]:
        return (so_far["message"],) if so_far and so_far["message"] else ()


def _ways(so_far: Any) -> dict[str, tuple[str, Any]]:
    return {f"{_WAY}{n}": (label, value) for n, (label, value) in enumerate((so_far or {}).get("ways", ()))}
