"""委嘱条件 once more for somebody who had declined them: the same year, the text as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.appointment.conditions import NAME, conditions_card, lead
from conversations.appointment.moving import moved, of_our_office
from conversations.outgoing import Notice, Outgoing
from conversations.texts import text
from flex_messages.cards import Say, Show
from rules.appointment import APPOINTMENT
from storage import registrations
from storage.store import Unit

CLERKS = ("secretariat",)
OFFER_AGAIN = "委嘱条件をもう一度送る"
_NOT_NOW = "この方の委嘱条件は、いまはもう一度お送りできません。登録と委嘱の状況が変わっています。"


async def offer_again(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_office(unit, doing.member, doing.about)
    registration = await registrations.one(unit, it.registration)
    if not APPOINTMENT.may(it.state, "offer_again") or registration is None or registration.state != "REGISTERED":
        return [Say(_NOT_NOW)]
    words = text(NAME)
    anew = {"conditions_version": words.version, "conditions_hash": words.hash, "sent": unit.now, "ended": 0}
    after = await moved(unit, it, "offer_again", doing.person.id, **anew, reason="")
    notice = Notice(it.person, Show((conditions_card(after, lead(unit, it.fiscal_year)),)))
    return [Say("委嘱条件をもう一度お送りしました。"), notice]


ACTIONS = (Action("offer_again", CLERKS, offer_again),)
