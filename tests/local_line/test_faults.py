"""Misfortunes of the API, and what was accepted nevertheless."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.local_line.conftest import Town
from tests.local_line.pictures import jpeg

KEY = "123e4567-e89b-12d3-a456-426614174000"
PUSH = "POST /v2/bot/message/push"


async def plan(town: Town, kind: str, match: str = PUSH, **more: Any) -> None:
    async with town.http.post("/_line/faults", json=[{"match": match, "kind": kind} | more]) as got:
        assert got.status == 200, await got.text()


async def lost(town: Town, patience: float | None = None) -> bool:
    """Pushes with the key; whether no answer came."""
    try:
        async with asyncio.timeout(patience):
            await town.push(town.agency, "一", X_Line_Retry_Key=KEY)
    except (aiohttp.ClientError, TimeoutError):
        return True
    return False


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("500_before", 500),
        ("503_before", 503),
        ("502_html", 502),
        ("429", 429),
        ("429_quota", 429),
        ("401", 401),
        ("403", 403),
        ("413", 413),
        ("400_token", 400),
    ],
)
async def test_a_refusal_strikes_as_often_as_planned_and_leaves_nothing(town: Town, kind: str, status: int) -> None:
    await plan(town, kind, times=2)
    answers = [await town.push(town.agency, "一", X_Line_Retry_Key=KEY) for _ in range(3)]
    assert [each.status for each in answers] == [status, status, 200]
    assert await town.seen(town.agency) == ["一"]


async def test_an_accepted_request_may_be_answered_with_500_and_its_key_then_says_so(town: Town) -> None:
    await plan(town, "500_after")
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == 500
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == 409
    assert await town.seen(town.agency) == ["一"]
    refused, lied = await town.control("GET", "requests")
    assert [(row["status"], row["decided"], row["fault"]) for row in (lied, refused)] == [
        (500, 200, "500_after"),
        (409, 409, ""),
    ]


async def test_an_accepted_reply_answered_with_500_has_used_its_token(town: Town) -> None:
    await town.says(town.agency, text="一")
    await plan(town, "500_after", "POST /v2/bot/message/reply")
    token = town.bot.last["replyToken"]
    assert [(await town.reply(token)).status for _ in range(2)] == [500, 400]
    assert await town.seen(town.agency) == ["一", "はい。"]


@pytest.mark.parametrize(("kind", "accepted"), [("reset_before", False), ("reset_after", True), ("cut", True)])
async def test_a_broken_connection_says_nothing_about_acceptance(town: Town, kind: str, accepted: bool) -> None:
    await plan(town, kind)
    assert await lost(town)
    assert bool(await town.seen(town.agency)) is accepted
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == (409 if accepted else 200)


@pytest.mark.parametrize(("kind", "accepted"), [("hang_before", False), ("hang_after", True)])
async def test_a_hanging_call_ends_when_the_caller_gives_up(town: Town, kind: str, accepted: bool) -> None:
    await plan(town, kind)
    assert await lost(town, 0.05)
    await town.idle()
    assert bool(await town.seen(town.agency)) is accepted
    assert (await town.control("GET", "requests"))[0]["status"] == 0


async def test_a_hanging_call_keeps_the_platform_from_being_idle(town: Town) -> None:
    await plan(town, "hang_before")
    calling = asyncio.create_task(lost(town))
    waiting = asyncio.create_task(town.idle())
    await asyncio.wait({calling, waiting}, timeout=0.1)
    assert not waiting.done()
    calling.cancel()
    await waiting


async def test_a_late_request_is_accepted_after_the_caller_gave_up_and_even_after_its_retry(town: Town) -> None:
    await plan(town, "late", seconds=30)
    assert await lost(town, 0.05)
    await town.idle()
    assert await town.seen(town.agency) == []
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == 200
    await town.control("POST", "clock", advance=30)
    await town.idle()
    assert await town.seen(town.agency) == ["一"]


async def test_a_late_request_without_a_key_arrives(town: Town) -> None:
    await plan(town, "late")
    assert await lost(town, 0.05)
    await town.idle()
    assert await town.seen(town.agency) == ["一"]


async def test_a_slow_answer_takes_its_time_on_the_clock_of_the_platform(town: Town) -> None:
    await plan(town, "slow", seconds=20)
    calling = asyncio.create_task(town.push(town.agency, "一"))
    while town.line.faults.planned[0].times:
        await asyncio.wait({calling}, timeout=0.01)
    assert not calling.done()
    await town.control("POST", "clock", advance=20)
    assert (await calling).status == 200


async def test_a_malformed_body_was_accepted(town: Town) -> None:
    await plan(town, "malformed")
    with pytest.raises(ValueError, match="line 1 column"):
        await town.push(town.agency, "一", X_Line_Retry_Key=KEY)
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == 409


@pytest.mark.parametrize(("kind", "status"), [("202_content", 202), ("404_content", 404), ("410_content", 410)])
async def test_content_can_be_withheld(town: Town, kind: str, status: int) -> None:
    (message,) = await town.sends(town.agency, ("a.jpg", jpeg(), "image/jpeg"))
    await plan(town, kind, "GET /v2/bot/message/*/content", times=2)
    statuses = [(await town.api("GET", f"/v2/bot/message/{message}/content")).status for _ in range(3)]
    assert statuses == [status, status, 200]


async def test_other_calls_are_left_alone_and_an_empty_plan_heals(town: Town) -> None:
    await plan(town, "500_before", times=-1)
    assert (await town.api("GET", "/v2/bot/info")).status == 200
    assert [(await town.push(town.agency)).status for _ in range(3)] == [500] * 3
    async with town.http.post("/_line/faults", json=[]) as got:
        assert got.status == 200
    assert (await town.push(town.agency)).status == 200


async def test_a_share_of_calls_fails_and_the_same_seed_fails_the_same_ones(town: Town) -> None:
    async def struck() -> list[bool]:
        await town.control("POST", "reset")
        await plan(town, "500_before", times=-1, chance=0.3)
        return [(await town.push(town.agency)).status == 500 for _ in range(40)]

    first, second = await struck(), await struck()
    assert first == second
    assert 0 < sum(first) < 40


@pytest.mark.parametrize("wrong", [[{"match": PUSH, "kind": "meteor"}], [{"kind": "429"}], {"match": PUSH}])
async def test_a_plan_that_makes_no_sense_is_refused(town: Town, wrong: Any) -> None:
    async with town.http.post("/_line/faults", json=wrong) as got:
        assert got.status == 400
