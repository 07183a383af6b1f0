"""Signature: drawn with a finger on a page; what comes is already decoded, drawn anew and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conversations.events import Sent, What
from conversations.kinds.kind import Answers, Kind, unreadable
from flex_messages.forms import Input
from rules.refusal import Refusal

SIGN = "枠の中に、指でご署名ください。"


@dataclass(frozen=True, slots=True)
class Signature(Kind):
    """The value is {"file": id of the picture}. For pages alone: in a chat nobody can draw."""

    label: str = "ご署名"

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> dict[str, Any]:
        match what:
            case Sent(kind="image", file=file, problem="") if file:
                return {"file": file}
            case Sent():
                raise Refusal(f"ご署名を読み取れませんでした。{SIGN}")
            case _:
                raise unreadable(what, SIGN)

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return "ご署名あり"

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("signature", label=self.label, hint="指で書けます")

    def files(self, value: Any) -> tuple[str, ...]:
        return (value["file"],)
