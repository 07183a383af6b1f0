"""Every state of a change and of a move to a new phone × everybody × every button: what nobody may do, nobody does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.change import CHANGE
from rules.refusal import Refusal
from rules.registration import reviewer_of
from rules.relink import RELINK
from storage import changes, people, relinks
from storage.changes import Change
from storage.relinks import Relink
from storage.store import Unit
from tests.journey_dialogs.changing import asked, change, join, settled
from tests.journey_dialogs.conftest import World, cards
from tests.journey_dialogs.test_phones import started

BODY = {"agent": "agency", "colleague": "agency", "clerk": "secretariat", "second_clerk": "secretariat"}
EVERYBODY = ("guest", "expert", "stranger", "far_clerk", *BODY)
DECIDING = ("approve_change", "return_change", "reject_change")
OWN = ("take_back_change", "mend_change", "go_on_changing")


async def put(world: World, state: str) -> Change:
    """The expert's change, set down in this state as it is."""
    await asked(world, "登録番号", qualification_number="第999号")
    it = await change(world)
    before = {"body": "agency", "by": world.who["agent"], "at": 1} if state == "RETURNED" else None
    return await world.store.do(lambda unit: changes.save(unit, replace(it, state=state, before=before)))


async def tried(world: World, verb: str, who: str, it: Change | Relink) -> bool:
    """Whether it did, or began, anything."""
    before = await snapshot(world, it)
    try:
        said: list[Any] = await world.act(verb, who, it.id, it.version)
    except (Refusal, AssertionError):
        return False
    return await snapshot(world, it) != before or any(type(each).__name__ == "Begin" for each in said)


async def snapshot(world: World, it: Change | Relink) -> tuple[Any, ...]:
    async def work(unit: Unit) -> tuple[Any, ...]:
        kept = await (changes.one(unit, it.id) if isinstance(it, Change) else relinks.one(unit, it.id))
        assert kept is not None
        return kept.state, kept.version

    return await world.store.look(work)


@pytest.mark.parametrize("state", list(CHANGE.states))
@pytest.mark.parametrize("verb", DECIDING)
async def test_only_whose_turn_it_is_decides_on_a_change(world: World, state: str, verb: str) -> None:
    await settled(world)
    it = await put(world, state)
    for who in EVERYBODY:
        if BODY.get(who) is not None and BODY[who] == reviewer_of(state):
            continue
        assert not await tried(world, verb, who, it), who
    allowed = [who for who, body in BODY.items() if body == reviewer_of(state)]
    if allowed:
        assert await tried(world, verb, allowed[0], it)


@pytest.mark.parametrize("state", list(CHANGE.states))
async def test_only_the_expert_takes_back_mends_or_goes_on(world: World, state: str) -> None:
    await settled(world)
    it = await put(world, state)
    for who in (each for each in EVERYBODY if each != "expert"):
        for verb in OWN:
            assert not await tried(world, verb, who, it), (who, verb)
    assert await tried(world, "mend_change", "expert", it) == (state == "RETURNED")
    assert await tried(world, "take_back_change", "expert", it) == CHANGE.may(state, "withdraw")


@pytest.mark.parametrize("state", list(RELINK.states))
async def test_only_another_person_of_the_office_decides_on_a_phone(world: World, state: str) -> None:
    await settled(world)
    it = await started(world)
    it = await world.store.do(lambda unit: relinks.save(unit, replace(it, state=state)))
    await join(world, "agent", role="secretariat", office="関東")
    for verb in ("approve_phone", "reject_phone"):
        for who in ("guest", "expert", "stranger", "far_clerk", "agent", "colleague"):
            assert not await tried(world, verb, who, it), (who, verb)
    assert await tried(world, "approve_phone", "clerk", it) == (state == "SECRETARIAT_REVIEW")


@pytest.mark.parametrize("state", list(RELINK.states))
async def test_only_the_agency_that_started_it_gets_a_code_and_only_once_it_is_approved(
    world: World, state: str
) -> None:
    await settled(world)
    it = await started(world)
    it = await world.store.do(lambda unit: relinks.save(unit, replace(it, state=state)))
    for who in ("guest", "expert", "stranger", "far_clerk", "clerk"):
        assert not await tried(world, "phone_code", who, it), who
        assert not await tried(world, "stop_phone", who, it), who
    assert await tried(world, "phone_code", "colleague", it) == (state == "APPROVED")


async def test_authority_is_read_again_when_the_button_is_tapped(world: World) -> None:
    await settled(world)
    it = await put(world, "AGENCY_REVIEW")
    (card,) = cards(await world.act("open_change", "agent", it.id))
    assert card.changes

    async def leave(unit: Unit) -> None:
        member = (await people.person(unit, world.who["agent"])).active
        assert member is not None
        await people.leave(unit, member.id)

    await world.store.do(leave)
    assert not await tried(world, "approve_change", "agent", await change(world))
