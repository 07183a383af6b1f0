"""What dialogs and actions give back besides messages for the person who acted. Nothing in a dialog sends."""

from __future__ import annotations

from dataclasses import dataclass

from flex_messages.cards import Act, Message


@dataclass(frozen=True, slots=True)
class Notice:
    """A push to somebody else: masked, understood on a locked screen without giving anything away."""

    to: str
    message: Message


@dataclass(frozen=True, slots=True)
class SwitchMenu:
    """The rich menu `name` for `person` (empty: the person who acted)."""

    name: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Begin:
    """Start a dialog, or go on with its draft. The one that was running is parked and offered again later."""

    dialog: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Go:
    """Now do what was wanted before something else had to be asked: an action's name, or "begin" and a dialog."""

    act: Act


Outgoing = Message | Notice | SwitchMenu | Begin | Go
