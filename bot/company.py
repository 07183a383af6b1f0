"""Groups and rooms are left: nobody's data is spoken of in company.

To leave is a job: neither a fault of LINE nor the end of this process keeps the account in a group that is silent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.line import Line, Silent
from storage import jobs
from storage.store import Unit

KINDS = ("group", "room")
LEAVE = "leave"


def of(source: Any) -> str:
    """Where an event comes from, for the order to leave: "group/C4af…". "" when that is one person, or no place."""
    if not isinstance(source, dict):
        return ""
    kind = str(source.get("type"))
    id = source.get(f"{kind}Id")
    known = kind in KINDS and isinstance(id, str) and id.isascii() and id.isalnum() and len(id) <= 100
    return f"{kind}/{id}" if known else ""


async def order_to_leave(unit: Unit, place: str) -> None:
    await jobs.add(unit, LEAVE, place)


def leaving(line: Line) -> Callable[[str], Awaitable[None]]:
    """What carries out such an order. It raises Silent when LINE may let us go the next time."""

    async def leave(place: str) -> None:
        kind, _, id = place.partition("/")
        answer = await line.leave(kind, id)
        if answer.status not in (200, 400, 404):  # the last two: this account is not there
            raise Silent(answer)

    return leave
