"""Events in, messages out: which draft or action an event is for, in one transaction with everything it changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from conversations.actions import Action, Word
from conversations.dialog import Dialog
from conversations.events import Event
from flex_messages.cards import FieldPage, Open
from flex_messages.forms import Form, Notice

Draw = Callable[..., dict[str, Any]]
"""flex_messages.draw.draw"""
Faults = Callable[[Sequence[dict[str, Any]]], Sequence[Any]]
"""flex_messages.limits.faults"""
Link = Callable[[Open | FieldPage, str, str, str], str]
"""(tap, person, dialog, subject) -> an absolute https address; for a FieldPage a signed one-time one."""
Discard = Callable[[Any, str], Awaitable[None]]
"""(unit, file id): the file belongs to no draft any more."""


class Engine:
    """Knows every dialog, action and menu word; keeps nothing between two events.

    Reserved names of actions, used when they are there: "followed" (the account was added) and "otherwise" (words that nothing
    else understood while no dialog was running).
    """

    def __init__(
        self,
        dialogs: Iterable[Dialog],
        actions: Iterable[Action],
        words: Iterable[Word],
        *,
        draw: Draw,
        faults: Faults,
        link: Link,
        discard: Discard,
    ) -> None:
        raise NotImplementedError

    async def handle(self, unit: Any, event: Event, *, reply_token: str = "", received: int = 0) -> None:
        """Decides, and writes draft, drawn messages, audit lines and outbox in `unit`. A fault propagates: roll back, apologise."""
        raise NotImplementedError

    async def question(self, unit: Any, person: str, dialog: str, subject: str = "") -> Form | Notice:
        """The current question of a draft as a page, or that there is none any more."""
        raise NotImplementedError

    async def answer(
        self, unit: Any, event: Event, dialog: str, subject: str, *, step: str, go: str = "next"
    ) -> Form | Notice:
        """An answer (or way: back, later, skip) from a page whose question was `step`; what the page shows next."""
        raise NotImplementedError
