"""Many: several answers of one sort. Photos and files are gathered in one question; records are rows of steps, walked
in a loop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from conversations.events import Chosen, Sent, What
from conversations.kinds.kind import CLEAR, DONE, Answers, Kind, More, Part, unreadable
from flex_messages.cards import Act, Button, Row
from flex_messages.forms import Input
from flex_messages.words import END_INPUT
from rules.refusal import Refusal

if TYPE_CHECKING:
    from conversations.dialog import Step


class Record:
    """The steps of one row. Their `ask`, `check` and `when` see the answers of the dialog and, in front of them,
    those of the row.

    title: (row) -> the row in one line, for lists and reviews; the values of its steps side by side when left out.
    """

    __slots__ = ("steps", "title")

    def __init__(self, *steps: Step, title: Any = None) -> None:
        self.steps = steps
        self.title = title

    def line(self, row: Mapping[str, Any], answers: Answers, facts: Any) -> str:
        if self.title is not None:
            return str(self.title(row))
        shown = (
            step.answer.show(row[step.name], answers, facts) for step in self.steps if row.get(step.name) is not None
        )
        return "　".join(text for text in shown if text)


@dataclass(frozen=True, slots=True)
class Many(Kind):
    """least–most answers of `what`. `question` is asked after each row of a Record.

    The partial of gathered files is {"kept": [[message id, value]...], "album": {group: parts seen}}.
    """

    what: Kind | Record
    least: int = 1
    most: int = 10
    question: str = "もう1件追加しますか。"

    gathers = True

    @property
    def one(self) -> Kind:
        assert isinstance(self.what, Kind)
        return self.what

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        kept = [list(item) for item in (so_far or {}).get("kept", ())]
        match what:
            case Chosen(keys=(key,)) if key == DONE:
                return self._finished(kept)
            case Chosen(keys=(key,)) if key == CLEAR:
                return More(None, "選び直せます。もう一度お送りください。", ask=True)
            case _:
                value = self.one.read(what, None, answers, facts)
        if isinstance(value, More):
            raise unreadable(what, "1件ずつお送りください。")
        return self._with(what, value, kept, dict((so_far or {}).get("album", {})))

    def _finished(self, kept: list[Any]) -> list[Any]:
        if len(kept) < self.least:
            missing = f"あと{self.least - len(kept)}件必要です。" if kept else "まだ受け取っていません。"
            raise Refusal(f"{missing}続けてお送りください。")
        return [value for _, value in kept]

    def _with(self, what: What, value: Any, kept: list[Any], album: dict[str, int]) -> Any:
        """One more. While an album is arriving nothing is said: its last part speaks for all."""
        message, waits = getattr(what, "message", ""), False
        if message and message in self.messages({"kept": kept}):
            return More({"kept": kept, "album": album})
        if isinstance(what, Sent) and what.group:
            album = {**album, what.group: album.get(what.group, 0) + 1}
            waits = album[what.group] < what.of
        if len(kept) >= self.most:
            return More({"kept": kept, "album": album}, too_many(what, self.most), ask=not waits)
        kept = [*kept, [message, value]]
        if len(kept) == self.most and not waits:
            return [value for _, value in kept]
        words = f"{len(kept)}件受け取りました。続けてお送りください。終わりでしたら「{END_INPUT}」を押してください。"
        return More({"kept": kept, "album": album}, "" if waits else words)

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        if isinstance(self.what, Record):
            return "\n".join(self.what.line(row, answers, facts) for row in value)
        kinds = [self.one.show(item, answers, facts) for item in value]
        return f"{kinds[0]}ほか 計{len(kinds)}件" if len(kinds) > 1 else "".join(kinds)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        kept = (so_far or {}).get("kept", ())
        inner = self.one.part(None, answers, facts)
        if not kept:
            return Part(text=inner.text, quick=inner.quick)
        return Part(
            rows=tuple(Row(f"{n}件目", self.one.show(value, answers, facts)) for n, (_, value) in enumerate(kept, 1)),
            buttons=(Button(END_INPUT, Act("answer", DONE), "primary"), Button("送り直す", Act("answer", CLEAR))),
            quick=inner.quick,
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return replace(self.one.input(None, None, answers, facts), multiple=True, most=self.most)

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        """Files were posted as events of their own: without one, all are there."""
        return Chosen((DONE,))

    def messages(self, so_far: Any) -> tuple[str, ...]:
        return tuple(message for message, _ in (so_far or {}).get("kept", ()))

    def gathered(self, value: Any, so_far: Any, message: str) -> Any:
        kept = list((so_far or {}).get("kept", ()))
        return {"kept": kept + [[message, item] for item in value[len(kept) :]], "album": {}}

    def again(self, value: Any) -> Any:
        return {"kept": [["", item] for item in value], "album": {}}

    def without(self, so_far: Any, message: str) -> Any:
        kept = [item for item in (so_far or {}).get("kept", ()) if item[0] != message]
        return {"kept": kept, "album": {}} if kept else None

    def files(self, value: Any) -> tuple[str, ...]:
        if isinstance(self.what, Record):
            return tuple(
                file for row in value for step in self.what.steps if row.get(step.name) is not None
                for file in step.answer.files(row[step.name])
            )  # fmt: skip
        values = [item for _, item in value["kept"]] if isinstance(value, dict) else value
        return tuple(file for item in values for file in self.one.files(item))

    def faults(self) -> list[str]:
        wrong = [] if 1 <= self.least <= self.most else ["least and most"]
        return wrong + ([] if isinstance(self.what, Record) else self.one.faults())


def too_many(what: What, most: int) -> str:
    """Names what is beyond the number a question takes."""
    match what:
        case Sent(index=index, of=of) if of > 1:
            came = f"{of}枚のうち{index}枚目"
        case Sent(name=name) if name:
            came = f"「{name[:40]}」"
        case _:
            came = "いまの1件"
    return f"{most}件までのため、{came}は受け取っていません。"
