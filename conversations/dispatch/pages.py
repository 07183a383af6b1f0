"""Pages of dispatches side by side: how many, where the next one begins, and the card that leads on."""

from __future__ import annotations

from collections.abc import Sequence

from flex_messages.cards import Act, Button, Card
from flex_messages.words import MORE
from storage.dispatches import Dispatch

PAGE = 9


def cursor(it: Dispatch, at: int | None = None) -> str:
    """Names the last one shown; at: its place in the list, the planned start when left out."""
    return f"{it.starts if at is None else at}:{it.id}"


def cursor_of(about: str) -> tuple[int, str] | None:
    at, _, id = about.partition(":")
    return (int(at), id) if at else None


def with_more(cards: Sequence[Card], about: str, words: str, more: Act | None) -> tuple[Card, ...]:
    """The cards, and one that leads on unless this was the end."""
    if more is None:
        return tuple(cards)
    button = Button(MORE, more, "secondary")
    return (*cards, Card(about, "続きがあります", text=words, buttons=(button,), size="kilo"))
