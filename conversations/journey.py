"""The first journey in one place: every dialog, action and menu word from the greeting to the final approval."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.actions import Action, Word
from conversations.approval import actions as approval
from conversations.approval import waiting
from conversations.approval.dialogs import DIALOGS as DECISIONS
from conversations.dialog import Dialog
from conversations.edge import Edge
from conversations.guest import about, contact, greeting
from conversations.guest.redeeming import redeem
from conversations.guest.staff import STAFF
from conversations.invitation.invite import invite
from conversations.outgoing import Begin
from conversations.registration import opening
from conversations.registration.profile import PROFILE
from flex_messages.words import MENU_WORDS
from rules.codes import TYPED_CODE


@dataclass(frozen=True, slots=True)
class Journey:
    """What an engine is made of."""

    dialogs: tuple[Dialog, ...]
    actions: tuple[Action, ...]
    words: tuple[Word, ...]


WORDS = (
    Word(MENU_WORDS["code"], "code"),
    Word(MENU_WORDS["about"], "about"),
    Word(MENU_WORDS["contact"], "contact"),
    Word(MENU_WORDS["profile"], "profile"),
    Word(MENU_WORDS["application"], "standing"),
    Word(MENU_WORDS["waiting"], "waiting", ("agency", "secretariat")),
    Word(MENU_WORDS["invite"], Begin("invite"), ("agency",)),
    Word(TYPED_CODE, "redeem"),
)


def journey(edge: Edge) -> Journey:
    return Journey(
        dialogs=(STAFF, PROFILE, invite(edge), *DECISIONS),
        actions=(
            *greeting.ACTIONS,
            redeem(edge),
            *about.ACTIONS,
            *contact.ACTIONS,
            *opening.ACTIONS,
            *waiting.ACTIONS,
            *approval.actions(edge),
        ),
        words=WORDS,
    )
