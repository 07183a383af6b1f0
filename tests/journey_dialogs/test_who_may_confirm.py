"""Who may do what in which state: of confirmations and declarations nothing moves that is not in these tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.outgoing import Begin
from rules.declaring import DECLARATION, FOR_STATE, OPEN
from rules.dispatch import DISPATCH
from rules.refusal import Refusal
from storage import codes, declarations
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.confirming import confirmed
from tests.journey_dialogs.conftest import World, cards
from tests.journey_dialogs.declaring import declaration
from tests.journey_dialogs.dispatching import HOUR, dispatch, dispatched

ROLES = ("expert", "agent", "colleague", "stranger", "clerk", "second_clerk", "far_clerk", "guest")
ACTIONS = ("approve_declaration", "return_declaration", "refuse_declaration", "declaration_link", "declaration_phone")
OURS, OFFICE = ("agent", "colleague"), ("clerk", "second_clerk")
WITH_AGENCY, WITH_OFFICE = ("DECLARED", "CLIENT_CONFIRMED"), ("AGENCY_APPROVED",)
MAY: dict[str, set[tuple[str, str]]] = {
    "approve_declaration": {
        *((who, "CLIENT_CONFIRMED") for who in OURS),
        *((who, "AGENCY_APPROVED") for who in OFFICE),
    },
    "return_declaration": {
        *((who, state) for who in OURS for state in WITH_AGENCY),
        *((who, state) for who in OFFICE for state in WITH_OFFICE),
    },
    "declaration_link": {(who, "DECLARED") for who in OURS},
    "declaration_phone": {(who, "DECLARED") for who in OURS},
}
MAY["refuse_declaration"] = MAY["return_declaration"]


async def standing(world: World, visit: Dispatch, state: str) -> Declaration:
    """A declaration of the visit in that state, decided by nobody of the world."""
    said = {"starts": visit.starts, "ends": visit.starts + HOUR}
    client = {"name": "見本 花子", "post": "head", "how": "link", "at": world.clock[0], "receipt": "K1", **said}

    async def work(unit: Unit) -> Declaration:
        new = Declaration(
            "", "", "forgot_out", visit.id, visit.expert, visit.agency, visit.office, visit.fiscal_year, claimed=said,
            original={"starts": visit.checked_in, "ends": 0}, cause="forgot", reason="忘れました。", client=client,
        )  # fmt: skip
        made = await declarations.open(unit, new)
        ended = 0 if state in OPEN else unit.now
        return await declarations.save(unit, replace(made, state=state, ended=ended, client_confirmed=unit.now))

    return await world.store.do(work)


async def took_effect(world: World, action: str, who: str, it: Declaration) -> bool:
    """Whether the tap moved the declaration, or began what would, or gave a link."""
    try:
        said = await world.act(action, who, it.id, it.version)
    except (Refusal, AssertionError):
        return False
    after = await world.store.look(lambda unit: declarations.one(unit, it.id))
    linked = any(card.title.startswith("事業者の方の") for card in cards(said))
    return linked or any(isinstance(each, Begin) for each in said) or (after is not None and after.state != it.state)


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_declaration_moves_only_for_whom_and_when_it_may(world: World, action: str) -> None:
    found = set()
    for state in DECLARATION.states:
        for who in ROLES:
            at = world.clock[0]
            visit = await dispatched(world, state="CHECKED_IN", checked_in=at)
            world.clock[0] += 2 * HOUR
            if await took_effect(world, action, who, await standing(world, visit, state)):
                found.add((who, state))
            world.clock[0] = at
    assert found == MAY[action]


async def test_a_client_confirms_only_a_visit_that_is_going_on(world: World) -> None:
    found = set()
    for state in DISPATCH.states[1:]:
        it = await dispatched(world, state=state, checked_in=world.clock[0])
        fresh = await world.store.do(lambda unit, it=it: codes.make(unit, "visit", it.id, it.id, it.expert, HOUR))  # type: ignore[misc]
        world.clock[0] += HOUR // 2
        try:
            await confirmed(world, fresh.code, ends="12:30")
        except Refusal:
            assert not (await dispatch(world, it.id)).client_confirmed
        else:
            found.add(state)
        world.clock[0] -= HOUR // 2
    assert found == {"CHECKED_IN"}


async def test_only_the_expert_asks_and_declares_and_only_where_something_can_be(world: World) -> None:
    asks, declares = set(), set()
    for state in DISPATCH.states[1:]:
        it = await dispatched(world, state=state, checked_in=world.clock[0])
        for who in ROLES:
            if await began(world, "ask_client", who, it):
                asks.add((who, state))
            if await began(world, "begin_declaring", who, it):
                declares.add((who, state))
    assert asks == {("expert", "CHECKED_IN")}
    assert declares == {("expert", state) for state in FOR_STATE}


async def began(world: World, action: str, who: str, it: Dispatch) -> bool:
    try:
        said = await world.act(action, who, it.id)
    except (Refusal, AssertionError):
        return False
    return bool(cards(said)) or any(isinstance(each, Begin) for each in said)


async def test_what_was_decided_stays_as_it_was(world: World) -> None:
    it = await dispatched(world, state="CHECKED_IN", checked_in=world.clock[0])
    world.clock[0] += 2 * HOUR
    for state in ("APPROVED", "REFUSED"):
        kept = await standing(world, it, state)
        for action in ACTIONS:
            for who in ("agent", "clerk"):
                await took_effect(world, action, who, kept)
        assert (await declaration(world, it)).state == state
        world.clock[0] += 1000
