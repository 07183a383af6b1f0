"""Pushes of the approval: to reviewers masked, without a name; to the expert what happened and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.masked import masked
from conversations.others.deputies import told
from conversations.outgoing import Notice
from flex_messages.cards import Act, Say
from rules.registration import reviewer_of
from storage.changes import Change
from storage.registrations import Registration

if TYPE_CHECKING:
    from storage.store import Unit

REQUEST = "承認のお願いが1件あります"


async def ask_reviewers(unit: Unit, it: Registration | Change) -> list[Notice]:
    """One for everybody who may decide now; nobody is asked to decide on themselves."""
    opens = "open_registration" if isinstance(it, Registration) else "open_change"
    asks = masked(REQUEST.replace("が", "が\n"), Act(opens, it.id, it.version))
    return [Notice(person, asks) for person in await told(unit, it, body=reviewer_of(it.state))]


def tell(it: Registration | Change, words: str) -> Notice:
    """Good news needs no tap."""
    return Notice(it.person, Say(words))


def tell_to_open(it: Registration | Change, title: str) -> Notice:
    """Masked: what it is about shows on the tap."""
    return Notice(it.person, masked(title, Act("standing")))
