"""Messages as values → LINE message objects, each checked against LINE's rules before it may leave."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flex_messages.actions import Link, Post, action
from flex_messages.bubble import bubble
from flex_messages.cards import Button, Card, Message, Open, Say, Send, Show
from flex_messages.limits import Fault, faults
from flex_messages.pattern import Pattern
from flex_messages.whole import whole

__all__ = ["Link", "Post", "Undrawable", "alt", "draw"]


class Undrawable(ValueError):
    """LINE would refuse this message. Nothing is shortened in silence: split the card, page the list, cut the label."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.property}: {fault.message}" for fault in found))
        self.faults = found


def draw(message: Message, *, post: Post, link: Link) -> dict[str, Any]:
    """The LINE message object, within LINE's rules, or Undrawable.

    `post(tap, label)` gives the data of a postback and is called in the order of the screen: rows, sections, buttons,
    card by card, then quick replies. `link(tap)` gives an absolute https address (also for pictures, as Open).
    """
    if isinstance(message, Show) and not any(_personal(card) for card in message.cards):
        return pattern(message).filled(post, link)
    return checked(_whole(message, post, link))


def _personal(card: Card) -> bool:
    """A card that shows what somebody wrote is drawn anew each time: nothing of it stays in memory."""
    return bool(card.rows or card.sections or card.changes or card.figures or card.subtitle)


@lru_cache(maxsize=512)
def pattern(message: Show) -> Pattern:
    """The questions of a dialog look the same for everybody but for what their buttons carry."""
    return Pattern.of(lambda post, link: checked(_whole(message, post, link)))


def checked(drawn: dict[str, Any]) -> dict[str, Any]:
    if found := faults([drawn]):
        raise Undrawable(found)
    return drawn


def _whole(message: Message, post: Post, link: Link) -> dict[str, Any]:
    drawn = _body(message, post, link)
    if message.quick:
        drawn["quickReply"] = {"items": [_quick(button, post, link) for button in message.quick]}
    return drawn


def _body(message: Message, post: Post, link: Link) -> dict[str, Any]:
    match message:
        case Say(text):
            return {"type": "text", "text": whole(text)}
        case Send(path, preview):
            address, small = link(Open(path)), link(Open(preview))
            return {"type": "image", "originalContentUrl": address, "previewImageUrl": small}
        case Show(cards):
            bubbles = [bubble(card, post, link, beside=len(cards) > 1) for card in cards]
            contents = bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": bubbles}
            return {"type": "flex", "altText": alt(cards[0]), "contents": contents}


def _quick(button: Button, post: Post, link: Link) -> dict[str, Any]:
    return {"type": "action", "action": action(button, post, link)}


def alt(card: Card) -> str:
    """The words for a locked screen. A card that holds facts may bear a name as its title: the title stays inside.

    Made from the card they are at most 400 characters long, since the card itself says it all.
    """
    facts = card.rows or card.sections or card.changes or card.figures or card.total
    status = card.status.word if card.status else ""
    made = " ".join(part for part in (card.about, status if facts else card.title) if part)
    return whole((card.alt or made[:400]).replace("\n", ""))
