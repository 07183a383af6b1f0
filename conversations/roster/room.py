"""Everything about the roster of experts, for the house."""

from __future__ import annotations

from conversations.actions import Word
from conversations.others.menu import LEAVE, ROSTER
from conversations.roster import dialogs, finding

DIALOGS = (finding.FIND_EXPERT, *dialogs.DIALOGS)
ACTIONS = (*finding.ACTIONS, *dialogs.ACTIONS)
ALARMS = dialogs.ALARMS
BUNDLED = dialogs.BUNDLED
WORDS = (Word(ROSTER, "find_expert", ("secretariat",)), Word(LEAVE, "leave", ("expert",)))
