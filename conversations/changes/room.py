"""Everything about changes after the approval, for the house."""

from __future__ import annotations

from conversations.actions import Word
from conversations.changes import choosing, dialog, fields, opening, terms

DIALOGS = (choosing.CHOOSE_CHANGES, dialog.CHANGE_DIALOG, *opening.DIALOGS)
ACTIONS = (*choosing.ACTIONS, *opening.ACTIONS, *terms.ACTIONS)
WORDS = (Word(fields.TITLE, "change", choosing.EXPERTS),)
