"""派遣停止, 再開 and 登録抹消: what they do to a registration and everything that hangs on it.

Earned money, owed reports and visits that were agreed to go on. The agencies of visits to come are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from conversations.appointment.moving import moved as appointment_moved
from conversations.approval.notices import tell_to_open
from conversations.changes.moving import moved as change_moved
from conversations.keeping import noted
from conversations.masked import masked
from conversations.others.deputies import staff_of
from conversations.outgoing import Notice, Outgoing, SwitchMenu
from flex_messages.cards import Act
from rules import japan_time
from rules.appointment import APPOINTMENT
from rules.change import CHANGE
from rules.dispatch import OFFERED_OR_DUE
from rules.ours import BUNDLE_HOUR
from rules.registration import REGISTRATION
from storage import appointments, changes, dispatches, drafts, registrations, timers
from storage.dispatches import Dispatch
from storage.registrations import Registration
from storage.store import Unit

NEWS = "専門家登録についての\nお知らせがあります"


async def suspend(unit: Unit, it: Registration, by: str, reason: str, review_on: date) -> Sequence[Outgoing]:
    after = await _moved(unit, it, "suspend", by, reason=reason, review_on=review_on.isoformat())
    due = japan_time.at(review_on, BUNDLE_HOUR)
    await timers.set(unit, f"suspension:{it.id}", due, "suspension", f"{it.id} {after.review_on}")
    return [tell_to_open(after, NEWS), *await _tell_agencies(unit, after)]


async def reinstate(unit: Unit, it: Registration, by: str) -> Sequence[Outgoing]:
    after = await _moved(unit, it, "reinstate", by, reason="", review_on="")
    await timers.cancel(unit, f"suspension:{it.id}")
    return [tell_to_open(after, NEWS)]


async def withdraw(unit: Unit, it: Registration, by: str, reason: str) -> Sequence[Outgoing]:
    """Appointments end with it, what waits is taken back, the menu follows."""
    after = await _moved(unit, it, "withdraw", by, reason=reason, review_on="")
    await timers.cancel(unit, f"suspension:{it.id}")
    for each in await appointments.of_person(unit, it.person):
        if each.registration == it.id and APPOINTMENT.may(each.state, "revoke"):
            await appointment_moved(unit, each, "revoke", by, ended=unit.now, reason=reason)
    for change in await changes.newest(unit, it.id):
        if CHANGE.may(change.state, "withdraw"):
            await drafts.drop(unit, it.person, "change", change.id)
            await change_moved(unit, change, "withdraw", by)
    told = [] if by == it.person else [tell_to_open(after, NEWS)]
    return [SwitchMenu("applicant", it.person), *told, *await _tell_agencies(unit, after)]


async def to_come(unit: Unit, person: str, agency: str = "") -> list[Dispatch]:
    """Visits that are offered or agreed to and have not begun; of one agency, or of all."""
    found = await dispatches.of_expert(unit, person, unit.now)
    return [it for it in found if it.state in OFFERED_OR_DUE and agency in ("", it.agency)]


async def _tell_agencies(unit: Unit, it: Registration) -> list[Notice]:
    asks = masked(
        "予定している派遣の確認を\nお願いします",
        Act("halted_visits", it.id),
        text="派遣停止または登録抹消になった専門家の予定があります。",
    )
    agencies = dict.fromkeys(visit.agency for visit in await to_come(unit, it.person))
    told = [person for each in agencies for person in await staff_of(unit, agency=each, but=it.person)]
    return [Notice(person, asks) for person in dict.fromkeys(told)]


async def _moved(unit: Unit, it: Registration, event: str, by: str, **changed: Any) -> Registration:
    saving = registrations.save(unit, replace(it, state=REGISTRATION.go(it.state, event), **changed))
    reason = changed["reason"]
    return await noted(unit, saving, f"registration.{event}", by, it.state, person=it.person, reason=reason)
