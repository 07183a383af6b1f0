"""The roads a registered expert has to see in 「申請状況」: of this fiscal year, and of the next once it has begun."""

from __future__ import annotations

from conversations.appointment.road import road_card
from flex_messages.cards import Card
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from storage import appointments
from storage.registrations import Registration
from storage.store import Unit


async def roads_of(unit: Unit, it: Registration) -> tuple[Card, ...]:
    """Side by side, this year first; none before the first conditions, or when the registration is over.

    Out of season the newest one: until new conditions come, its papers stay in reach.
    """
    if it.state not in ("REGISTERED", "SUSPENDED"):
        return ()
    found = [one for one in await appointments.of_person(unit, it.person) if one.registration == it.id]
    year = fiscal_year(day(unit.now))
    shown = [one for one in reversed(found) if one.fiscal_year >= year] or found[:1]
    return tuple(road_card(one, it.secretariat_decided, it.receipt) for one in shown)
