"""The book of the house: every dialog, action and word by its name, checked against each other when the service
starts.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from conversations.actions import Action, Word
from conversations.dialog import Dialog
from conversations.outgoing import Begin
from flex_messages.cards import Act, Message
from flex_messages.words import MENU_WORDS
from storage.people import Membership, Person
from storage.store import Unit

MENU = "menu:"
RESERVED = ("answer", "resume", "begin")


Gate = Callable[[Unit, Person, Act], Awaitable[Message | None]]


async def open_gate(unit: Unit, person: Person, wanted: Act) -> Message | None:
    return None


class BadHouse(ValueError):
    """Dialogs, actions and words that do not fit together."""


class Book:
    """gate: what has to be asked before an action is done or a dialog begun (verb "begin"); None for nothing."""

    def __init__(
        self, dialogs: Iterable[Dialog], actions: Iterable[Action], words: Iterable[Word], gate: Gate | None = None
    ) -> None:
        self.gate = gate or open_gate
        all_dialogs, all_actions, self.words = tuple(dialogs), tuple(actions), tuple(words)
        self.dialogs = {dialog.name: dialog for dialog in all_dialogs}
        self.actions = {action.name: action for action in all_actions}
        if len(self.dialogs) < len(all_dialogs) or len(self.actions) < len(all_actions):
            raise BadHouse("two dialogs or two actions of one name")
        if taken := [name for name in RESERVED if name in self.actions]:
            raise BadHouse(f"actions may not be called {taken}")
        for word in self.words:
            self._check(word)

    def _check(self, word: Word) -> None:
        match word.opens:
            case Begin(dialog) if dialog not in self.dialogs:
                raise BadHouse(f"{word.word} opens the unknown dialog {dialog}")
            case str(name) if name not in self.actions:
                raise BadHouse(f"{word.word} opens the unknown action {name}")
            case str(name) if not self.actions[name].opens:
                raise BadHouse(f"{word.word} would do {name}: words only open things")

    def word(self, text: str, member: Membership | None) -> Word | None:
        """What a text opens for this person."""
        return next((word for word in self.words if word.matches(text.strip()) and word.allows(member)), None)

    def tile(self, token: str, member: Membership | None) -> Word | None:
        """What a tile of a rich menu opens."""
        return self.word(MENU_WORDS.get(token.removeprefix(MENU), ""), member)


def allows(dialog: Dialog, member: Membership | None) -> bool:
    return not dialog.roles or (member is not None and member.role in dialog.roles)
