"""A request in the small world: answers that work, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.outgoing import Outgoing
from rules.japan_time import DAY
from rules.times import wall_clock
from storage import dispatches
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.conftest import World

NEW_CLIENT: dict[str, Any] = {
    "client": {"new": "試験商店"},
    "client_kind": "sole",
    "client_name": "試験商店",
    "client_kana": "シケンショウテン",
    "client_phone": "+81312345678",
    "client_contact": "見本 花子",
    "postal": "1000005",
    "place": "東京都／千代田区／丸の内",
    "street": {"street": "1-1-1", "of": "東京都／千代田区／丸の内"},
}
REQUEST: dict[str, Any] = {
    **NEW_CLIENT,
    "sme_eligible": "yes",
    "client_consents": "yes",
    "consulted_on": "2026-11-20",
    "summary": "新しい販路を探しています。",
    "unsolved": "専門の担当者がいません。",
    "method": "onsite",
    "pin": None,
    "length": "120",
    "theme": "innovation",
    "paid_by_agency": "no",
    "member_of_agency": "no",
    "asked_first": "client",
    "accompanied": "no",
    "review": "send",
}


async def answers(world: World, who: str = "expert", *, days: int = 7, **changed: Any) -> dict[str, Any]:
    """For a visit so many days from now, at noon."""
    it = await world.registration(who)
    when = wall_clock(world.clock[0] + days * DAY)
    return {**REQUEST, "expert": it.id, "day_time": when, **changed}


async def request(world: World, agent: str = "agent", who: str = "expert", **changed: Any) -> list[Outgoing]:
    return await world.finish("request", agent, "", await answers(world, who, **changed))


async def requested(world: World, **changed: Any) -> Dispatch:
    """The dispatch that was offered."""
    before = {it.id for it in await every(world)}
    await request(world, **changed)
    [new] = [it for it in await every(world) if it.id not in before]
    return new


async def every(world: World) -> Sequence[Dispatch]:
    async def work(unit: Unit) -> list[Dispatch]:
        return [it async for it in dispatches.every(unit)]

    return await world.store.look(work)
