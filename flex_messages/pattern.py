"""A message drawn once, with gaps where its buttons carry tokens and addresses: filling them costs a tenth of drawing
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from flex_messages.actions import Link, Post
from flex_messages.cards import Act, FieldPage, Open, Pick

_GAP = re.compile(r"(?:https://gap\.invalid/)?@@gap-(\d+)-{20}@@")

Ask = Callable[[Post, Link], Any]
"""How to ask for what belongs into one gap."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The JSON between the gaps, and the gaps in the order of the screen."""

    pieces: tuple[str, ...]
    gaps: tuple[Ask, ...]
    order: tuple[int, ...]

    @classmethod
    def of(cls, drawing: Callable[[Post, Link], dict[str, Any]]) -> Pattern:
        """`drawing(post, link)` is run once; each call of the two becomes a gap."""
        gaps: list[Ask] = []

        def gap(ask: Ask) -> str:
            gaps.append(ask)
            return f"@@gap-{len(gaps) - 1}-{'-' * 19}@@"

        def post(tap: Act | Pick, label: str) -> str:
            return gap(lambda post, link: post(tap, label))

        def link(tap: Open | FieldPage) -> str:
            return "https://gap.invalid/" + gap(lambda post, link: link(tap))

        parts = _GAP.split(orjson.dumps(drawing(post, link)).decode())
        return cls(tuple(parts[::2]), tuple(gaps), tuple(int(n) for n in parts[1::2]))

    def filled(self, post: Post, link: Link) -> dict[str, Any]:
        values = [orjson.dumps(ask(post, link)).decode()[1:-1] for ask in self.gaps]
        words = [self.pieces[0]]
        for n, piece in zip(self.order, self.pieces[1:], strict=True):
            words += (values[n], piece)
        whole: dict[str, Any] = orjson.loads("".join(words))
        return whole
