"""A matrix: every action of the house, about an object in every state, by everybody, executed and taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from conversations.actions import Action, Doing
from conversations.events import Event, Followed
from conversations.outgoing import Begin, Outgoing
from rules.refusal import Refusal
from storage import people
from storage.people import Person
from storage.store import Unit
from tests.journey_dialogs.appointing import appointed
from tests.journey_dialogs.conftest import World

OUTSIDERS = ("rival", "stranger", "far_clerk", "guest", "auditor")
THEMSELVES = ("expert as agency", "expert as office")
INSIDERS = ("expert", "agent", "colleague", "clerk")
EVERYBODY = (*INSIDERS, *OUTSIDERS, *THEMSELVES)

Table = dict[tuple[str, str], dict[str, str]]
"""(who, action) -> the state before -> the state after, or the dialog that begins about it."""


class Kept(Protocol):
    """A row with a road."""

    @property
    def state(self) -> str: ...
    @property
    def version(self) -> int: ...


@dataclass(frozen=True, slots=True)
class TakenBack(Exception):
    """What was done, and is rolled back: a cell of the matrix leaves nothing behind."""

    id: str
    said: Sequence[Outgoing]
    before: Kept
    after: Kept | None


Put = Callable[[Unit, str], Awaitable[tuple[str, Kept]]]
"""(unit, state) -> the id of the object, which is in that state now."""
Read = Callable[[Unit, str], Awaitable[Kept | None]]


async def gather(world: World, *, applied: bool = False) -> None:
    """An appointed expert (or an applicant) who is also staff everywhere, another one, an auditor."""
    await (world.applied() if applied else appointed(world))
    await appointed(world, "rival", "対抗 花子")

    async def work(unit: Unit) -> None:
        world.who["auditor"] = await people.meet(unit, "U-auditor")
        await people.join(unit, world.who["auditor"], "auditor")
        expert = world.who["expert"]
        mine = (await people.person(unit, expert)).active
        assert mine is not None
        await people.join(unit, expert, "agency", agency=world.agency["ours"], name="専門家でもある担当")
        await people.join(unit, expert, "secretariat", office="関東", name="専門家でもある事務局")
        await people.switch(unit, expert, mine.id)

    await world.store.do(work)


async def acting(unit: Unit, world: World, who: str) -> Person:
    """In this unit the person acts in that role."""
    role = {"expert as agency": "agency", "expert as office": "secretariat"}.get(who)
    id = world.who["expert" if role else who]
    for membership in (await people.person(unit, id)).memberships:
        if membership.role == role:
            await people.switch(unit, id, membership.id)
    return await people.person(unit, id)


async def executed(world: World, states: Sequence[str], put: Put, read: Read, secret: str) -> tuple[Table, list[Any]]:
    """What moved or began, cell by cell; and where an outsider heard the secret (a name that the object holds)."""
    found, leaks = defaultdict[tuple[str, str], dict[str, str]](dict), list[Any]()
    for action in world.house.actions:
        for who in EVERYBODY:
            for state in states:
                done = await _cell(world, action, who, state, put, read)
                if moved := effect(done):
                    found[who, action.name][state] = moved
                if done is not None and who not in INSIDERS and secret in repr(done.said):
                    leaks.append((who, action.name, state))
    return dict(found), leaks


async def _cell(world: World, action: Action, who: str, state: str, put: Put, read: Read) -> TakenBack | None:
    async def work(unit: Unit) -> None:
        person = await acting(unit, world, who)
        if not action.allows(person.active):
            raise Refusal(f"{who} may not {action.name}")
        id, before = await put(unit, state)
        event = Event("e", person.id, unit.now, Followed())
        said = await action.act(unit, Doing(event, person, person.active, id, before.version))
        raise TakenBack(id, said, before, await read(unit, id))

    return await taken_back(world, work)


async def taken_back(world: World, work: Callable[[Unit], Awaitable[None]]) -> TakenBack | None:
    """None when it was denied: by role, in words, or because such an object does not exist for this action."""
    try:
        await world.store.do(work)
    except TakenBack as done:
        return done
    except (Refusal, ValueError, KeyError):  # KeyError, ValueError: its id is none for this action
        return None
    return None


def effect(done: TakenBack | None) -> str:
    """The state it was moved to, or the dialog that begins about it; "" when neither."""
    if done is None:
        return ""
    assert done.after is not None
    if done.after.version != done.before.version:
        return done.after.state
    begun = [said.dialog for said in done.said if isinstance(said, Begin) and done.id in said.subject]
    return begun[0] if begun else ""
