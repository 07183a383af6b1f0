"""What hangs on a dispatch that moves: the report's timers, the money's row, the declaration's alarm.

`step` is how every action and dialog moves a dispatch: the move itself (moving.py), then each follower in turn, in the
same transaction. A follower lives in its own room and imports neither this file nor what moves dispatches: it is told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from conversations.client.ending import end_codes
from conversations.dispatch.moving import moved
from conversations.money.ledger import follow as money
from conversations.outgoing import Outgoing
from conversations.report.reminding import follow as reports
from conversations.visit.learning import learn
from conversations.visit.menu import lead
from conversations.visit.still import watch
from storage.dispatches import Dispatch
from storage.store import Unit

Follower = Callable[[Unit, str, Dispatch, Dispatch], Awaitable[Sequence[Outgoing]]]
"""(unit, event, before, after) -> what has to be said. event: of the road in rules/dispatch.py. Refuses nothing."""

FOLLOWERS: tuple[Follower, ...] = (end_codes, reports, money, watch, lead, learn)
"""In the order in which they act. One line per room."""


async def step(unit: Unit, it: Dispatch, event: str, actor: str, **changed: Any) -> tuple[Dispatch, list[Outgoing]]:
    """The dispatch after the event, and what its followers say; raises as `moved` does."""
    after = await moved(unit, it, event, actor, **changed)
    return after, await followed(unit, event, it, after)


async def followed(unit: Unit, event: str, before: Dispatch, after: Dispatch) -> list[Outgoing]:
    """For a dispatch that was opened, or moved in another way."""
    return [said for follower in FOLLOWERS for said in await follower(unit, event, before, after)]
