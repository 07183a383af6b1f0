"""Kind: how one sort of answer is asked for, read, shown again, and entered on a page. Every kind is a small frozen
value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.events import Chosen, Measured, Other, Placed, Sent, Typed, What
from flex_messages.cards import Button, Card, Note, Row, Section
from flex_messages.forms import Input, Way
from rules.refusal import Refusal

Answers = Mapping[str, Any]
Options = Mapping[str, str] | Callable[[Answers, Any], Mapping[str, str]]
Bound = str | Callable[[Answers, Any], str]
"""An ISO day or month, or how to find it: (answers, facts) -> "1970-01-01"."""

DONE, CLEAR, KEEP = "=done", "=clear", "=keep"
"""Keys that every question may have: what was gathered is the answer (入力を終える, 次へ), begin this answer anew,
keep the old one.
"""


@dataclass(frozen=True, slots=True)
class More:
    """Not the whole answer yet. `partial` (JSON) is kept in the draft; `words` are said, or nothing when empty.

    ask: draw the question again, because its buttons changed.
    """

    partial: Any
    words: str = ""
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """What came belongs to an earlier field, by its name: a new place sent where the one before is to be confirmed."""

    field: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a kind adds to the card of its question.

    `lists` are rows for options that do not fit on buttons, one card each; `more` leads on from the last of them.
    `cards` stand beside the question, for options that are looked at before one is chosen.
    """

    buttons: tuple[Button, ...] = ()
    rows: tuple[Row, ...] = ()
    lists: tuple[Section, ...] = ()
    more: Button | None = None
    cards: tuple[Card, ...] = ()
    text: str = ""
    note: Note | None = None
    quick: tuple[Button, ...] = ()


class Kind:
    """What every kind can do. `answers` and `facts` are those of the dialog; values and partials are JSON."""

    __slots__ = ()

    gathers = False  # takes several messages until 入力を終える
    free = False  # free text: menu words typed here belong to the answer
    keeps = False  # an answer goes to the dialog's `keep` at once, whether it is ever sent or not
    measures = False  # on a page, what most people do next is to have their place measured
    decides = False  # the last word on what is shown: bound to just that, and never kept as an answer
    like = ""  # an answer that works, for questions that bring no example of their own

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        """The value, More or Earlier; raises Refusal."""
        raise NotImplementedError

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        """The value in the words of a review."""
        return str(value)

    def options(self, answers: Answers, facts: Any) -> Mapping[str, str]:
        """Key -> label of what may also be chosen by typing the label or its number."""
        return {}

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        """Whether a kept value still fits after other answers changed."""
        return True

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        return Part()

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        """The same question as a field of a page; `value` is an earlier answer, or None."""
        raise NotImplementedError

    def ways(self, answers: Answers, facts: Any) -> tuple[Way, ...] | None:
        """All buttons of its page; None for the usual ones."""
        return None

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        """What a page's field says: the values under "answer". Files come as one Sent each instead."""
        return Typed("".join(form.get("answer", ())))

    def stamped(self, value: Any, at: int) -> Any:
        """The value with the time it was given, for kinds that keep it."""
        return value

    def messages(self, so_far: Any) -> tuple[str, ...]:
        """Ids of the messages a partial came from."""
        return ()

    def without(self, so_far: Any, message: str) -> Any:
        """What is left of a partial when `message` was unsent."""
        return None

    def gathered(self, value: Any, so_far: Any, message: str) -> Any:
        """The partial that a value was made of, `message` being the last: what it goes back to when one of them is
        unsent.
        """
        return so_far

    def again(self, value: Any) -> Any:
        """The partial to begin with when a value is to be mended; None begins anew."""
        return None

    def files(self, value: Any) -> tuple[str, ...]:
        """Ids of the kept files in a value or a partial."""
        return ()

    def stops(self, value: Any) -> bool:
        """Whether this value ends the dialog without its finish (やめる)."""
        return False

    def farewell(self, value: Any) -> str:
        """What is said then; "" for the usual words."""
        return ""

    def faults(self) -> list[str]:
        """What is wrong with the declaration."""
        return []


def bound(value: Bound | None, answers: Answers, facts: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else value(answers, facts)


def unreadable(what: What, please: str) -> Refusal:
    """The refusal of a message of the wrong sort: names what came, then says what would help."""
    match what:
        case Sent(kind="image"):
            came = "写真"
        case Sent():
            came = "ファイル"
        case Placed() | Measured():
            came = "位置情報"
        case Other(kind="sticker"):
            came = "スタンプ"
        case Other(kind="video"):
            came = "動画"
        case Other(kind="audio"):
            came = "音声"
        case Typed() | Chosen():
            return Refusal(f"この質問では読み取れませんでした。{please}")
        case _:
            came = "このメッセージ"
    return Refusal(f"{came}は、この質問では受け取れませんでした。{please}")
