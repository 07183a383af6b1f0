"""Declarations in the small world, from the expert's word to the approvals."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Card, Copy
from rules.declaring import CAUSES
from storage import codes, declarations
from storage.codes import Code
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from tests.journey_dialogs.confirming import confirmed
from tests.journey_dialogs.conftest import World, cards

FORGOT = CAUSES["forgot"].words


async def declared(
    world: World, it: Dispatch, kind: str = "forgot_out", *, ends: str = "13:30", starts: str = "", reason: str = FORGOT
) -> list[Outgoing]:
    """What the expert's last tap said."""
    [begun] = await world.act("begin_declaring", "expert", f"{it.id}:{kind}")
    assert isinstance(begun, Begin), begun
    answers = {"ends": ends, "reason": reason, "pledge": "yes", "review": "send"}
    return await world.finish(
        begun.dialog, "expert", begun.subject, {**answers, **({"starts": starts} if starts else {})}
    )


async def open_of(world: World, it: Dispatch) -> Declaration | None:
    return await world.store.look(lambda unit: declarations.open_for(unit, it))


async def declaration(world: World, it: Dispatch) -> Declaration:
    """The newest one."""
    return (await world.store.look(lambda unit: declarations.of_dispatch(unit, it.id)))[-1]


async def link_code(world: World, it: Declaration, who: str = "agent") -> Code:
    """The code behind the link that the agency hands over."""
    [card] = cards(await world.act("declaration_link", who, it.id, it.version))
    copied = next(button.tap for button in card.buttons if isinstance(button.tap, Copy))
    found = await world.store.look(lambda unit: codes.by_link(unit, copied.text.rpartition("/")[2]))
    assert found is not None
    return found


async def client_agrees(world: World, visit: Dispatch, **form: str) -> Declaration:
    it = await declaration(world, visit)
    await confirmed(world, await link_code(world, it), "link", **form)
    return await declaration(world, visit)


async def approved_by(world: World, who: str, visit: Dispatch) -> list[Outgoing]:
    it = await declaration(world, visit)
    return await world.act("approve_declaration", who, it.id, it.version)


async def card_of(world: World, who: str, visit: Dispatch) -> Card:
    it = await declaration(world, visit)
    return cards(await world.act("open_declaration", who, it.id))[0]


def to_each(said: Sequence[Outgoing], world: World) -> set[str]:
    """Who was told, by their names in the world."""
    names = {person: name for name, person in world.who.items()}
    return {names[each.to] for each in said if hasattr(each, "to")}
