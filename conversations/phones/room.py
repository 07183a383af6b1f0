"""Everything about moving to a new phone, for the house."""

from __future__ import annotations

from collections.abc import Callable

from conversations.actions import Action, Word
from conversations.phones import cards, deciding, reminding, starting

DIALOGS = (starting.PHONE,)
ALARMS = (reminding.ALARM,)
BUNDLED = (reminding.BUNDLED,)
WORDS = (Word(cards.TITLE, "find_expert", ("agency",)),)


def actions(account: Callable[[], str]) -> tuple[Action, ...]:
    """account: as `house` takes it."""
    return (*starting.ACTIONS, *deciding.ACTIONS, deciding.handing_out(account))
