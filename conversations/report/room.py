"""The report of a visit, its readers and its document, for the house."""

from __future__ import annotations

from conversations.actions import Word
from conversations.report import bulk, dialogs, due, opening, owed, papers, reminding, sent, waiting, writing
from flex_messages.words import MENU_WORDS

DIALOGS = (writing.REPORT, *dialogs.DIALOGS)
ACTIONS = tuple(
    action for each in (due, sent, writing, waiting, owed, dialogs, opening, bulk) for action in each.ACTIONS
)
WORDS = (
    Word(MENU_WORDS["report"], "reports_due", ("expert",)),
    Word(MENU_WORDS["reports"], "reports", ("agency",)),
    Word(MENU_WORDS["inspection"], "inspection", ("secretariat",)),
)
ALARMS = (*reminding.ALARMS, *bulk.ALARMS)
BUNDLED = reminding.KINDS
PAPERS = papers.PAPERS
