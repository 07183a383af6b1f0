"""Search: one of very many (a bank, a branch), found by a name, kana or code; the hits are shown ten at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.events import Chosen, Typed, What
from conversations.kinds.kind import CLEAR, Answers, Kind, More, Part, unreadable
from conversations.kinds.lists import ROWS_A_CARD, meant, on_buttons
from conversations.kinds.text import one_line, readable
from flex_messages.cards import Act, Button, Row, Section, Style
from flex_messages.forms import Input, Option
from flex_messages.words import MORE, NO_HIT, SEARCH_AGAIN, YES
from rules.refusal import Refusal

UNLISTED = "unlisted"
"""The value of 「見つからない」."""
_MORE, _LOST, _HIT = "=more", "=lost", "=:"
_FEW = 3


@dataclass(frozen=True, slots=True)
class Search(Kind):
    """find: (typed, answers, facts) -> (key, label) of the hits, best first. name: (key, answers, facts) -> its label,
    "" for what is none. The value is a key, or UNLISTED. The partial is {"text", "from", "message"}, `from` the cursor.
    """

    find: Callable[[str, Answers, Any], Sequence[tuple[str, str]]]
    name: Callable[[str, Answers, Any], str]

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        match what:
            case Chosen(keys=(key,)) if key == _LOST:
                return UNLISTED
            case Chosen(keys=(key,)) if key == CLEAR:
                return More(None, ask=True)
            case Chosen(keys=(key,)) if key == _MORE and so_far:
                return More({**so_far, "from": self._next(so_far, answers, facts)}, ask=True)
            case Chosen(keys=(key,)) if key.startswith(_HIT) and self.name(key.removeprefix(_HIT), answers, facts):
                return key.removeprefix(_HIT)
            case Typed(text, message):
                return self._typed(one_line(text), message, so_far, answers, facts)
            case _:
                raise unreadable(what, "名前かカナ、コードを入力してください。")

    def _typed(self, text: str, message: str, so_far: Any, answers: Answers, facts: Any) -> Any:
        if not readable(text):
            raise Refusal("文字を読み取れませんでした。名前かカナ、コードを入力してください。")
        if text == NO_HIT:
            return UNLISTED
        if key := self._one_of(text, self._hits(so_far, answers, facts)):
            return key
        return More({"text": text[:60], "from": 0, "message": message}, ask=True)

    def _one_of(self, text: str, hits: Mapping[str, str]) -> str | None:
        """A hit by its label or its number, or the only one by はい. Longer figures are codes."""
        if text == YES and len(hits) == 1:
            return next(iter(hits))
        return None if text.isdigit() and len(text) > 2 else meant(text, hits)

    def _hits(self, so_far: Any, answers: Answers, facts: Any) -> dict[str, str]:
        return dict(self.find(so_far["text"], answers, facts)) if so_far else {}

    def _next(self, so_far: Any, answers: Answers, facts: Any) -> int:
        """Behind the last ten it begins again."""
        start = int(so_far["from"]) + ROWS_A_CARD
        return start if start < len(self._hits(so_far, answers, facts)) else 0

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return "" if value == UNLISTED else self.name(value, answers, facts)

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        return value == UNLISTED or self.name(value, answers, facts) != ""

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        if not so_far:
            return Part()
        hits = self._hits(so_far, answers, facts)
        lost = Button(NO_HIT, Act("answer", _LOST), "link" if hits else "secondary")
        if len(hits) > _FEW or not on_buttons(hits):
            more = Button(MORE, Act("answer", _MORE), "secondary") if len(hits) > ROWS_A_CARD else None
            return Part(text=_found(so_far, hits), lists=(self._page(so_far, hits),), more=more, buttons=(lost,))
        style: Style = "primary" if len(hits) == 1 else "secondary"
        few = (Button(label, Act("answer", _HIT + key), style) for key, label in hits.items())
        return Part(text=_found(so_far, hits), buttons=(*few, lost))

    def _page(self, so_far: Any, hits: Mapping[str, str]) -> Section:
        start, numbered = so_far["from"], list(enumerate(hits.items(), 1))
        shown = numbered[start : start + ROWS_A_CARD]
        rows = tuple(Row(str(n), label, tap=Button("選ぶ", Act("answer", _HIT + key))) for n, (key, label) in shown)
        return Section(f"{shown[0][0]}〜{shown[-1][0]}件目", rows)

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        hits = self._hits(so_far, answers, facts)
        if not so_far:
            return Input("text", most=60)
        shown = list(hits.items())[so_far["from"] : so_far["from"] + ROWS_A_CARD]
        more = [Option(_MORE, MORE)] if len(hits) > ROWS_A_CARD else []
        ways = (*more, Option(_LOST, NO_HIT), Option(CLEAR, SEARCH_AGAIN))
        options = (*(Option(_HIT + key, label) for key, label in shown), *ways)
        return Input("choice", label=_found(so_far, hits), options=options)

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        said = "".join(form.get("answer", ()))
        return Chosen((said,)) if said.startswith("=") else Typed(said)

    def messages(self, so_far: Any) -> tuple[str, ...]:
        return (so_far["message"],) if so_far and so_far["message"] else ()


def _found(so_far: Any, hits: Mapping[str, str]) -> str:
    asked = f"「{so_far['text'][:20]}」"
    if not hits:
        return f"{asked}は見つかりませんでした。名前の一部やカナ、コードでもお探しいただけます。"
    if len(hits) == 1:
        return f"{asked}で1件見つかりました。こちらでよろしいですか。"
    return f"{asked}で{len(hits)}件見つかりました。別の名前でも探せます。"
