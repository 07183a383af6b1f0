"""The expert's rich menu on the day of a visit: チェックイン leads before it, チェックアウト while it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from conversations.alarms import Alarm
from conversations.outgoing import Outgoing, SwitchMenu
from conversations.visit.door import of_today
from rules.japan_time import at, day
from rules.visit_window import under_way
from storage import people, timers
from storage.dispatches import Dispatch
from storage.store import Unit

USUAL, TODAY, THERE = "expert", "expert_today", "expert_there"
WHAT = "visit_menu"


async def menu_now(unit: Unit, expert: str) -> str:
    visits = await of_today(unit, expert)
    if under_way(visits) is not None:
        return THERE
    today = day(unit.now)
    return TODAY if any(it.state == "SCHEDULED" and day(it.starts) == today for it in visits) else USUAL


async def lead(unit: Unit, event: str, before: Dispatch, after: Dispatch) -> Sequence[Outgoing]:
    """Follows a visit: when its date is settled, its day is noted; when it is off or moved today, the menu shows it."""
    if event == "schedule" and day(after.starts) > day(unit.now):
        await timers.set_earlier(unit, f"{WHAT}/{after.expert}", at(day(after.starts), 0), WHAT, after.expert)
    if event in ("schedule", "cancel", "reschedule") and day(unit.now) in (day(before.starts), day(after.starts)):
        return await _switched(unit, after.expert, await menu_now(unit, after.expert))
    return ()


async def dawn(unit: Unit, about: str) -> Sequence[Outgoing]:
    """At midnight of a visit's day, and of the day after; then it waits for the next visit. about: the expert."""
    menu = await menu_now(unit, about)
    days = [day(it.starts) for it in await of_today(unit, about) if it.state == "SCHEDULED"]
    tomorrow = day(unit.now) + timedelta(days=1)
    ahead = [tomorrow] if menu != USUAL else [each for each in days if each >= tomorrow]
    if ahead:
        await timers.set(unit, f"{WHAT}/{about}", at(min(ahead), 0), WHAT, about)
    return await _switched(unit, about, menu)


async def _switched(unit: Unit, expert: str, menu: str) -> Sequence[Outgoing]:
    """Who is at work in another role now keeps its menu."""
    active = (await people.person(unit, expert)).active
    return [SwitchMenu(menu, expert)] if active is not None and active.role == "expert" else ()


ALARMS = (Alarm(WHAT, dawn, at_night=True),)
