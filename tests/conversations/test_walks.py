"""People at random: whatever they tap, type, send, take back or leave lying, the draft stays true to its dialog."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from conversations.asking import question
from conversations.dialog import Dialog, Field, Step
from conversations.events import Other, Sent, Typed, Unsent
from conversations.kinds import (
    DONE,
    Choice,
    Consent,
    Day,
    File,
    LongText,
    Many,
    Month,
    Number,
    Period,
    Photo,
    Several,
    Text,
)
from conversations.kinds.another import Another
from conversations.kinds.review import Review
from conversations.outcome import Tap
from conversations.play import Conversation, buttons, early, pdf, photo, restart
from conversations.sheet import sheet_of
from conversations.standing import Spot, Turn
from flex_messages.cards import Act, Pick
from flex_messages.draw import draw
from tests.conversations.dialogs import LOOPS, PROFILE, SMALL, YES_NO, Facts

WORDS = (
    "試験 太郎",
    "3",
    "2",
    "２０１５年４月〜2019年3月",
    "2015年4月",
    "現在まで",
    "令和11年3月31日",
    "東京",
    "以上",
    "入力を終える",
    "次へ",
    "スキップ",
    "あとで入力",
    "戻る",
    "？",
    "",
    "😀",
    "長い" * 40,
)
GOOD = {Day: "令和11年3月31日", Month: "2015年4月", Period: "2015年4月〜2016年3月", Number: "3"}
LATER = replace(
    PROFILE,
    version=2,
    renamed={"license": "certificate"},
    fields=(
        *PROFILE.fields[:2],
        Field(
            "資格",
            Step("has", "資格をお持ちですか。", Choice(YES_NO)),
            Step("certificate", "資格の名称は。", Text(30), when=lambda a, f: a["has"] == "yes"),
            chapter="ご本人",
        ),
        Field("電話", Step("phone", "電話番号は。", Text(20)), chapter="ご本人"),
        *(field for field in PROFILE.fields[3:] if field.name != "写真"),
    ),
)


def draw_it(dialog: Dialog, talk: Conversation) -> dict[str, Any]:
    """LINE's own rules are checked by `draw`."""
    return draw(
        question(dialog, talk.sheet, talk.facts), post=lambda tap, label: "t", link=lambda tap: "https://demo.invalid/p"
    )


class Walk(RuleBasedStateMachine):
    """One person in one dialog, with a clumsy hand and an old phone; the service restarts and is released."""

    talk: Conversation

    @initialize(dialog=st.sampled_from([PROFILE, SMALL, LOOPS]))
    def begin(self, dialog: Dialog) -> None:
        self.numbers = count()
        self.talk = Conversation(dialog, Facts())

    def hear(self, event: Any) -> None:
        self.talk.hear(event)
        if self.talk.outcome.end in ("finished", "stopped"):
            self.valid()
            self.talk = Conversation(self.talk.dialog, Facts())

    @rule(times=st.integers(1, 12), more=st.booleans())
    def answer_well(self, times: int, more: bool) -> None:
        """Several good answers in a row, so that walks come to the end."""
        for _ in range(times):
            turn = Turn(self.talk.dialog, self.talk.sheet, self.talk.facts, self.talk.step)
            self.hear(self.good(turn, more))

    def good(self, turn: Turn, more: bool) -> Any:
        kind, n = turn.here.place.kind, next(self.numbers)
        match kind:
            case Review():
                fields = [field.name for field in turn.dialog.fields[:-1]]
                return Tap(turn.mark, Act("answer", f"mend:{fields[n % len(fields)]}" if more else "send"))
            case Choice() | Another() | Consent():
                return Tap(turn.mark, Act("answer", "yes" if more or isinstance(kind, Consent) else "no"))
            case Several() | Many() | LongText() if turn.sheet.partial:
                return Tap(turn.mark, Act("answer", DONE))
            case Photo() | File() | Many():
                return photo(f"f{n}", message=f"m{n}")
            case Several():
                return Tap(turn.mark, Act("answer", "+13"))
            case Period() if more:
                return Typed("2015年4月〜現在まで", f"m{n}")
            case _:
                return Typed(GOOD.get(type(kind), "見本"), f"m{n}")

    @rule(data=st.data(), ago=st.sampled_from([0, 0, 0, 0, 1, 2]))
    def tap(self, data: st.DataObject, ago: int) -> None:
        mark, show = self.talk.asked[max(-len(self.talk.asked), -1 - ago)]
        taps = [button.tap for button in buttons(show) if isinstance(button.tap, Act | Pick)]
        if taps:
            picked = data.draw(st.sampled_from(["2029-03-31", "1999-01-01"]))
            self.hear(Tap(mark, data.draw(st.sampled_from(taps)), picked))

    @rule(words=st.sampled_from(WORDS))
    def type(self, words: str) -> None:
        self.hear(Typed(words, f"m{next(self.numbers)}"))

    @rule(words=st.sampled_from(WORDS))
    def type_too_early(self, words: str) -> None:
        before, at = dict(self.talk.answers), self.talk.step
        self.talk.hear(early(words))
        assert (self.talk.answers, self.talk.step) == (before, at)

    @rule(one=st.sampled_from([photo, pdf]))
    def send(self, one: Any) -> None:
        n = next(self.numbers)
        self.hear(one(f"f{n}", message=f"m{n}"))

    @rule(of=st.integers(2, 4))
    def send_an_album(self, of: int) -> None:
        for n in range(1, of + 1):
            m = next(self.numbers)
            self.hear(Sent("image", f"f{m}", message=f"m{m}", group=f"g{m - n}", index=n, of=of))

    @rule()
    def send_a_sticker(self) -> None:
        before, at = dict(self.talk.answers), self.talk.step
        self.hear(Other("sticker"))
        assert (self.talk.answers, self.talk.step) == (before, at)

    @rule(data=st.data())
    def unsend(self, data: st.DataObject) -> None:
        message = f"m{data.draw(st.integers(0, 40))}"
        self.talk.hear(Unsent(message))
        assert f'"{message}"' not in json.dumps(self.talk.sheet.body()["heard"])

    @rule()
    def restart(self) -> None:
        before = dict(self.talk.answers)
        self.talk.hear(restart())
        assert self.talk.answers == before

    @precondition(lambda self: self.talk.dialog.name == "profile")
    @rule()
    def release(self) -> None:
        self.talk.hear(restart(PROFILE if self.talk.dialog is LATER else LATER))

    @invariant()
    def valid(self) -> None:
        dialog, sheet = self.talk.dialog, self.talk.sheet
        turn = Turn(dialog, sheet, self.talk.facts, sheet.at)
        assert sheet_of(json.loads(json.dumps(sheet.body()))) == sheet_of(sheet.body())
        assert turn.asked(turn.here)
        steps = {step.name for field in dialog.fields for step in field.steps}
        assert set(sheet.answers) <= steps
        for spot in turn.spots():
            if turn.given(spot) and not spot.place.closes and not turn.skipped(spot.loop):
                assert turn.asked(spot), f"{spot.mark} is answered and not asked"
        assert all(self.is_asked(turn, mark) for mark in sheet.redo)
        assert len(draw_it(dialog, self.talk)) >= 2

    @staticmethod
    def is_asked(turn: Turn, mark: str) -> bool:
        spot = turn.spot_of(mark)
        return spot is not None and turn.asked(spot)

    @invariant()
    def nothing_open_is_jumped_over(self) -> None:
        """At the review everything before it is answered."""
        turn = Turn(self.talk.dialog, self.talk.sheet, self.talk.facts, self.talk.step)
        if isinstance(turn.here.place.kind, Review):
            assert not [spot.mark for spot in turn.spots() if turn.opens(spot) and spot != turn.here]


TestWalks = Walk.TestCase
TestWalks.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_spot_is_named_by_its_mark_and_found_by_it() -> None:
    turn = Turn(PROFILE, Conversation(PROFILE, Facts()).sheet, Facts())
    for spot in (Spot(PROFILE.by_name["career.post"], 2), Spot(PROFILE.by_name["name"])):
        assert turn.spot_of(spot.mark) == spot
    assert turn.spot_of("career.post") is None
    assert turn.spot_of("gone") is None
