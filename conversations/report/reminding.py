"""What time does to a report: the expert is reminded of it, its readers of what waits for them, and of what is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from conversations.alarms import Alarm
from conversations.dispatch.cards import seen
from conversations.outgoing import Notice, Outgoing
from conversations.reminders.bundle import Bundled, note
from conversations.reminders.review import CLOCK
from conversations.report import due, notices
from conversations.report.facts import NAME
from conversations.report.standing import LISTS, concerns, reviewer_of
from flex_messages.cards import Act, Button, Show
from flex_messages.words import MENU_WORDS
from rules import japan_time
from rules.business_days import add_business_days
from rules.ours import BUNDLE_HOUR, OVERDUE_DAYS, REVIEW_DAYS
from rules.report import due_day, reminders
from storage import audit, dispatch_files, dispatches, drafts, people, timers
from storage.dispatches import Dispatch
from storage.store import Unit

_WAITS = {"remind": REVIEW_DAYS, "overdue": OVERDUE_DAYS}


async def follow(unit: Unit, event: str, before: Dispatch, after: Dispatch) -> Sequence[Outgoing]:
    """A visit that has ended owes a report; one that is sent, or confirmed, waits for its next reader.

    A signature of the client belongs to the visit.
    """
    if event == "confirm_by_client" and after.said.get("signature"):
        await dispatch_files.add(unit, after.id, after.said["signature"], "signature")
    if after.state == "CHECKED_OUT" and before.state != after.state:
        await _remind(unit, after, 0)
        await _expect(unit, after)
    elif before.state == "CHECKED_OUT" and before.state != after.state:
        await timers.cancel(unit, f"report_due:{after.id}")
        await timers.cancel(unit, f"report_overdue:{after.id}")
    if before.state != after.state:
        await _watch(unit, after)
    return ()


async def _watch(unit: Unit, it: Dispatch) -> None:
    """The secretariat's notice goes with the next morning's bundle; the agency was asked at once."""
    if it.state == "AGENCY_CONFIRMED":
        for person in await notices.of_office(unit, it):
            await note(unit, person, "inspection", _about(it))
    if reviewer_of(it) is None:
        await timers.cancel(unit, f"report_waits:{it.id}")
    else:
        await _wait(unit, it, "remind")


async def _remind(unit: Unit, it: Dispatch, n: int) -> None:
    """The n-th reminder, or the first after it that still lies ahead."""
    ahead = [k for k, at in enumerate(reminders(it.since)) if k >= n and at > unit.now]
    if ahead:
        about = f"{it.id} {it.since} {ahead[0]}"
        await timers.set(unit, f"report_due:{it.id}", reminders(it.since)[ahead[0]], "report_due", about)


async def _expect(unit: Unit, it: Dispatch) -> None:
    """At the midnight after the last day: what it notes goes out with that morning's bundle."""
    about = f"{it.id} {it.since}"
    await timers.set(unit, f"report_overdue:{it.id}", _past(it, 0), "report_overdue", about)


def _past(it: Dispatch, hour: int) -> int:
    return japan_time.at(due_day(it.since) + timedelta(days=1), hour)


async def owed(unit: Unit, about: str) -> Sequence[Outgoing]:
    """The expert sees the report with its button: on some days before the last one, and on the morning after it."""
    id, since, n = about.split(" ")
    it = await dispatches.one(unit, id)
    if it is None or (it.state, it.since) != ("CHECKED_OUT", int(since)):
        return ()
    await _remind(unit, it, int(n) + 1)
    await _log(unit, it, "report_remind")
    begun = await drafts.load(unit, it.expert, NAME, it.id) is not None
    return [Notice(it.expert, Show((due.reminder(await seen(unit, it), unit.now, begun=begun),)))]


async def overdue(unit: Unit, about: str) -> Sequence[Outgoing]:
    """Agency and secretariat hear that a report is late."""
    id, since = about.split(" ")
    it = await dispatches.one(unit, id)
    if it is None or (it.state, it.since) != ("CHECKED_OUT", int(since)):
        return ()
    for person in await notices.of_agency(unit, it):
        await note(unit, person, "report_owed", _about(it), _past(it, BUNDLE_HOUR))
    for person in await notices.of_office(unit, it):
        await note(unit, person, "inspection_owed", _about(it), _past(it, BUNDLE_HOUR))
    await _log(unit, it, "report_overdue")
    return ()


async def _wait(unit: Unit, it: Dispatch, stage: str) -> None:
    """At midnight of the day: what it notes goes out with that morning's bundle."""
    await timers.set(unit, f"report_waits:{it.id}", _due(it, stage, 0), "report_waits", f"{_about(it)} {stage}")


def _due(it: Dispatch, stage: str, hour: int) -> int:
    return japan_time.at(add_business_days(japan_time.day(it.since), _WAITS[stage]), hour)


async def waited(unit: Unit, about: str) -> Sequence[Outgoing]:
    """After 3 business days its reader is reminded; after 7 the secretariat hears that the agency is late."""
    id, state, since, stage = about.split(" ")
    it = await dispatches.one(unit, id)
    if it is None or (it.state, it.since) != (state, int(since)):
        return ()
    kind = {"REPORTED": "report", "AGENCY_CONFIRMED": "inspection"}[state] if stage == "remind" else "report_late"
    at_agency = kind == "report"
    for person in await (notices.of_agency if at_agency else notices.of_office)(unit, it):
        await note(unit, person, kind, _about(it), _due(it, stage, BUNDLE_HOUR))
    await _log(unit, it, f"report_{stage}")
    if at_agency:
        await _wait(unit, it, "overdue")
    return ()


async def _log(unit: Unit, it: Dispatch, action: str) -> None:
    state = it.state
    await audit.note(unit, actor=CLOCK, action=f"dispatch.{action}", subject=it.id, before=state, after=state)


def _about(it: Dispatch) -> str:
    return f"{it.id} {it.state} {it.since}"


async def _still(unit: Unit, person: str, about: str) -> bool:
    """Nothing happened meanwhile, and the person still belongs there."""
    id, state, since = about.split(" ")
    it = await dispatches.one(unit, id)
    known = (await people.person(unit, person)).memberships
    return it is not None and (it.state, it.since) == (state, int(since)) and any(concerns(m, it) for m in known)


_AGENCY = Button(LISTS["agency"], Act("reports"), "primary")
_OFFICE = Button(LISTS["secretariat"], Act("inspection"), "primary")
KINDS = (
    Bundled("report", lambda n: f"{MENU_WORDS['reports']}が{n}件あります", _AGENCY, _still),
    Bundled("report_owed", lambda n: f"報告書の期限切れが{n}件あります", _AGENCY, _still),
    Bundled("inspection", lambda n: f"検収待ちが{n}件あります", _OFFICE, _still),
    Bundled("inspection_owed", lambda n: f"報告書の期限切れが{n}件あります", _OFFICE, _still),
    Bundled("report_late", lambda n: f"支援機関での報告の確認の遅れが{n}件あります", _OFFICE, _still),
)
ALARMS = (
    Alarm("report_due", owed),
    Alarm("report_overdue", overdue, at_night=True),
    Alarm("report_waits", waited, at_night=True),
)
