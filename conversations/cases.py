"""What one member may decide on, bound to the version that was shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from rules.registration import Reviewer
from storage import people
from storage.people import Membership
from storage.store import Unit


class Versioned(Protocol):
    """A row that counts its saves."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


T = TypeVar("T", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Case(Generic[T]):
    """it, at the version that was shown; the member, and the body they decide for."""

    it: T
    member: Membership
    body: Reviewer


class Updated(Exception):
    """`it` is no longer the version that was shown; it is still this member's to decide."""

    def __init__(self, it: Any, body: Reviewer) -> None:
        super().__init__(it.id)
        self.it, self.body = it, body


async def shown(
    unit: Unit,
    person: str,
    about: str,
    version: int,
    theirs: Callable[[Unit, Membership | None, str], Awaitable[T]],
    check_decidable: Callable[[Unit, Membership, T], Awaitable[Reviewer]],
) -> Case[T]:
    """The two raise Refusal when it is not theirs (any more) or decided already; Updated when another version was
    shown.
    """
    member = (await people.person(unit, person)).active
    it = await theirs(unit, member, about)
    assert member is not None
    body = await check_decidable(unit, member, it)
    if it.version != version:
        raise Updated(it, body)
    return Case(it, member, body)
