"""A registration that waits too long: its reviewer is reminded, then the secretariat sees that the agency is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations.alarms import Alarm
from conversations.approval.standing import Waiting, concerns
from conversations.others.deputies import told
from conversations.outgoing import Outgoing
from conversations.reminders.bundle import Bundled, note
from flex_messages.cards import Act, Button
from flex_messages.words import MENU_WORDS
from rules import japan_time
from rules.business_days import add_business_days
from rules.ours import BUNDLE_HOUR, OVERDUE_DAYS, REVIEW_DAYS
from rules.registration import reviewer_of
from storage import audit, changes, people, registrations, timers
from storage.registrations import Registration
from storage.store import Unit

CLOCK = "clock"  # who acts in the log when nobody did
_DAYS = {"remind": REVIEW_DAYS, "overdue": OVERDUE_DAYS}


def since(it: Waiting) -> int:
    """From when on its reviewer has it."""
    return max(it.submitted, it.agency_decided)


def late_before(now: int) -> int:
    """What was handed over before this time waits `OVERDUE_DAYS` business days by now."""
    today = japan_time.day(now)
    tomorrow = date.fromordinal(today.toordinal() + 1)
    return japan_time.at(add_business_days(tomorrow, -OVERDUE_DAYS), 0)


async def watch(unit: Unit, it: Waiting) -> None:
    """It is a reviewer's turn now."""
    await _set(unit, it, "remind")


async def _set(unit: Unit, it: Waiting, stage: str) -> None:
    """At midnight of the day: what it notes goes out with that morning's bundle."""
    await timers.set(unit, f"review:{it.id}", _due(it, stage, 0), "review", f"{it.id} {it.state} {since(it)} {stage}")


def _due(it: Waiting, stage: str, hour: int) -> int:
    return japan_time.at(add_business_days(japan_time.day(since(it)), _DAYS[stage]), hour)


async def waited(unit: Unit, about: str) -> Sequence[Outgoing]:
    id, state, at, stage = about.split(" ")
    it = await _one(unit, id)
    if it is None or (it.state, since(it)) != (state, int(at)):
        return ()
    kind = "review" if stage == "remind" else "overdue"
    for person in await told(unit, it, body=reviewer_of(state) if stage == "remind" else "secretariat"):
        await note(unit, person, kind, f"{id} {state} {at}", _due(it, stage, BUNDLE_HOUR))
    road = "registration" if isinstance(it, Registration) else "change"
    await audit.note(unit, actor=CLOCK, action=f"{road}.{stage}", subject=id, before=state, after=state)
    if stage == "remind" and state == "AGENCY_REVIEW":
        await _set(unit, it, "overdue")
    return ()


async def _one(unit: Unit, id: str) -> Waiting | None:
    return await registrations.one(unit, id) or await changes.one(unit, id)


async def _still(unit: Unit, person: str, about: str) -> bool:
    """Nobody decided meanwhile, and the person still belongs there."""
    id, state, at = about.split(" ")
    it = await _one(unit, id)
    known = (await people.person(unit, person)).memberships
    return it is not None and (it.state, since(it)) == (state, int(at)) and any(concerns(m, it) for m in known)


_LIST = Button(MENU_WORDS["waiting"], Act("waiting"), "primary")
ALARM = Alarm("review", waited, at_night=True)
KINDS = (
    Bundled("review", lambda n: f"承認待ちが{n}件あります", _LIST, _still),
    Bundled("overdue", lambda n: f"支援機関での期限切れが{n}件あります", _LIST, _still),
)
