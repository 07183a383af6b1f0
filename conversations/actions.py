"""Actions are what a button does outside a dialog: approve, accept, undo, もっと見る. They run at once and leave a
running dialog alone.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from conversations.events import Event
from conversations.outgoing import Begin, Outgoing
from storage.people import Membership, Person
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Doing:
    """One tap on an action's button. `member` is the active membership, read again inside this transaction.

    about, version: what the button was drawn for. first: whether this very button is tapped for the first time.
    text: what was typed, for the few actions that words may open.
    """

    event: Event
    person: Person
    member: Membership | None
    about: str = ""
    version: int = 0
    first: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """roles: who may; empty for everybody, also guests. act may raise Refusal before it writes anything.

    opens: it only shows or opens something. Menu words and typed words reach such actions alone, never a decision.
    """

    name: str
    roles: tuple[str, ...]
    act: Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]
    opens: bool = False

    def allows(self, member: Membership | None) -> bool:
        return not self.roles or (member is not None and member.role in self.roles)


@dataclass(frozen=True, slots=True)
class Word:
    """What a word opens: a tile of a rich menu, or the same typed (LINE for PC shows no rich menu).

    word: the word itself, or a pattern that the whole text must match (招待コード XXXX-XXXX-XXXX).
    opens: a dialog to begin or the name of an action that opens. The same word may open different things for
    different roles.
    """

    word: str | re.Pattern[str]
    opens: Begin | str
    roles: tuple[str, ...] = ()

    def matches(self, text: str) -> bool:
        return text == self.word if isinstance(self.word, str) else self.word.fullmatch(text) is not None

    def allows(self, member: Membership | None) -> bool:
        return not self.roles or (member.role if member else "guest") in self.roles
