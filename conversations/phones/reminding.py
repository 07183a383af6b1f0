"""Somebody without their phone waits: the office is reminded after as many business days as of any other approval."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.alarms import Alarm
from conversations.others.deputies import staff_of
from conversations.outgoing import Outgoing
from conversations.reminders.bundle import Bundled, note
from flex_messages.cards import Act, Button
from flex_messages.words import MENU_WORDS
from rules import japan_time
from rules.business_days import add_business_days
from rules.ours import BUNDLE_HOUR, REVIEW_DAYS
from storage import people, relinks, timers
from storage.relinks import Relink
from storage.store import Unit


def _due(it: Relink, hour: int) -> int:
    return japan_time.at(add_business_days(japan_time.day(it.submitted), REVIEW_DAYS), hour)


async def watch(unit: Unit, it: Relink) -> None:
    """At midnight of the day: what it notes goes out with that morning's bundle."""
    await timers.set(unit, f"phone:{it.id}", _due(it, 0), "phone", it.id)


async def waited(unit: Unit, about: str) -> Sequence[Outgoing]:
    it = await relinks.one(unit, about)
    if it is None or it.state != "SECRETARIAT_REVIEW":
        return ()
    for person in await staff_of(unit, office=it.office, but=it.person):
        if person != it.started_by:
            await note(unit, person, "phone", about, _due(it, BUNDLE_HOUR))
    return ()


async def _still(unit: Unit, person: str, about: str) -> bool:
    it = await relinks.one(unit, about)
    known = (await people.person(unit, person)).memberships
    waits = it is not None and it.state == "SECRETARIAT_REVIEW"
    return waits and it is not None and any(m.role == "secretariat" and m.office == it.office for m in known)


ALARM = Alarm("phone", waited, at_night=True)
BUNDLED = Bundled(
    "phone",
    lambda n: f"再登録の承認待ちが{n}件あります",
    Button(MENU_WORDS["waiting"], Act("waiting"), "primary"),
    _still,
)
