"""A step along a road is kept with its line in the log: both or neither.

Who loses a race is run again by the store from the beginning, and then sees what the other one did.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol, TypeVar

from storage import audit
from storage.store import Unit


class Kept(Protocol):
    """A row with a road."""

    @property
    def id(self) -> str: ...
    @property
    def state(self) -> str: ...


K = TypeVar("K", bound=Kept)


async def noted(
    unit: Unit, saving: Awaitable[K], deed: str, actor: str, before: str, *, person: str, reason: str = ""
) -> K:
    """What was saved, its audit line written. deed: "appointment.consent"; before: the state it was in; person: whom it
    concerns.
    """
    kept = await saving
    await audit.note(
        unit,
        actor=actor,
        action=deed,
        subject=kept.id,
        before=before,
        after=kept.state,
        reason=reason,
        person=person,
    )
    return kept
