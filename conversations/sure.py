"""The second look before something that cannot be taken back with 戻る: a tap does it, やめる leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.dialog import Ask, Facts, Field, Step
from conversations.kinds import Choice
from conversations.kinds.kind import Answers
from flex_messages.words import QUIT

YES = "yes"


def sure(
    ask: Ask,
    label: str,
    hint: str = "",
    *,
    when: Callable[[Answers, Facts], bool] | None = None,
    check: Callable[[Any, Answers, Facts], Any] | None = None,
) -> Field:
    """label: of the button that does it. Typed words do nothing: `proof`."""
    choice = Choice({YES: label, "quit": QUIT}, stopping=("quit",), proof=True)
    return Field("確認", Step("sure", ask, choice, hint=hint, when=when, check=check))
