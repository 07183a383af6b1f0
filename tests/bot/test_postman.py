"""What the postman makes of LINE's answers when the clock, the process or the database misbehave meanwhile."""

from __future__ import annotations

import pytest

from bot.line import Answer
from bot.postman import TOKEN_MS
from storage import outbox, pauses
from tests.bot.fixture_desk import HOUR, INVALID, LOST, UNSENT, Desk
from tests.bot.fixture_desk import clock as clock
from tests.bot.fixture_desk import desk as desk
from tests.bot.fixture_desk import store as store
from tests.bot.fixture_desk import vault as vault
from tests.storage.tampering import tampering


async def test_a_refused_token_says_that_the_reply_came_while_it_is_young(desk: Desk) -> None:
    await desk.put(fresh=False)
    desk.line.planned = [INVALID]
    assert await desk.deliver()
    assert (desk.line.calls, await desk.open()) == (["reply"], 0)


async def test_a_token_that_grew_old_on_the_way_says_nothing(desk: Desk) -> None:
    """The process slept between the look at the clock and LINE's answer."""
    await desk.put(fresh=False)
    desk.line.planned = [INVALID]
    desk.line.meanwhile = lambda: setattr(desk.clock, "now", desk.clock.now + TOKEN_MS + 20_000)
    await desk.deliver()
    assert desk.line.calls == ["reply", "push"]


async def test_a_clock_that_was_set_back_says_nothing_about_the_age_of_a_token(desk: Desk) -> None:
    await desk.put()
    desk.line.planned = [LOST]
    assert not await desk.deliver()
    desk.clock.now -= HOUR
    await desk.deliver()
    assert (desk.line.calls, await desk.open()) == (["reply", "push"], 0)


async def test_what_found_no_connection_is_surely_not_sent(desk: Desk) -> None:
    await desk.put()
    desk.line.planned = [UNSENT, INVALID]
    assert await desk.deliver(), "what the person says next may be heard"
    await desk.deliver()
    assert desk.line.calls == ["reply", "reply", "push"]


@pytest.mark.parametrize("status", [403, 404, 413, 415])
async def test_a_reply_that_line_refuses_is_put_aside_at_once(desk: Desk, status: int) -> None:
    await desk.put()
    desk.line.planned = [Answer(status, {})]
    assert await desk.deliver()
    assert (desk.line.calls, await desk.parked()) == (["reply"], [f"refused_{status}"])


async def test_a_pause_that_a_jump_of_the_clock_made_endless_is_over(desk: Desk) -> None:
    await desk.put("push")
    desk.line.planned = [LOST]
    await desk.deliver()
    desk.clock.now -= HOUR
    await desk.deliver()
    assert (len(desk.line.calls), await desk.open()) == (2, 0)


async def test_a_pause_ends_however_often_and_whatever_line_asks_for(desk: Desk) -> None:
    parcel = await desk.put("push")
    with tampering("test.tried", "UPDATE outbox SET attempts = 5000 WHERE id = :id"):
        await desk.store.do(lambda unit: unit.run("test.tried", id=parcel.id))
    desk.line.planned = [Answer(429, {}, retry_after=10_000_000)]
    await desk.deliver()
    [waits] = await desk.store.look(lambda unit: outbox.due(unit, desk.person))
    assert waits.not_before - desk.clock.now == pauses.LONGEST


async def test_one_that_cannot_be_read_is_put_aside_and_hides_nothing_behind_it(desk: Desk) -> None:
    spoilt, _ = await desk.put("push"), await desk.put("push", "e2")
    with tampering("test.spoil", "UPDATE outbox SET body = :body WHERE id = :id"):
        await desk.store.do(lambda unit: unit.run("test.spoil", id=spoilt.id, body=b"?" * 40))
    await desk.deliver()
    assert (desk.line.calls, await desk.parked()) == (["push"], ["unreadable"])
