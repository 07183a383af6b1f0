"""A report at any point of its way in the small world."""

from __future__ import annotations

from typing import Any

from conversations.outgoing import Outgoing
from storage.dispatches import Dispatch
from tests.journey_dialogs.conftest import World
from tests.journey_dialogs.dispatching import HOUR, dispatch, dispatched

FILE = {"file": "f-shelf", "kind": "image", "name": "棚割り.jpg", "bytes": 1, "pages": 1}
ANSWERS: dict[str, Any] = {
    "attendees": "代表 見本 花子様",
    "consultation": "新しい販路を探したい。",
    "support": "販売先ごとの利益を整理した。",
    "result": "卸先に偏っていることが分かった。",
    "issues": "直売の割合を上げること。",
    "next_step": None,
    "attachments": [FILE],
    "review": "send",
}


async def ended(world: World, **columns: Any) -> Dispatch:
    """A visit that ended now, two hours after it began, as its client confirmed."""
    now = world.clock[0]
    times: dict[str, Any] = {
        "checked_in": now - 2 * HOUR,
        "checked_out": now,
        "client_starts": now - 2 * HOUR,
        "client_ends": now,
        "client_confirmed": now,
        "said": {"name": "見本 花子", "post": "head", "how": "own_phone"},
        "visit": {"in": {"verdict": "near"}, "out": {"verdict": "grey"}},
        "starts": now - 2 * HOUR,
    }
    return await dispatched(world, **({"state": "CHECKED_OUT"} | times | columns))


async def send(world: World, it: Dispatch, **answers: Any) -> list[Outgoing]:
    return await world.finish("report", "expert", it.id, ANSWERS | answers)


async def reported(world: World, **columns: Any) -> Dispatch:
    it = await ended(world, **columns)
    await send(world, it)
    return await dispatch(world, it.id)


async def confirmed(world: World, **columns: Any) -> Dispatch:
    it = await reported(world, **columns)
    await world.act("confirm_report", "agent", it.id, it.version)
    return await dispatch(world, it.id)
