"""Day, Month and Period: from the calendar or typed, in the Western or the Japanese count of years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.events import Chosen, Typed, What
from conversations.kinds.kind import CLEAR, Answers, Bound, Kind, More, Part, bound, unreadable
from flex_messages.cards import Act, Button, Pick
from flex_messages.forms import Input
from flex_messages.words import CALENDAR
from rules import dates
from rules.refusal import Refusal

UP_TO_NOW = "現在まで"


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day as "YYYY-MM-DD", least–most; `initial` is where the calendar opens. Bounds are ISO days or (answers,
    facts) -> one.
    """

    least: Bound | None = None
    most: Bound | None = None
    initial: Bound | None = None

    like = "令和11年3月31日、2029.3.31"

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        if not isinstance(what, Typed):
            raise unreadable(what, "日付でお送りください。")
        day = dates.day(what.text)
        least, most = bound(self.least, answers, facts), bound(self.most, answers, facts)
        within(day, least, most, dates.day_words)
        return day

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return dates.day_words(value)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        least, most = bound(self.least, answers, facts), bound(self.most, answers, facts)
        return Part(
            buttons=(Button(CALENDAR, Pick("date", bound(self.initial, answers, facts), least, most), "primary"),)
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        least, most = bound(self.least, answers, facts), bound(self.most, answers, facts)
        return Input("day", value=str(value or bound(self.initial, answers, facts)), earliest=least, latest=most)


@dataclass(frozen=True, slots=True)
class Month(Kind):
    """A month as "YYYY-MM", least–most."""

    least: Bound | None = None
    most: Bound | None = None

    like = "2015年4月、H27.4"

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        if not isinstance(what, Typed):
            raise unreadable(what, "年と月でお送りください。")
        month = dates.month(what.text)
        within(month, bound(self.least, answers, facts)[:7], bound(self.most, answers, facts)[:7], dates.month_words)
        return month

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return dates.month_words(value)

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        least, most = bound(self.least, answers, facts)[:7], bound(self.most, answers, facts)[:7]
        return Input("month", value=str(value or ""), earliest=least, latest=most)


@dataclass(frozen=True, slots=True)
class Period(Kind):
    """From one month to another, or up to now: {"from": "2015-04", "to": "2019-03"}, "to" is "" for 現在まで.

    Typed in one message (2015年4月〜2019年3月) or as two; `most` is the last month allowed.
    """

    most: Bound | None = None

    like = "2015年4月〜2019年3月、H27.4〜現在まで"

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        match what:
            case Chosen(keys=("now",)) if so_far:
                return self._whole(so_far["from"], "", answers, facts)
            case Chosen(keys=(key,)) if key == CLEAR:
                return More(None, ask=True)
            case Typed(text):
                return self._typed(text, so_far, answers, facts)
            case _:
                raise unreadable(what, "年と月でお送りください。")

    def _typed(self, text: str, so_far: Any, answers: Answers, facts: Any) -> Any:
        first, last = dates.period(text)
        if so_far and last is None:
            return self._whole(so_far["from"], first, answers, facts)
        if not first:
            raise Refusal("始まりの年月からお送りください。", "2015年4月〜現在まで")
        if last is None:
            within(first, "", bound(self.most, answers, facts)[:7], dates.month_words)
            return More({"from": first}, ask=True)
        return self._whole(first, last, answers, facts)

    def _whole(self, first: str, last: str, answers: Answers, facts: Any) -> dict[str, str]:
        most = bound(self.most, answers, facts)[:7]
        within(first, "", most, dates.month_words)
        if last and last < first:
            raise Refusal(f"終わりが始まり（{dates.month_words(first)}）より前になっています。", "2015年4月〜2019年3月")
        if last:
            within(last, first, most, dates.month_words)
        return {"from": first, "to": last}

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return f"{dates.month_words(value['from'])}〜{dates.month_words(value['to']) if value['to'] else '現在'}"

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        if not so_far:
            return Part()
        return Part(
            text=f"{dates.month_words(so_far['from'])}から。終わりの年月をお送りください。",
            buttons=(
                Button(UP_TO_NOW, Act("answer", "now"), "secondary"),
                Button("始まりを直す", Act("answer", CLEAR)),
            ),
        )

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        stands = f"{value['from']}/{value['to']}" if value else f"{so_far['from']}/" if so_far else ""
        return Input("period", value=stands, latest=bound(self.most, answers, facts)[:7])

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        first, last = ("".join(form.get(f"answer.{end}", ())) for end in ("from", "to"))
        return Typed(f"{first}〜{UP_TO_NOW if 'yes' in form.get('answer.now', ()) else last}")


def within(value: str, least: str, most: str, words: Any) -> None:
    """ISO days and months compare as text."""
    if least and value < least:
        raise Refusal(f"{words(value)}と読み取りました。{words(least)}以降でお送りください。", words(least))
    if most and value > most:
        raise Refusal(f"{words(value)}と読み取りました。{words(most)}以前でお送りください。", words(most))
