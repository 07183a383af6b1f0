"""An offer nobody answered ends by itself: both sides hear of it, and the agency can ask another expert."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.alarms import Alarm
from conversations.dispatch import notices
from conversations.dispatch.following import step
from conversations.outgoing import Outgoing
from storage import dispatches
from storage.store import Unit

CALENDAR = "calendar"


async def expire(unit: Unit, about: str) -> Sequence[Outgoing]:
    it = await dispatches.one(unit, about)
    if it is None or it.state != "OFFERED" or unit.now < it.offer_until:
        return ()
    after, said = await step(unit, it, "expire", CALENDAR)
    return [notices.to_expert(after, notices.EXPIRED), *await notices.to_agency(unit, after, notices.EXPIRED), *said]


ALARMS = (Alarm("offer_expires", expire),)
