"""Text, LongText and Number: words and figures as people type them, full width or half."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from conversations.events import Chosen, Typed, What
from conversations.kinds.kind import CLEAR, DONE, Answers, Kind, More, Part, unreadable
from conversations.kinds.lists import LONGEST_LABEL, length
from flex_messages.cards import Act, Button, FieldPage
from flex_messages.forms import Input
from flex_messages.words import END_INPUT, ON_PAGE
from rules.refusal import Refusal

Mode = Literal["", "numeric", "decimal", "tel", "email", "url"]
ENDS = "以上"


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """One line of least–most characters.

    fold: how the text is made plain first (rules.text_width.fold). clean: makes the value of it; may raise Refusal.
    suggest: answers that are offered as buttons. mode, autocomplete: for the keyboard and the memory of a browser.
    """

    most: int
    least: int = 1
    fold: Callable[[str], str] | None = None
    clean: Callable[[str], Any] | None = None
    mode: Mode = ""
    autocomplete: str = ""
    suggest: Callable[[Answers, Any], Sequence[str]] | None = None

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        match what:
            case Chosen(keys=(key,)) if key in self._suggested(answers, facts):
                what = Typed(key)
        if not isinstance(what, Typed):
            raise unreadable(what, "文字でお送りください。")
        text = one_line(what.text)
        text = self.fold(text) if self.fold else text
        if not readable(text):
            raise Refusal("文字を読み取れませんでした。文字でお送りください。")
        if len(text) > self.most:
            raise Refusal(f"{self.most}文字までです。いま{len(text)}文字あります。短くしてお送りください。")
        if len(text) < self.least:
            raise Refusal(f"{self.least}文字以上でお送りください。いま{len(text)}文字です。")
        return self.clean(text) if self.clean else text

    def _suggested(self, answers: Answers, facts: Any) -> Sequence[str]:
        return self.suggest(answers, facts) if self.suggest else ()

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        return Part(
            buttons=tuple(
                Button(text, Act("answer", text), "secondary")
                for text in self._suggested(answers, facts)
                if length(text) <= LONGEST_LABEL
            )
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        most = 0 if self.clean else self.most  # what is made plain first may be written longer
        return Input("text", value=str(value or ""), most=most, mode=self.mode, autocomplete=self.autocomplete)

    def faults(self) -> list[str]:
        return [] if 1 <= self.least <= self.most else ["least and most"]


@dataclass(frozen=True, slots=True)
class LongText(Kind):
    """Text that may come as several messages, ended by 入力を終える or a message that is exactly 以上.

    The partial is a list of [message id, text]: too long a text is said, and nothing of it is lost.
    """

    most: int
    least: int = 1

    gathers = True
    free = True

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        pieces = list(so_far or ())
        match what:
            case Chosen(keys=(key,)) if key == DONE:
                return self._finished(pieces)
            case Chosen(keys=(key,)) if key == CLEAR:
                return More(None, "最初から書き直せます。", ask=True)
            case Typed(text) if text.strip() == ENDS:
                return self._finished(pieces)
            case Typed(text, message) if readable(text):
                return self._more([*pieces, [message, plain(text)]])
            case _:
                raise unreadable(what, "文字でお送りください。")

    def _more(self, pieces: list[list[str]]) -> More:
        over = len(joined(pieces)) - self.most
        if over > 0:
            return More(pieces, self._too_long(over), ask=True)
        return More(
            pieces,
            f"受け取りました（{len(joined(pieces))}文字）。続きがあればお送りください。終わりでしたら「{END_INPUT}」を押してください。",
        )

    def _too_long(self, over: int) -> str:
        return f"{self.most}文字までのため、あと{over}文字だけ短くしてください。お送りの文章はすべて残してあります。"

    def _finished(self, pieces: list[list[str]]) -> str:
        text = joined(pieces)
        if len(text) > self.most:
            raise Refusal(self._too_long(len(text) - self.most))
        if len(text) < self.least:
            raise Refusal(
                "まだ文章を受け取っていません。"
                if not text
                else f"{self.least}文字以上でお願いします。いま{len(text)}文字です。"
            )
        return text

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        page = Button(ON_PAGE, FieldPage(), "secondary")
        if not so_far:
            return Part(buttons=(page,), text=f"何回かに分けて送っても大丈夫です（{self.most}文字まで）。")
        over = len(joined(so_far)) > self.most
        end = () if over else (Button(END_INPUT, Act("answer", DONE), "primary"),)
        return Part(
            buttons=(*end, page, Button("書き直す", Act("answer", CLEAR))),
            text=f"ここまで{len(joined(so_far))}文字（{self.most}文字まで）",
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("longtext", value=joined(so_far) if so_far else str(value or ""), most=self.most)

    def messages(self, so_far: Any) -> tuple[str, ...]:
        return tuple(message for message, _ in so_far or ())

    def without(self, so_far: Any, message: str) -> Any:
        return [piece for piece in so_far or () if piece[0] != message] or None

    def faults(self) -> list[str]:
        return [] if 1 <= self.least <= self.most else ["least and most"]


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A whole number, least–most, with its unit (分, 人) or without. The value is an int."""

    least: int = 0
    most: int = 9_999_999
    unit: str = ""

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> int:
        if not isinstance(what, Typed):
            raise unreadable(what, "数字でお送りください。")
        text = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", what.text))
        figures = text.removesuffix(unicodedata.normalize("NFKC", self.unit))
        if not re.fullmatch(r"-?[0-9]{1,12}", figures):
            raise Refusal(
                f"「{what.text.strip()[:20]}」を数字として読み取れませんでした。", f"{max(self.least, 1)}{self.unit}"
            )
        if not self.least <= int(figures) <= self.most:
            raise Refusal(
                f"{self.least}から{self.most}までの数字でお送りください。", f"{max(self.least, 1)}{self.unit}"
            )
        return int(figures)

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return f"{value:,}{self.unit}"

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("text", value="" if value is None else str(value), mode="numeric")

    def faults(self) -> list[str]:
        return [] if self.least <= self.most else ["least and most"]


def joined(pieces: Any) -> str:
    return "\n".join(text for _, text in pieces)


def plain(text: str) -> str:
    """Without control characters other than line breaks, and without white space at the ends."""
    return "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def one_line(text: str) -> str:
    return " ".join(plain(text).split())


def readable(text: str) -> bool:
    """Whether there is a letter or a figure in it, not only emoji and signs."""
    return any(unicodedata.category(c)[0] in "LN" for c in text)
