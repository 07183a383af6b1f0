"""Pushes of the approval: to reviewers masked, without a name; to the expert what happened and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.others.deputies import told
from conversations.outgoing import Notice
from flex_messages.cards import Act, Button, Card, Say, Show, Status
from flex_messages.words import OPEN
from rules.registration import reviewer_of
from storage.changes import Change
from storage.registrations import Registration

if TYPE_CHECKING:
    from storage.store import Unit

REQUEST = "承認のお願いが1件あります"


async def ask_reviewers(unit: Unit, it: Registration | Change) -> list[Notice]:
    """One for everybody who may decide now; nobody is asked to decide on themselves."""
    opens = "open_registration" if isinstance(it, Registration) else "open_change"
    card = Card(
        about="お知らせ",
        title=REQUEST.replace("が", "が\n"),
        status=Status("要対応", "attention"),
        text=f"「{OPEN}」で内容を表示します。",
        buttons=(Button(OPEN, Act(opens, it.id, it.version), "primary"),),
        size="kilo",
        alt=REQUEST,
    )
    return [Notice(person, Show((card,))) for person in await told(unit, it, body=reviewer_of(it.state))]


def tell(it: Registration | Change, words: str) -> Notice:
    """Good news needs no tap."""
    return Notice(it.person, Say(words))


def tell_to_open(it: Registration | Change, title: str) -> Notice:
    """Masked: what it is about shows on the tap."""
    card = Card(
        about="お知らせ",
        title=title,
        status=Status("要対応", "attention"),
        text=f"「{OPEN}」で内容を表示します。",
        buttons=(Button(OPEN, Act("standing"), "primary"),),
        size="kilo",
        alt=title.replace("\n", ""),
    )
    return Notice(it.person, Show((card,)))
