"""A dialog that runs for somebody: the draft, and what its questions need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conversations.dialog import Dialog
from conversations.events import Chosen, Typed
from conversations.outcome import Tap
from conversations.sheet import Sheet
from conversations.standing import Turn
from flex_messages.cards import Act, Button, Card, Message, Show
from storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class Running:
    """A draft with its dialog and facts. sheet: fitted to this release of the dialog."""

    dialog: Dialog
    draft: Draft
    facts: Any
    sheet: Sheet

    @property
    def mark(self) -> str:
        return mark_of(self.dialog, self.sheet, self.facts)


def mark_of(dialog: Dialog, sheet: Sheet, facts: Any) -> str:
    return Turn(dialog, sheet, facts, sheet.at).mark if sheet.at in dialog.by_name else ""


def said_to(what: Any) -> str:
    """What is being said to a question, in short: the key that was tapped or chosen, the text, or what was picked."""
    match what:
        case Tap(tap=Act(about=about)):
            return about
        case Tap(picked=picked):
            return picked
        case Chosen(keys=(key, *_)):
            return key
        case Typed(text):
            return text
    return ""


def going_on(dialog: Dialog, draft: Draft) -> Message:
    button = Button("続きから", Act("resume", f"{draft.dialog} {draft.subject}"), "primary")
    card = Card(
        dialog.title, "途中の入力があります", text="ここまでの内容は残っています。", buttons=(button,), size="kilo"
    )
    return Show((card,))
