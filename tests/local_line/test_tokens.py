"""Reply tokens and retry keys: what may happen once, and for how long."""

from __future__ import annotations

import asyncio
import uuid

import pytest

from tests.local_line.conftest import Town

KEY = "123e4567-e89b-12d3-a456-426614174000"


async def token_of(town: Town, text: str = "一") -> str:
    await town.says(town.agency, text=text)
    return str(town.bot.last["replyToken"])


async def test_a_reply_token_serves_once(town: Town) -> None:
    token = await token_of(town)
    first, second = await town.reply(token, "はい。"), await town.reply(token, "もう一度。")
    assert (first.status, second.status, second.words) == (200, 400, "Invalid reply token")
    assert await town.seen(town.agency) == ["一", "はい。"]
    assert [set(sent) for sent in first.body["sentMessages"]] == [{"id", "quoteToken"}]


@pytest.mark.parametrize(("seconds", "status"), [(60, 200), (61, 400)])
async def test_a_reply_token_lives_for_sixty_seconds(town: Town, seconds: int, status: int) -> None:
    token = await token_of(town)
    await town.control("POST", "clock", advance=seconds)
    assert (await town.reply(token)).status == status


async def test_grace_lengthens_a_tokens_life(town: Town) -> None:
    await town.control("POST", "config", grace_s=30)
    token = await token_of(town)
    await town.control("POST", "clock", advance=90)
    assert (await town.reply(token)).status == 200


@pytest.mark.parametrize(
    ("redelivered_after", "answered_after", "status"),
    [(300, 60, 200), (300, 61, 400), (1_150, 50, 200), (1_150, 51, 400)],
)
async def test_a_redelivered_token_lives_again_but_never_beyond_twenty_minutes(
    town: Town, redelivered_after: int, answered_after: int, status: int
) -> None:
    await town.control("POST", "config", redelivery=[redelivered_after])
    town.bot.status = 500
    token = await token_of(town)
    await town.control("POST", "clock", advance=redelivered_after)
    await town.idle()
    assert town.bot.last["replyToken"] == token
    await town.control("POST", "clock", advance=answered_after)
    assert (await town.reply(token)).status == status


@pytest.mark.parametrize(("burnt", "status"), [(False, 200), (True, 400)])
async def test_messages_line_refuses_leave_the_token_alive_unless_switched(
    town: Town, burnt: bool, status: int
) -> None:
    await town.control("POST", "config", burn_token_on_400=burnt)
    token = await token_of(town)
    assert (await town.reply(token, "")).status == 400
    assert (await town.reply(token)).status == status


async def test_of_many_replies_at_once_exactly_one_is_accepted(town: Town) -> None:
    token = await token_of(town)
    statuses = [got.status for got in await asyncio.gather(*(town.reply(token, str(n)) for n in range(10)))]
    assert sorted(statuses) == [200] + [400] * 9
    assert len(await town.seen(town.agency)) == 2


async def test_a_retry_key_is_not_for_replies(town: Town) -> None:
    token = await token_of(town)
    body = {"replyToken": token, "messages": [{"type": "text", "text": "はい。"}]}
    assert (await town.api("POST", "/v2/bot/message/reply", body, X_Line_Retry_Key=KEY)).status == 400
    assert (await town.reply(token)).status == 200


async def test_an_accepted_key_is_answered_with_what_was_sent_then(town: Town) -> None:
    first = await town.push(town.agency, "一", X_Line_Retry_Key=KEY)
    again = await town.push(town.agency, "一", X_Line_Retry_Key=KEY.upper())
    assert (again.status, again.words) == (409, "The retry key is already accepted")
    assert again.body["sentMessages"] == first.body["sentMessages"]
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert await town.seen(town.agency) == ["一"]


async def test_another_body_under_an_accepted_key_is_not_sent_and_noted(town: Town) -> None:
    await town.push(town.agency, "一", X_Line_Retry_Key=KEY)
    assert (await town.push(town.agency, "二", X_Line_Retry_Key=KEY)).status == 409
    assert await town.seen(town.agency) == ["一"]
    assert "another body" in (await town.control("GET", "requests"))[0]["words"]


async def test_after_a_day_the_key_is_a_new_request(town: Town) -> None:
    await town.push(town.agency, "一", X_Line_Retry_Key=KEY)
    await town.control("POST", "clock", advance=24 * 3_600 - 1)
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == 409
    await town.control("POST", "clock", advance=1)
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == 200
    assert await town.seen(town.agency) == ["一", "一"]


async def test_of_many_pushes_with_one_key_exactly_one_is_accepted(town: Town) -> None:
    key = str(uuid.uuid4())
    got = await asyncio.gather(*(town.push(town.agency, "一", X_Line_Retry_Key=key) for _ in range(20)))
    assert sorted(each.status for each in got) == [200] + [409] * 19
    assert len({str(each.body["sentMessages"]) for each in got}) == 1
    assert await town.seen(town.agency) == ["一"]


async def test_a_refused_request_leaves_its_key_free(town: Town) -> None:
    assert (await town.push(town.agency, "", X_Line_Retry_Key=KEY)).status == 400
    assert (await town.push(town.agency, "一", X_Line_Retry_Key=KEY)).status == 200


async def test_a_key_that_is_no_uuid_is_refused(town: Town) -> None:
    assert (await town.push(town.agency, "一", X_Line_Retry_Key="once")).status == 400
    assert await town.seen(town.agency) == []


async def test_multicast_and_broadcast_keep_keys_without_telling_messages(town: Town) -> None:
    for path, more in (("multicast", {"to": [town.agency]}), ("broadcast", {})):
        body = {"messages": [{"type": "text", "text": "一"}]} | more
        key = str(uuid.uuid4())
        first = await town.api("POST", f"/v2/bot/message/{path}", body, X_Line_Retry_Key=key)
        again = await town.api("POST", f"/v2/bot/message/{path}", body, X_Line_Retry_Key=key)
        assert (first.status, first.body, again.status) == (200, {}, 409)
        assert "sentMessages" not in again.body
