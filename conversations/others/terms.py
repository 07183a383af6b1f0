"""「規約」: the texts that people agreed to, each on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import texts
from conversations.actions import Action, Doing
from conversations.others.menu import TERMS
from conversations.outgoing import Outgoing
from flex_messages.cards import Button, Card, Open, Row, Show
from flex_messages.words import OPEN
from rules.conditions import version_words
from storage.store import Unit


async def terms(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    rows = tuple(_row(name) for name in texts.PUBLIC)
    return [Show((Card(TERMS, "規約と取扱いの文面", text="開くと、今の版の全文をご覧いただけます。", rows=rows),))]


def _row(name: str) -> Row:
    words = texts.text(name)
    return Row(version_words(words.version), words.title, tap=Button(OPEN, Open(f"/p/texts/{name}")))


ACTIONS = (Action("terms", (), terms, opens=True),)
