"""The client's confirmation as far as it happens in LINE, for the house."""

from __future__ import annotations

from conversations.actions import Action, Word
from conversations.client import asking, objections

WORDS = (Word(asking.ASK_CLIENT, "ask_client", asking.EXPERTS),)


def actions(public: str) -> tuple[Action, ...]:
    """public: the https address of the service."""
    return (*asking.actions(public), *objections.ACTIONS)
