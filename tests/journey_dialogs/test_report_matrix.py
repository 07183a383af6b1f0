"""Every button of a report, in every state of its visit, by everybody: only whose turn it is moves it, and once."""

from __future__ import annotations

import pytest

from conversations.outgoing import Begin
from rules.dispatch import DISPATCH
from rules.refusal import Refusal
from tests.journey_dialogs.conftest import World
from tests.journey_dialogs.dispatching import dispatch
from tests.journey_dialogs.reporting import ANSWERS, ended

STATES = [state for state in DISPATCH.states if state != "DRAFT"]
BUTTONS = ("confirm_report", "inspect_report", "return_report")
MAY = {
    ("REPORTED", "confirm_report"): {"agent", "colleague"},
    ("REPORTED", "return_report"): {"agent", "colleague"},
    ("AGENCY_CONFIRMED", "inspect_report"): {"clerk", "second_clerk"},
    ("AGENCY_CONFIRMED", "return_report"): {"clerk", "second_clerk"},
}


@pytest.mark.parametrize("state", STATES)
async def test_only_whose_turn_it_is_decides(world: World, state: str) -> None:
    marks = {"agency_confirmed": 1, "agency_confirmed_by": world.who["agent"]} if state != "REPORTED" else {}
    for button in BUTTONS:
        for who in ("guest", "expert", "agent", "colleague", "stranger", "clerk", "second_clerk", "far_clerk"):
            it = await ended(world, state=state, report=ANSWERS, **marks)
            try:
                said = await world.act(button, who, it.id, it.version)
            except (Refusal, AssertionError):
                said = []
            moved = (await dispatch(world, it.id)).state != state
            begun = [each for each in said if isinstance(each, Begin)]
            expected = who in MAY.get((state, button), set())
            assert (moved or bool(begun)) == expected, (state, button, who)


@pytest.mark.parametrize("state", STATES)
async def test_a_report_is_written_after_the_visit_alone_and_by_its_expert(world: World, state: str) -> None:
    it = await ended(world, state=state)
    said = await world.act("write_report", "expert", it.id)
    assert (said == [Begin("report", it.id)]) == (state == "CHECKED_OUT")
    await world.finish("report", "expert", it.id, ANSWERS)
    after = await dispatch(world, it.id)
    assert after.state == ("REPORTED" if state == "CHECKED_OUT" else state)
    await world.invited("other")
    with pytest.raises(Refusal, match="ほかの方"):
        await world.act("write_report", "other", it.id)
    with pytest.raises(Refusal, match="ほかの方"):
        await world.finish("report", "other", it.id, ANSWERS)
