"""Everything about the roster of experts, for the house."""

from __future__ import annotations

from conversations.actions import Word
from conversations.appointment import offering_again
from conversations.others.menu import LEAVE, ROSTER
from conversations.roster import finding, leaving, suspending, visits

DIALOGS = (finding.FIND_EXPERT, suspending.SUSPENDING, leaving.STRIKING, leaving.LEAVING_DIALOG)
ACTIONS = tuple(action for each in (finding, suspending, leaving, visits, offering_again) for action in each.ACTIONS)
ALARMS = suspending.ALARMS
BUNDLED = suspending.BUNDLED
WORDS = (Word(ROSTER, "find_expert", ("secretariat",)), Word(LEAVE, "leave", ("expert",)))
