"""Alarms are what time does: reminders, expiries, ends. Rung once each, in a unit of their own, by nobody's hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from conversations.events import Event, Other
from conversations.outgoing import Notice, Outgoing, SwitchMenu
from conversations.sending import Desk, Press
from rules import quiet
from storage import people, timers
from storage.outbox import Parcel
from storage.people import Person
from storage.store import Unit
from storage.timers import Timer

NOBODY = Person("", "", False, None, ())


@dataclass(frozen=True, slots=True)
class Alarm:
    """`act(unit, about)` gives Notices and SwitchMenus with a person: nobody is there to be answered.

    what: the timer's; at_night: it may push in the quiet hours. The others wait for the morning as they are, and act
    then: an alarm with an effect that must not wait is at_night, and leaves its words to `notices`.
    """

    what: str
    act: Callable[[Unit, str], Awaitable[Sequence[Outgoing]]]
    at_night: bool = False


async def ring(unit: Unit, alarm: Alarm, timer: Timer, press: Press) -> Sequence[Parcel]:
    """The timer is gone and what the alarm did is written, both or neither. Nothing when another was first."""
    if not await timers.take(unit, timer):
        return ()
    if quiet.is_quiet(unit.now) and not alarm.at_night:
        await timers.set(unit, timer.key, quiet.morning(unit.now), timer.what, timer.about)
        return ()
    return await tell(unit, f"alarm:{people.fresh_id()}", await alarm.act(unit, timer.about), press)


async def tell(unit: Unit, event: str, said: Sequence[Outgoing], press: Press) -> Sequence[Parcel]:
    """Puts it into the outbox. event: an id that is used once."""
    desk = Desk(press, unit, NOBODY, Event(event, "", unit.now, Other("alarm")))
    for each in said:
        match each:
            case Notice():
                desk.notices.append(each)
            case SwitchMenu(person=person) if person:
                desk.menus.append(each)
            case _:
                raise TypeError(f"{event} answers nobody: {type(each).__name__}")
    await desk.post()
    return desk.parcels
