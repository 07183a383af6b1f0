"""Everything behind 「その他」, for the house."""

from __future__ import annotations

from collections.abc import Callable

from conversations.actions import Action, Word
from conversations.others import away, colleagues, inviting, menu, own_data, roles, terms, unreachable

DIALOGS = (away.DIALOG, *colleagues.DIALOGS, *own_data.DIALOGS)
ALARMS = (away.ALARM, own_data.ALARM)
WORDS = (
    Word(menu.ROLES, "roles"),
    Word(menu.AWAY, "away", menu.STAFF),
    Word(menu.COLLEAGUES, "colleagues", menu.STAFF),
    Word(menu.UNREACHABLE, "unreachable", menu.STAFF),
    Word(menu.OWN_DATA, "own_data"),
    Word(menu.TERMS, "terms"),
)


def actions(account: Callable[[], str]) -> tuple[Action, ...]:
    """account: as `house` takes it."""
    return (
        *menu.ACTIONS,
        *terms.ACTIONS,
        *roles.ACTIONS,
        *away.ACTIONS,
        *colleagues.ACTIONS,
        *inviting.actions(account),
        *own_data.ACTIONS,
        *unreachable.ACTIONS,
    )
