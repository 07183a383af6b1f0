"""The expert's rich menu on the day of a visit: チェックイン leads before it, チェックアウト while it goes on."""

from __future__ import annotations

from conversations.visit.door import of_today
from rules.japan_time import day
from rules.visit_window import under_way
from storage.store import Unit

USUAL, TODAY, THERE = "expert", "expert_today", "expert_there"


async def menu_now(unit: Unit, expert: str) -> str:
    visits = await of_today(unit, expert)
    if under_way(visits) is not None:
        return THERE
    today = day(unit.now)
    return TODAY if any(it.state == "SCHEDULED" and day(it.starts) == today for it in visits) else USUAL
