"""Refusal: the programme or a kind of answer says no to a person, in words they can act on. Anything else that is
raised is a fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out that a refusal shows as a button. `action` names an Action of the conversations, `about` its object."""

    label: str
    action: str
    about: str = ""


class Refusal(Exception):
    """What could not be accepted (`words`, one sentence) and an example that would be.

    `keep` is a JSON value the engine stores although the answer is refused; `offer` are buttons shown with the words.
    """

    def __init__(self, words: str, example: str = "", *, keep: Any = None, offer: tuple[Offer, ...] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.example = example
        self.keep = keep
        self.offer = offer
