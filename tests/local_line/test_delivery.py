"""Who gets a message, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_line.conftest import NOON, Town

DAY = 86_400
TEXT = [{"type": "text", "text": "お知らせ"}]


async def usage(town: Town) -> int:
    return int((await town.api("GET", "/v2/bot/message/quota/consumption")).body["totalUsage"])


async def test_a_push_reaches_a_friend_and_counts_once_however_many_messages(town: Town) -> None:
    got = await town.push(town.agency, "一", "二")
    assert [len(sent["id"]) for sent in got.body["sentMessages"]] == [18, 18]
    assert await town.seen(town.agency) == ["一", "二"]
    assert await usage(town) == 1


async def test_a_reply_is_free(town: Town) -> None:
    await town.says(town.agency, text="一")
    await town.reply(town.bot.last["replyToken"])
    assert await usage(town) == 0


async def test_a_push_to_whoever_blocked_the_account_is_accepted_not_delivered_and_not_counted(town: Town) -> None:
    await town.does(town.agency, "block")
    assert (await town.push(town.agency)).status == 200
    assert await town.seen(town.agency) == []
    assert await usage(town) == 0


async def test_whoever_wrote_without_being_a_friend_is_reached_for_seven_days(town: Town) -> None:
    assert (await town.push(town.expert, "零")).status == 200
    await town.says(town.expert, text="一")
    await town.control("POST", "clock", advance=7 * DAY)
    await town.push(town.expert, "二")
    await town.control("POST", "clock", advance=0.001)
    await town.push(town.expert, "三")
    assert await town.seen(town.expert) == ["一", "二"]
    assert await usage(town) == 1


@pytest.mark.parametrize("stranger", ["U" + "0" * 32, "C" + "0" * 32])
async def test_a_push_to_an_id_of_no_one_here_fails(town: Town, stranger: str) -> None:
    got = await town.push(stranger)
    assert (got.status, got.words) == (400, "Failed to send messages")


async def test_multicast_skips_whom_it_cannot_reach_and_counts_the_others(town: Town) -> None:
    users = [town.agency, town.clerk, town.expert, "U" + "0" * 32, town.agency]
    got = await town.api("POST", "/v2/bot/message/multicast", {"to": users, "messages": TEXT})
    assert (got.status, got.body) == (200, {})
    assert [await town.seen(user) for user in (town.agency, town.clerk, town.expert)] == [
        ["お知らせ"],
        ["お知らせ"],
        [],
    ]
    assert await usage(town) == 2


async def test_multicast_to_a_group_names_the_place_in_the_list(town: Town) -> None:
    got = await town.api("POST", "/v2/bot/message/multicast", {"to": [town.agency, "C" + "0" * 32], "messages": TEXT})
    assert got.words == "The property, to[1], in the request body is invalid (line: -, column: -)"
    assert await town.seen(town.agency) == []


@pytest.mark.parametrize("many", [0, 501])
async def test_multicast_takes_up_to_five_hundred_people(town: Town, many: int) -> None:
    got = await town.api("POST", "/v2/bot/message/multicast", {"to": [town.agency] * many, "messages": TEXT})
    assert got.details == [("to", "Size must be between 1 and 500")]


async def test_broadcast_reaches_all_friends_and_nobody_else(town: Town) -> None:
    await town.api("POST", "/v2/bot/message/broadcast", {"messages": TEXT})
    assert [await town.seen(user) for user in (town.agency, town.clerk, town.expert)] == [
        ["お知らせ"],
        ["お知らせ"],
        [],
    ]


async def test_at_the_edge_of_the_quota_a_request_is_sent_whole_or_not_at_all(town: Town) -> None:
    town.line.ledger.quota = 3
    await town.push(town.agency)
    await town.push(town.agency)
    both: dict[str, Any] = {"to": [town.agency, town.clerk], "messages": TEXT}
    refused = await town.api("POST", "/v2/bot/message/multicast", both)
    assert (refused.status, refused.words) == (429, "You have reached your monthly limit.")
    assert await town.seen(town.clerk) == []
    assert (await town.push(town.clerk)).status == 200
    assert (await town.push(town.clerk)).status == 429
    assert await town.control("GET", "quota") == {"used": 3, "limit": 3}


async def test_a_spent_quota_still_lets_through_what_reaches_nobody(town: Town) -> None:
    town.line.ledger.quota = 0
    assert (await town.push(town.expert)).status == 200


async def test_the_quota_begins_anew_with_the_month_in_japan(town: Town) -> None:
    town.line.ledger.quota = 1
    await town.push(town.agency)
    december = NOON + (6 * 24 + 12) * 3_600_000
    await town.control("POST", "clock", set=december - 1)
    assert (await town.push(town.agency)).status == 429
    await town.control("POST", "clock", set=december)
    assert (await town.push(town.agency)).status == 200


async def test_quota_is_told_as_limited_or_none(town: Town) -> None:
    assert (await town.api("GET", "/v2/bot/message/quota")).body == {"type": "limited", "value": 30_000}
    town.line.ledger.quota = None
    assert (await town.api("GET", "/v2/bot/message/quota")).body == {"type": "none"}


async def test_what_was_delivered_is_told_the_day_after(town: Town) -> None:
    await town.push(town.agency)
    path = "/v2/bot/message/delivery/push?date=20261124"
    assert (await town.api("GET", path)).body == {"status": "unready"}
    await town.control("POST", "clock", advance=DAY)
    assert (await town.api("GET", path)).body == {"status": "ready", "success": 1}
    assert (await town.api("GET", path.replace("20261124", "tuesday"))).status == 400


async def test_a_profile_is_told_of_friends_and_writers_only(town: Town) -> None:
    path = "/v2/bot/profile/"
    assert (await town.api("GET", path + town.agency)).body["displayName"] == "見本 花子"
    assert (await town.api("GET", path + town.expert)).status == 404
    await town.says(town.expert, text="一")
    assert (await town.api("GET", path + town.expert)).status == 200
    await town.does(town.agency, "block")
    assert (await town.api("GET", path + town.agency)).words == "Not found"


async def test_the_loading_mark_shows_until_the_next_message_or_its_time(town: Town) -> None:
    path, body = "/v2/bot/chat/loading/start", {"chatId": town.agency, "loadingSeconds": 5}
    assert (await town.api("POST", path, body)).status == 202
    assert (await town.chat(town.agency))["loading"] is True
    await town.push(town.agency)
    assert (await town.chat(town.agency))["loading"] is False
    await town.api("POST", path, body)
    await town.control("POST", "clock", advance=5)
    assert (await town.chat(town.agency))["loading"] is False


@pytest.mark.parametrize(("seconds", "words"), [(7, "must be a multiple of five"), (65, "Must be between 5 and 60")])
async def test_a_loading_mark_lasts_five_to_sixty_seconds_in_steps_of_five(
    town: Town, seconds: int, words: str
) -> None:
    got = await town.api("POST", "/v2/bot/chat/loading/start", {"chatId": town.agency, "loadingSeconds": seconds})
    assert got.details == [("loadingSeconds", words)]


async def test_a_loading_mark_is_for_persons_and_accepted_for_whoever_blocked(town: Town) -> None:
    path = "/v2/bot/chat/loading/start"
    assert (await town.api("POST", path, {"chatId": "C" + "0" * 32})).words.startswith("Only user id is acceptable")
    await town.does(town.agency, "block")
    assert (await town.api("POST", path, {"chatId": town.agency})).status == 202


async def test_reading_marks_everything_up_to_that_message(town: Town) -> None:
    await town.says(town.agency, text="一")
    await town.says(town.agency, text="二")
    token = town.bot.last["message"]["markAsReadToken"]
    await town.says(town.agency, text="三")
    assert (await town.api("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": token})).status == 200
    assert [each["read"] for each in (await town.chat(town.agency))["messages"]] == [True, True, False]


async def test_a_read_token_of_another_bot_is_refused(town: Town) -> None:
    got = await town.api("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": "of-another-bot"})
    assert (got.status, got.words.split(".")[0]) == (400, "Invalid markAsReadToken")
