"""The visit itself, for the house: check-in, check-out, a client who was not there, places learnt."""

from __future__ import annotations

from conversations.actions import Word
from conversations.visit import check_in, check_out, learning, menu, no_show, proposed, still
from flex_messages.words import MENU_WORDS

DIALOGS = (check_in.CHECK_IN_DIALOG, check_out.CHECK_OUT_DIALOG, no_show.NO_SHOW_DIALOG)
ACTIONS = tuple(action for each in (check_in, check_out, no_show, learning, proposed, still) for action in each.ACTIONS)
WORDS = (
    Word(MENU_WORDS["check_in"], "check_in", ("expert",)),
    Word(MENU_WORDS["check_out"], "check_out", ("expert",)),
    *proposed.WORDS,
)
ALARMS = (*still.ALARMS, *menu.ALARMS)
