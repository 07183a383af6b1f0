"""An offer is opened and answered: 引き受ける, 辞退する, and what is said once it is over or no longer the same."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dispatch.accepting import EXPERTS, accepted
from conversations.dispatch.moving import own
from conversations.dispatch.offered import outdated, said
from conversations.dispatch.terms import offer_card
from conversations.outgoing import Begin, Outgoing
from storage.store import Unit


async def open_offer(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    return [await offer_card(unit, it)] if it.state == "OFFERED" else await said(unit, it)


async def accept_offer(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Who asked first is asked once; after a change of the date the tap is the answer."""
    it = await own(unit, doing.person.id, doing.about)
    if (shown := await outdated(unit, it, doing.version)) is not None:
        return shown
    if it.request.get("expert_says_asked_first"):
        return await accepted(unit, it)
    return [Begin("accept_offer", f"{it.id}:{it.version}")]


async def begin_declining(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    if (shown := await outdated(unit, it, doing.version)) is not None:
        return shown
    return [Begin("decline_offer", f"{it.id}:{it.version}")]


ACTIONS = (
    Action("open_offer", EXPERTS, open_offer, opens=True),
    Action("accept_offer", EXPERTS, accept_offer),
    Action("begin_declining_offer", EXPERTS, begin_declining),
)
