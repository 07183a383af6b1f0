"""play(DIALOG, *events): a whole conversation for tests, without a loop, a store or a mock.

played = play(PROFILE, tap("同意する"), "試験 太郎", photo("p1"), tap("送信する"))
assert played.finished and played.answers["name"] == "試験 太郎"
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conversations.asking import messages
from conversations.dialog import Dialog
from conversations.events import Sent, Typed, Unsent, What
from conversations.outcome import Heard, Outcome, Tap
from conversations.sheet import Sheet, sheet_of
from conversations.standing import Turn
from conversations.turn import Words, begin, renew, resume, turn
from conversations.unsending import unsend
from flex_messages.cards import Act, Button, Card, Message, Pick, Show, Type
from rules.refusal import Refusal

NOON = 1_795_489_200_000  # 2026-11-24 12:00 in Japan


@dataclass(frozen=True, slots=True)
class Touch:
    label: str
    picked: str
    row: str
    ago: int


@dataclass(frozen=True, slots=True)
class Early:
    what: str | What


@dataclass(frozen=True, slots=True)
class Restart:
    dialog: Dialog | None


def tap(label: str, picked: str = "", *, row: str = "", ago: int = 0) -> Touch:
    """Taps the button with this label (of this row) on the last question, or on the one `ago` questions before it."""
    return Touch(label, picked, row, ago)


def early(what: str | What) -> Early:
    """Sent before the current question had arrived."""
    return Early(what)


def restart(dialog: Dialog | None = None) -> Restart:
    """Forgets everything but what the store would hold; with another release of the dialog if one is given."""
    return Restart(dialog)


def photo(file: str = "photo", **more: Any) -> Sent:
    return Sent("image", file, **{"message": f"m-{file}", **more})


def pdf(file: str = "paper", **more: Any) -> Sent:
    return Sent("pdf", file, **{"message": f"m-{file}", **more})


class Conversation:
    """One person in one dialog. `said` is everything the service said, `sheet` what the draft would hold."""

    def __init__(self, dialog: Dialog, facts: Any = None, at: int = NOON, words: Words = lambda text: False) -> None:
        self.dialog, self.facts, self.at, self.words = dialog, facts, at, words
        self.said: list[Message] = []
        self.asked: list[tuple[str, Show]] = []  # mark and question
        self.gone: list[str] = []
        self.outcome = begin(dialog, facts, at)
        self._show()

    def hear(self, event: Any) -> Outcome:
        self.at += 1_000
        match event:
            case Restart(dialog):
                self._restart(dialog or self.dialog)
            case Unsent(message):
                self.outcome = unsend(self.dialog, self.sheet, message, self.facts) or Outcome(self.sheet)
            case Early(what):
                self._turn(Typed(what) if isinstance(what, str) else what, fresh=False)
            case Touch():
                self._turn(self._touched(event))
            case str():
                self._turn(Typed(event, f"m-{self.at}"))
            case _:
                self._turn(event)
        self._show()
        return self.outcome

    def _turn(self, what: What | Tap, fresh: bool = True) -> None:
        self.outcome = turn(self.dialog, self.sheet, Heard(what, self.at, fresh), self.facts, self.words)

    def _restart(self, dialog: Dialog) -> None:
        sheet = sheet_of(json.loads(json.dumps(self.sheet.body())))
        if dialog is not self.dialog:
            self.dialog, sheet = dialog, renew(dialog, sheet, self.facts)
        self.outcome = resume(dialog, sheet, self.facts)

    def _touched(self, touch: Touch) -> What | Tap:
        mark, show = self.asked[-1 - touch.ago]
        button = next((b for b in buttons(show, touch.row) if b.label == touch.label), None)
        assert button is not None, f"no {touch.label!r} among {[b.label for b in buttons(show, touch.row)]}"
        match button.tap:
            case Type(text):
                return Typed(text)
            case Act() | Pick() as meant:
                return Tap(mark, meant, touch.picked)
            case _:
                raise AssertionError(f"{touch.label!r} leads out of the chat")

    def _show(self) -> None:
        self.gone.extend(self.outcome.gone)
        new = messages(self.dialog, self.outcome, self.facts)
        self.said.extend(new)
        if self.outcome.asks and isinstance(new[-1], Show):
            self.asked.append((self.turn.mark, new[-1]))

    @property
    def sheet(self) -> Sheet:
        return self.outcome.sheet

    @property
    def turn(self) -> Turn:
        return Turn(self.dialog, self.sheet, self.facts, self.sheet.at)

    @property
    def answers(self) -> dict[str, Any]:
        return self.sheet.answers

    @property
    def step(self) -> str:
        """The name of the place one stands at."""
        return self.sheet.at

    @property
    def card(self) -> Card:
        """The card of the last question."""
        return self.asked[-1][1].cards[0]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in buttons(self.asked[-1][1])]

    @property
    def quick(self) -> list[str]:
        return [button.label for button in self.said[-1].quick]

    @property
    def finished(self) -> bool:
        return self.outcome.end == "finished"

    @property
    def trouble(self) -> Refusal | None:
        return self.outcome.trouble

    @property
    def last_words(self) -> str:
        """What was said last, in words: of a refusal, or in front of the question."""
        return self.trouble.words if self.trouble else self.outcome.lead


def play(
    dialog: Dialog, *events: Any, facts: Any = None, at: int = NOON, words: Words = lambda text: False
) -> Conversation:
    """The conversation after all events: texts (str), tap(...), photo(...), other events, early(...), restart(...)."""
    conversation = Conversation(dialog, facts, at, words)
    for event in events:
        conversation.hear(event)
    return conversation


def buttons(show: Show, row: str = "") -> Iterator[Button]:
    """Everything that can be tapped on a question; with `row`, on the rows of this label or value alone."""
    for card in show.cards:
        rows = [*card.rows, *(one for section in card.sections for one in section.rows)]
        yield from (one.tap for one in rows if one.tap and row in ("", one.label, one.value))
        if not row:
            yield from card.buttons
    if not row:
        yield from show.quick
