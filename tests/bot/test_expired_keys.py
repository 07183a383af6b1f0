"""LINE remembers a retry key for a day. What may have been sent before that is never sent again blindly: it is put
aside for the operator, whatever clock and process went through.
"""

from __future__ import annotations

import pytest

from bot.line import Answer
from storage import outbox
from storage.outbox import Kind
from tests.bot.fixture_desk import HOUR, LOST, Desk
from tests.bot.fixture_desk import clock as clock
from tests.bot.fixture_desk import desk as desk
from tests.bot.fixture_desk import store as store
from tests.bot.fixture_desk import vault as vault


async def test_a_push_of_unknown_end_is_put_aside_once_its_key_has_expired(desk: Desk) -> None:
    await desk.put("push")
    desk.line.planned = [LOST]
    await desk.deliver()
    desk.clock.now += 25 * HOUR
    await desk.deliver()
    assert len(desk.line.keys) == 1
    assert await desk.parked() == ["key_expired"]


async def test_within_a_day_it_is_sent_again_under_the_same_key_even_if_the_clock_was_set_back(desk: Desk) -> None:
    await desk.put("push")
    desk.line.planned = [LOST, LOST, Answer(409, {})]
    for jump in (0, -HOUR, 23 * HOUR):
        desk.clock.now += jump + 60_000
        await desk.deliver()
    assert len(desk.line.keys) == 3
    assert len(set(desk.line.keys)) == 1
    assert await desk.parked() == []
    assert await desk.store.look(outbox.people_due) == []


@pytest.mark.parametrize("kind", ["push", "reply"])
async def test_what_a_process_may_have_sent_before_it_died_is_not_sent_a_day_later(desk: Desk, kind: Kind) -> None:
    await desk.put(kind)  # and the process dies in the middle of the call, or just before
    desk.clock.now += 25 * HOUR
    await desk.start()
    assert desk.line.keys == []
    assert await desk.parked() == ["key_expired"]


async def test_after_a_short_death_it_is_sent(desk: Desk) -> None:
    await desk.put("push")
    desk.clock.now += HOUR
    await desk.start()
    assert len(desk.line.keys) == 1
    assert await desk.parked() == []


async def test_the_operator_may_send_it_after_all(desk: Desk) -> None:
    parcel = await desk.put("push")
    desk.clock.now += 25 * HOUR
    await desk.start()
    assert await desk.store.do(lambda unit: outbox.reopen(unit, parcel.id))
    await desk.deliver()
    assert len(desk.line.keys) == 1
    assert await desk.parked() == []
