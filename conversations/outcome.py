"""What a turn decided, before anything is written or drawn: the chat and the pages show it each in their own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from conversations.events import What
from conversations.sheet import Sheet
from flex_messages.cards import Act, Pick
from rules.refusal import Refusal

End = Literal["", "finished", "later", "stopped"]


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of a question, looked up: the mark of the question it was drawn for, what it means, and what the
    calendar gave.
    """

    mark: str
    tap: Act | Pick
    picked: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What reached a dialog.

    fresh: it was said after LINE had accepted the current question, so it may be its answer.
    """

    what: What | Tap
    at: int = 0
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """lead: words for the person. trouble: why the answer was not taken. asks: the current question is to be shown
    (again).

    keep: for the dialog's `keep`, at once. opens: the menu word that was typed. gone: ids of files that belong to no
    answer any more.
    """

    sheet: Sheet
    lead: str = ""
    trouble: Refusal | None = None
    keep: Any = None
    asks: bool = False
    end: End = ""
    opens: str = ""
    gone: tuple[str, ...] = ()
