"""Honoraria, transfers and their papers, for the house."""

from __future__ import annotations

from conversations.actions import Word
from conversations.money import book, deciding, desk, expert, handing, payslip, returning, settling, transfers
from flex_messages.words import MENU_WORDS

DIALOGS = (
    book.BANK_BOOK,
    deciding.DECIDE_CASE,
    handing.MAKE_TRANSFER,
    settling.SETTLE,
    settling.SETTLE_EARLY,
    returning.BANK_RETURN,
)
_ACTING = (expert, desk, book, deciding, handing, transfers, settling, returning)
ACTIONS = tuple(action for each in _ACTING for action in each.ACTIONS)
WORDS = (
    Word(MENU_WORDS["honorarium"], "honorarium", ("expert",)),
    Word(MENU_WORDS["payments"], "payments_desk", ("secretariat",)),
)
PAPERS = (payslip.PAPER,)
