"""Everything about declarations, for the house."""

from __future__ import annotations

from conversations.actions import Action, Word
from conversations.declaring import clients, deciding, declare, on_phone, paper, reminding, showing, waiting
from flex_messages.words import MENU_WORDS

DIALOGS = (*declare.DIALOGS, on_phone.CLIENT_ON_PHONE, *deciding.DIALOGS)
WORDS = (
    Word(MENU_WORDS["declarations"], "declarations", waiting.STAFF),
    Word(declare.TITLE, "begin_declaring", declare.EXPERTS),
)
PAPERS = paper.PAPERS
ALARMS, BUNDLED = reminding.ALARMS, reminding.BUNDLED


def actions(public: str) -> tuple[Action, ...]:
    """public: the https address of the service."""
    return (*waiting.ACTIONS, *showing.ACTIONS, *clients.actions(public), *on_phone.ACTIONS, *deciding.ACTIONS)
