"""What an offer's buttons show instead, once it is over or no longer what stood on the card."""

from __future__ import annotations

from conversations.dispatch.details import details
from conversations.dispatch.terms import offer_card
from conversations.outgoing import Outgoing
from flex_messages.cards import Say
from flex_messages.words import state
from storage.dispatches import Dispatch
from storage.store import Unit

UPDATED = Say("内容が更新されました。新しい内容をご確認ください。")


async def said(unit: Unit, it: Dispatch) -> list[Outgoing]:
    """For the expert, when nothing is offered any more."""
    words = f"この派遣のお願いは、いまは「{state('dispatch', it.state).word}」です。"
    return [Say(words), await details(unit, it, "expert")]


async def outdated(unit: Unit, it: Dispatch, version: int) -> list[Outgoing] | None:
    """None while the offer is the one that was shown."""
    if it.state != "OFFERED":
        return await said(unit, it)
    return [UPDATED, await offer_card(unit, it)] if it.version != version else None
