"""A dispatch is offered: its row, its end, its audit line, and the masked push to the expert."""

from __future__ import annotations

from dataclasses import replace

from conversations.dispatch import notices
from conversations.dispatch.following import followed
from conversations.outgoing import Outgoing
from flex_messages.words import clock, day
from rules import deadlines
from rules.dispatch import DISPATCH
from rules.japan_time import moment
from storage import audit, dispatches, timers
from storage.dispatches import Dispatch
from storage.store import Unit


async def offer(unit: Unit, draft: Dispatch) -> tuple[Dispatch, list[Outgoing]]:
    """draft: as the agency asks for it, in the state DRAFT; nothing is checked here any more."""
    state = DISPATCH.go(draft.state, "offer")
    it = await dispatches.open(unit, replace(draft, state=state, offer_until=until(unit.now, draft.starts)))
    await audit.note(
        unit,
        actor=it.made_by,
        action="dispatch.offer",
        subject=it.id,
        before=draft.state,
        after=it.state,
        person=it.expert,
    )
    await watch(unit, it)
    said = await followed(unit, "offer", replace(it, state=draft.state), it)
    return it, [notices.to_expert(it, notices.OFFER, "open_offer"), *said]


def until(offered: int, starts: int) -> int:
    """When an offer of this moment ends: after some business days, or when the visit would begin."""
    return min(deadlines.offer_until(offered), starts)


def answer_by(offer_until: int) -> str:
    """11月27日(金)まで; with the hour when the visit itself begins before the day is over."""
    end = moment(offer_until)
    return f"{day(end)} {clock(end)}まで" if (end.hour, end.minute) != (0, 0) else f"{day(moment(offer_until - 1))}まで"


async def watch(unit: Unit, it: Dispatch) -> None:
    """The end of the offer; set again, it moves."""
    await timers.set(unit, f"offer_expires/{it.id}", it.offer_until, "offer_expires", it.id)


async def answered(unit: Unit, it: Dispatch) -> None:
    """There is nothing left that could expire."""
    await timers.cancel(unit, f"offer_expires/{it.id}")
