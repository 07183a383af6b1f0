"""The last tap of check-in, check-out and 不在でした, in every state: what it moves, and that nobody else's does."""

from __future__ import annotations

import pytest

from rules.dispatch import DISPATCH
from rules.refusal import Refusal
from storage import fixes
from storage.fixes import Purpose
from tests.journey_dialogs.appointing import appointed
from tests.journey_dialogs.conftest import World
from tests.journey_dialogs.dispatching import HOUR, dispatch, dispatched
from tests.journey_dialogs.visiting import fix, recorded, stood

MAY: dict[Purpose, dict[str, str]] = {
    "in": {"SCHEDULED": "CHECKED_IN"},
    "out": {"CONFIRMED_BY_CLIENT": "CHECKED_OUT"},
    "absent": {"SCHEDULED": "NO_SHOW", "CHECKED_IN": "NO_SHOW"},
}
NAMES: dict[Purpose, str] = {"in": "check_in", "out": "check_out", "absent": "no_show"}


@pytest.mark.parametrize("state", DISPATCH.states[1:])
@pytest.mark.parametrize("purpose", MAY)
async def test_the_last_tap_moves_what_it_may_and_nothing_else(world: World, purpose: Purpose, state: str) -> None:
    begun = world.clock[0] if state in ("CHECKED_IN", "CONFIRMED_BY_CLIENT") else 0
    it = await dispatched(world, state=state, checked_in=begun)
    world.clock[0] += HOUR
    said = await recorded(world, it, purpose, fix(30), paused="no")
    after = await dispatch(world, it.id)
    assert said, "it is always said what came of it"
    if state in MAY[purpose]:
        assert after.state == MAY[purpose][state]
    else:
        assert (after.state, after.version) == (state, it.version)
        assert [each.counted for each in await world.store.look(lambda unit: fixes.of_dispatch(unit, it.id))] == [0]


@pytest.mark.parametrize("who", ["rival", "agent", "clerk", "guest"])
@pytest.mark.parametrize("purpose", MAY)
async def test_nobody_records_the_visit_of_another(world: World, purpose: Purpose, who: str) -> None:
    await appointed(world, "rival", "対抗 花子")
    it = await dispatched(world)
    answers = await stood(world, it, purpose, fix(30), paused="no")
    with pytest.raises(Refusal, match="ほかの方"):
        await world.finish(NAMES[purpose], who, it.id, answers)
    assert (await dispatch(world, it.id)).version == it.version
