"""The picture of a 本人確認書類 goes some days after the approval, or at once when it shows what may not be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.alarms import Alarm
from conversations.outgoing import Outgoing
from rules.identity import DAYS_KEPT
from rules.japan_time import DAY, day
from storage import audit, files, registrations, timers
from storage.registrations import Registration
from storage.store import Unit

WHAT = "erase_id_document"


async def erase_later(unit: Unit, it: Registration) -> None:
    """After the last approval."""
    if it.profile.get("id_picture"):
        await timers.set(unit, f"{WHAT}:{it.id}", unit.now + DAYS_KEPT * DAY, WHAT, it.id)


async def erase(unit: Unit, it: Registration, actor: str, reason: str) -> Registration:
    """Kind and day stay. The bytes are nobody's any more, and collected."""
    await files.drop(unit, it.profile["id_picture"]["file"])
    left = {name: value for name, value in it.profile.items() if name != "id_picture"}
    after = await registrations.save(unit, replace(it, profile={**left, "id_erased": day(unit.now).isoformat()}))
    await audit.note(unit, actor=actor, action="id_document.erased", subject=it.id, reason=reason, person=it.person)
    return after


async def _due(unit: Unit, about: str) -> Sequence[Outgoing]:
    it = await registrations.one(unit, about)
    if it is not None and it.profile.get("id_picture"):
        await erase(unit, it, "", "保管期間の終了")
    return []


ALARMS = (Alarm(WHAT, _due, at_night=True),)
