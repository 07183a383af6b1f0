"""Consent: a versioned text is agreed to by a tap. What is kept says which version, which bytes (hash) and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.events import Chosen, Other, What
from conversations.kinds.kind import Answers, Kind, Part, unreadable
from flex_messages.cards import Act, Button, Open
from flex_messages.forms import Input
from flex_messages.words import AGREE, DISAGREE
from rules.conditions import version_words
from rules.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Consent(Kind):
    """title: of the text; hash: of its bytes; path: where it can be read in full. The value is {"version", "hash",
    "at"} (ms UTC).
    """

    title: str
    version: str
    hash: str
    path: str
    agree: str = AGREE
    done: str = "同意済み"
    refused: str = (
        "同意いただけない場合は、先へ進めません。「あとで続ける」を押すと、ここまでの内容を残して中断できます。"
    )

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        match what:
            case Chosen(keys=("yes",)):
                return {"version": self.version, "hash": self.hash}
            case Chosen(keys=("no",)):
                raise Refusal(self.refused)
            case _:
                raise unreadable(what, f"内容をご確認のうえ、「{self.agree}」のボタンを押してください。")

    def stamped(self, value: Any, at: int) -> Any:
        return {**value, "at": at}

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return f"{self.done}（{version_words(value['version'])}）"

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        """A new version of the text asks again."""
        return bool(value["hash"] == self.hash)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        return Part(
            text=f"「{self.title}」（{version_words(self.version)}）",
            buttons=(
                Button(self.agree, Act("answer", "yes"), "primary"),
                Button("全文を読む", Open(self.path), "secondary"),
                Button(DISAGREE, Act("answer", "no")),
            ),
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("consent", label=self.agree, terms=self.path)

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        return Chosen(("yes",)) if "yes" in form.get("answer", ()) else Other("page")

    def faults(self) -> list[str]:
        return [f"{name} is empty" for name in ("title", "version", "hash", "path") if not getattr(self, name)]
