"""Review: the last question of a dialog. It shows every field with 直す, says what is missing, and sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from conversations.events import Chosen, What
from conversations.kinds.kind import Answers, Kind, unreadable
from flex_messages.forms import Input
from flex_messages.words import SEND


@dataclass(frozen=True, slots=True)
class Review(Kind):
    """after: what happens next, directly above the button that sends. Sending takes a tap: it is never read from
    typed words.
    """

    after: str | Callable[[Answers, Any], str] = ""
    send: str = SEND

    decides = True

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        match what:
            case Chosen(keys=(key,)) if key == "send" or mended(what):
                return key
            case _:
                raise unreadable(
                    what, f"内容をご確認のうえ、「{self.send}」か、直したい項目の「直す」を押してください。"
                )

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        """It is never answered before: whatever was sent once is looked at again."""
        return False

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("review")

    def posted(self, form: Mapping[str, Any]) -> What:
        return Chosen(("send",))

    def what_follows(self, answers: Answers, facts: Any) -> str:
        return self.after if isinstance(self.after, str) else self.after(answers, facts)


def mended(what: What) -> str:
    """The field whose 直す was tapped, or ""."""
    match what:
        case Chosen(keys=(key,)) if key.startswith("mend:"):
            return key.removeprefix("mend:")
        case _:
            return ""
