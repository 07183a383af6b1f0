"""Another: もう1件追加しますか, the place that closes a loop of records. It lists the rows, to be mended or dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.events import Chosen, Typed, What
from conversations.kinds.kind import Answers, Kind, Part, unreadable
from conversations.kinds.lists import meant
from conversations.kinds.many import Many, Record
from flex_messages.cards import Act, Button, Row
from flex_messages.forms import Input, Option
from flex_messages.words import MEND, NO, YES
from rules.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Another(Kind):
    """もう1件追加しますか: the last place of a loop. Shows the rows, each with 直す; はい goes back to the first step
    of a new row.
    """

    many: Many
    loop: str

    def options(self, answers: Answers, facts: Any) -> Mapping[str, str]:
        full = len(answers[self.loop] or ()) >= self.many.most
        return {"no": NO} if full else {"yes": YES, "no": NO}

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        rows: Sequence[Any] = answers[self.loop] or ()
        match what:
            case Chosen(keys=("yes",)) if len(rows) >= self.many.most:
                raise Refusal(f"{self.many.most}件までです。「{NO}」を押すと次へ進みます。")
            case Chosen(keys=("no",)) if len(rows) < self.many.least:
                raise Refusal(f"あと{self.many.least - len(rows)}件必要です。「{YES}」を押して追加してください。")
            case Chosen(keys=("yes" | "no" as key,)):
                return key
            case Typed(text) if named := meant(text, self.options(answers, facts)):
                return self.read(Chosen((named,)), so_far, answers, facts)
            case Chosen(keys=(key,)) if row_of(key, "mend", rows) >= 0 or row_of(key, "drop", rows) >= 0:
                return key
            case _:
                raise unreadable(what, f"「{YES}」か「{NO}」を押してください。")

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        record = self.many.what
        assert isinstance(record, Record)
        rows = answers[self.loop] or ()
        drops = (Button(f"{n}件目を消す", Act("answer", f"drop:{n - 1}")) for n in range(1, len(rows) + 1))
        listed = (
            Row(
                f"{n}件目",
                record.line(row, answers, facts) or "未入力",
                tap=Button(MEND, Act("answer", f"mend:{n - 1}")),
            )
            for n, row in enumerate(rows, 1)
        )
        choices = (
            Button(label, Act("answer", key), "primary" if key == "no" else "secondary")
            for key, label in self.options(answers, facts).items()
        )
        return Part(rows=tuple(listed), buttons=(*choices, *(drops if len(rows) > 1 else ())))

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("choice", options=tuple(Option(key, label) for key, label in self.options(answers, facts).items()))

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        return Chosen(tuple(form.get("answer", ())))


def row_of(key: str, verb: str, rows: Sequence[Any]) -> int:
    """The row that a key such as "mend:2" names; -1 for another key or a row that is not there."""
    head, _, tail = key.partition(":")
    return int(tail) if head == verb and tail.isdigit() and int(tail) < len(rows) else -1
