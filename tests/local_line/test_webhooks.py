"""What arrives at the bot, and how often."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest

from bot.local_line.signature import sign
from tests.local_line.conftest import NOON, SECRET, Town

SECOND = 1_000


def test_the_signature_of_the_documents_example_is_reproduced() -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    assert sign(SECRET, body) == "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


async def test_a_webhook_is_signed_over_exactly_the_bytes_that_are_sent(town: Town) -> None:
    await town.says(town.agency, text="𠮷野家の髙橋です 😀")
    body, headers = town.bot.got[0]
    expected = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
    assert headers["x-line-signature"] == expected
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["User-Agent"] == "LineBotWebhook/2.0"
    assert "𠮷野家の髙橋です 😀".encode() in body
    assert body == json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")).encode()


async def test_a_text_message_event_has_the_documented_properties_and_no_others(town: Town) -> None:
    message = await town.says(town.agency, text="こんにちは")
    event = town.bot.last
    assert town.bot.bodies[-1]["destination"] == town.line.settings.bot_user
    assert set(event) == {
        "type", "message", "webhookEventId", "deliveryContext", "timestamp", "source", "replyToken", "mode",
    }  # fmt: skip
    assert event["timestamp"] == NOON
    assert event["source"] == {"type": "user", "userId": town.agency}
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert event["mode"] == "active"
    assert set(event["message"]) == {"type", "id", "quoteToken", "markAsReadToken", "text"}
    assert event["message"]["id"] == message
    assert len(event["webhookEventId"]) == 26


async def test_following_blocking_and_unblocking_tell_the_bot_and_only_blocking_cannot_be_answered(town: Town) -> None:
    for what in ("follow", "follow", "block", "block", "unblock"):
        await town.does(town.expert, what)
    assert [event["type"] for event in town.bot.events] == ["follow", "unfollow", "follow"]
    assert [event.get("follow") for event in town.bot.events] == [{"isUnblocked": False}, None, {"isUnblocked": True}]
    assert [("replyToken" in event) for event in town.bot.events] == [True, False, True]


async def test_whoever_blocked_the_account_cannot_write_to_it(town: Town) -> None:
    await town.does(town.agency, "block")
    assert await town.refused(f"chats/{town.agency}/send", text="もしもし") == 409
    assert [event["type"] for event in town.bot.events] == ["unfollow"]


async def test_by_default_a_failed_webhook_is_not_delivered_again(town: Town) -> None:
    town.bot.status = 500
    await town.says(town.agency, text="一")
    await town.control("POST", "clock", advance=86_400)
    await town.idle()
    assert len(town.bot.got) == 1
    assert (await town.control("GET", "webhooks"))[0]["reason"] == "error_status_code"


async def test_a_bot_that_answers_too_late_gets_the_same_event_again_on_schedule(town: Town) -> None:
    await town.control("POST", "config", timeout_s=0.05, redelivery=[10, 60, 60])
    town.bot.silent = True
    await town.says(town.agency, text="一")
    await town.control("POST", "clock", advance=10)
    await town.idle()
    town.bot.silent = False
    await town.control("POST", "clock", advance=60)
    await town.idle()
    await town.control("POST", "clock", advance=3_600)
    await town.idle()
    first, second, third = town.bot.events
    assert second == third == first | {"deliveryContext": {"isRedelivery": True}}
    attempts = await town.control("GET", "webhooks")
    assert [each["kind"] for each in attempts] == ["redelivery", "redelivery", "delivery"]
    assert [each["reason"] for each in attempts] == ["", "request_timeout", "request_timeout"]


async def test_a_bot_that_is_not_there_is_logged_as_not_connected(town: Town) -> None:
    town.line.webhooks.url = "http://127.0.0.1:1/line/webhook"
    await town.says(town.agency, text="一")
    assert (await town.control("GET", "webhooks"))[0]["reason"] == "could_not_connect"


async def test_a_duplicate_comes_after_the_acknowledgement_and_is_not_marked_as_redelivery(town: Town) -> None:
    await town.control("POST", "config", duplicates=True)
    await town.says(town.agency, text="一")
    assert town.bot.got[0] == town.bot.got[1]
    assert len(town.bot.got) == 2
    assert town.bot.last["deliveryContext"] == {"isRedelivery": False}


async def test_two_deliveries_may_come_at_the_same_time(town: Town) -> None:
    await town.control("POST", "config", concurrent_duplicates=True, timeout_s=0.05)
    town.bot.silent = True
    await town.says(town.agency, text="一")
    assert len(town.bot.got) == 2
    assert [each["kind"] for each in await town.control("GET", "webhooks")] == ["delivery", "delivery"]


async def test_the_same_message_may_come_under_another_event_id(town: Town) -> None:
    await town.control("POST", "config", changed_id=True)
    await town.says(town.agency, text="一")
    first, second = town.bot.events
    assert first["webhookEventId"] != second["webhookEventId"]
    assert first["message"] == second["message"]


async def test_events_of_one_window_share_requests_of_the_batch_size(town: Town) -> None:
    await town.control("POST", "config", batch=2, window_s=1)
    for user, text in ((town.agency, "一"), (town.clerk, "二"), (town.agency, "三")):
        await town.says(user, text=text)
    assert town.bot.got == []
    await town.control("POST", "clock", advance=1)
    await town.idle()
    assert [[event["message"]["text"] for event in body["events"]] for body in town.bot.bodies] == [
        ["一", "二"],
        ["三"],
    ]


async def test_reordered_events_change_places_and_keep_their_timestamps(town: Town) -> None:
    await town.control("POST", "config", reorder=True)
    await town.says(town.agency, text="一")
    assert town.bot.got == []
    await town.control("POST", "clock", advance=1)
    await town.says(town.agency, text="二")
    assert [event["message"]["text"] for event in town.bot.events] == ["二", "一"]
    assert [event["timestamp"] for event in town.bot.events] == [NOON + SECOND, NOON]


async def test_a_delayed_event_comes_when_its_time_has_come(town: Town) -> None:
    await town.control("POST", "config", delay=True, delay_s=300)
    await town.says(town.agency, text="一")
    await town.control("POST", "clock", advance=299)
    await town.idle()
    assert town.bot.got == []
    await town.control("POST", "clock", advance=1)
    await town.idle()
    assert town.bot.last["timestamp"] == NOON


async def test_a_dropped_event_never_comes_and_is_in_the_log(town: Town) -> None:
    await town.control("POST", "config", drop=True, redelivery=[10])
    await town.says(town.agency, text="一")
    await town.control("POST", "clock", advance=60)
    await town.idle()
    assert town.bot.got == []
    assert [each["kind"] for each in await town.control("GET", "webhooks")] == ["dropped"]


async def test_a_wrong_signature_is_really_wrong(town: Town) -> None:
    await town.control("POST", "config", wrong_signature=True)
    await town.says(town.agency, text="一")
    body, headers = town.bot.got[0]
    assert headers["x-line-signature"] != sign(SECRET, body)


async def test_what_line_may_invent_or_leave_out_can_be_switched_on(town: Town) -> None:
    await town.control("POST", "config", unknown_event=True, unknown_property=True, missing_property=True)
    await town.says(town.agency, text="一")
    event, invented = town.bot.events
    assert "novelty" in event
    assert "markAsReadToken" not in event["message"]
    assert invented["type"] == "somethingNew"
    assert invented["webhookEventId"] != event["webhookEventId"]


async def test_in_standby_events_carry_no_reply_token(town: Town) -> None:
    await town.control("POST", "config", standby=True)
    await town.says(town.agency, text="一")
    assert town.bot.last["mode"] == "standby"
    assert "replyToken" not in town.bot.last


async def test_any_event_can_be_sent_signed(town: Town) -> None:
    strange = {"type": "join", "webhookEventId": "01H", "source": {"type": "group", "groupId": "C" + "0" * 32}}
    await town.control("POST", "webhooks", events=[strange])
    await town.idle()
    assert town.bot.events == [strange]


async def test_the_test_call_sends_an_empty_webhook_and_reports_the_answer(town: Town) -> None:
    good = await town.api("POST", "/v2/bot/channel/webhook/test", {})
    town.bot.status = 403
    bad = await town.api("POST", "/v2/bot/channel/webhook/test", {})
    assert [body["events"] for body in town.bot.bodies] == [[], []]
    assert (good.body["success"], good.body["statusCode"], good.body["reason"]) == (True, 200, "OK")
    assert (bad.body["success"], bad.body["statusCode"], bad.body["reason"]) == (False, 403, "ERROR_STATUS_CODE")


async def test_the_webhooks_address_can_be_asked_and_changed(town: Town) -> None:
    moved = str(town.line.webhooks.url) + "?again"
    await town.api("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": moved})
    assert (await town.api("GET", "/v2/bot/channel/webhook/endpoint")).body == {"endpoint": moved, "active": True}


@pytest.mark.parametrize("url", ["http://example.com/x", "ftp://127.0.0.1/", "nonsense", "https://e.jp/" + "a" * 500])
async def test_an_address_line_could_not_call_is_refused(town: Town, url: str) -> None:
    got = await town.api("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": url})
    assert (got.status, got.words) == (400, "Invalid webhook endpoint URL")


async def test_the_record_says_whom_a_delivery_was_about_and_what_it_was(town: Town) -> None:
    await town.says(town.agency, text="承認待ち")
    await town.does(town.expert, "follow")
    assert [each["about"] for each in await town.control("GET", "webhooks")] == [
        [[town.expert, "follow"]],
        [[town.agency, "message/text"]],
    ]
