"""Everything about requests and offers, for the house."""

from __future__ import annotations

from conversations.actions import Word
from conversations.dispatch import (
    accepting,
    answering,
    cancelling,
    changing,
    declining,
    expiring,
    listing,
    opening,
    plan,
    request,
    searching,
)
from conversations.others.menu import OFFERS
from conversations.outgoing import Begin
from flex_messages.words import MENU_WORDS

DIALOGS = (
    request.REQUEST,
    accepting.ACCEPT_OFFER,
    declining.DECLINE_OFFER,
    changing.RESCHEDULE,
    cancelling.CANCEL_DISPATCH,
    searching.SEARCH_DISPATCHES,
)
ACTIONS = tuple(
    action for each in (opening, answering, changing, cancelling, plan, listing, searching) for action in each.ACTIONS
)
ALARMS = expiring.ALARMS
WORDS = (
    Word(MENU_WORDS["request"], Begin("request"), ("agency",)),
    Word(MENU_WORDS["dispatches"], "dispatches", ("agency",)),
    Word(MENU_WORDS["plan"], "plan", ("expert",)),
    Word(OFFERS, "offers", ("secretariat",)),
)
