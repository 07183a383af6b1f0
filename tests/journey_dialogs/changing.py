"""Changes and lost phones in the small world, step by step."""

from __future__ import annotations

from typing import Any

from conversations.outgoing import Begin, Outgoing
from storage import changes, people
from storage.changes import Change
from tests.journey_dialogs.appointing import consented
from tests.journey_dialogs.conftest import World

OSAKA: dict[str, Any] = {
    "postal": "5300001",
    "place": "大阪府／大阪市北区／梅田",
    "street": {"street": "2-2-2", "of": "大阪府／大阪市北区／梅田"},
}


async def settled(world: World, who: str = "expert") -> None:
    """A registered expert who agreed to this year's conditions."""
    await consented(world, who)


async def chosen(world: World, *fields: str, who: str = "expert") -> str:
    """The id of the change whose questions begin."""
    it = await world.registration(who)
    [begun] = await world.finish("choose_changes", who, it.id, {"fields": list(fields)})
    assert isinstance(begun, Begin)
    return begun.subject


async def asked(world: World, *fields: str, who: str = "expert", **answers: Any) -> list[Outgoing]:
    """What was said when a change of these fields was sent."""
    id = await chosen(world, *fields, who=who)
    return await sent(world, id, who=who, **answers)


async def sent(world: World, id: str, who: str = "expert", **answers: Any) -> list[Outgoing]:
    profile = (await world.registration(who)).profile
    return await world.finish("change", who, id, {**profile, "which": "go", **answers, "review": "send"})


async def change(world: World, who: str = "expert") -> Change:
    """The newest of theirs."""
    it = await world.registration(who)
    [newest, *_] = await world.store.look(lambda unit: changes.newest(unit, it.id))
    return newest


async def decide(world: World, who: str, verb: str = "approve_change", version: int = 0) -> list[Outgoing]:
    it = await change(world)
    return await world.act(verb, who, it.id, version or it.version)


async def answers_of(world: World, who: str = "expert") -> dict[str, Any]:
    return (await world.registration(who)).profile


async def join(world: World, who: str, **membership: Any) -> None:
    """One more membership, which becomes the active one."""
    await world.store.do(lambda unit: people.join(unit, world.who[who], **membership))
