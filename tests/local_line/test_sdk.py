"""LINE's own SDK for Python works against the local LINE, and reads every event it emits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from linebot.v3 import messaging
from linebot.v3.messaging import (
    ApiException,
    AsyncApiClient,
    AsyncMessagingApi,
    AsyncMessagingApiBlob,
    BroadcastRequest,
    Configuration,
    CreateRichMenuAliasRequest,
    FlexContainer,
    FlexMessage,
    MarkMessagesAsReadByTokenRequest,
    MulticastRequest,
    NarrowcastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuBatchRequest,
    RichMenuBulkLinkRequest,
    RichMenuBulkUnlinkRequest,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
    UpdateRichMenuAliasRequest,
    ValidateMessageRequest,
)
from linebot.v3.messaging.models import RichMenuBatchLinkOperation
from linebot.v3.models.events import UnknownEvent
from linebot.v3.oauth import AsyncApiClient as AsyncOauthClient
from linebot.v3.oauth import Configuration as OauthConfiguration
from linebot.v3.oauth.api.async_channel_access_token import AsyncChannelAccessToken
from linebot.v3.webhook import WebhookParser

from tests.local_line.conftest import SECRET, Town
from tests.local_line.pictures import jpeg, png
from tests.local_line.test_rich_menus import menu

KEY = "123e4567-e89b-12d3-a456-426614174000"
BUBBLE = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "x"}]}}


@dataclass(frozen=True, slots=True)
class Sdk:
    api: AsyncMessagingApi
    blob: AsyncMessagingApiBlob


@pytest.fixture
async def sdk(town: Town) -> AsyncIterator[Sdk]:
    host = str(town.http.make_url("")).rstrip("/")
    async with AsyncApiClient(Configuration(host=host, access_token=town.line.settings.access_token)) as client:
        yield Sdk(AsyncMessagingApi(client), AsyncMessagingApiBlob(client))


def text(words: str = "はい。") -> TextMessage:
    return TextMessage(text=words, quickReply=None, quoteToken=None)


def parsed(town: Town) -> list[Any]:
    parser = WebhookParser(SECRET)
    return [
        event for body, headers in town.bot.got for event in parser.parse(body.decode(), headers["x-line-signature"])
    ]


async def test_the_parser_knows_every_event_a_phone_can_cause(town: Town) -> None:
    person, postback = town.expert, {"type": "postback", "label": "x", "data": "d"}
    picker = {"type": "datetimepicker", "label": "x", "data": "d", "mode": "date"}
    await town.does(person, "follow")
    for what in (
        {"text": "一 😀"},
        {"sticker": True},
        {"video": True},
        {"audio": True},
        {"location": {"latitude": 35.5, "longitude": 139}},
    ):
        await town.says(person, **what)
    await town.sends(
        person, ("a.jpg", jpeg(), "image/jpeg"), ("b.jpg", jpeg(), "image/jpeg"), ("c.pdf", b"%PDF", "application/pdf")
    )
    await town.control("POST", f"messages/{(await town.chat(person))['messages'][0]['id']}/unsend")
    buttons = [{"type": "button", "action": each} for each in (postback, picker)]
    card = {
        "type": "flex",
        "altText": "x",
        "contents": {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": buttons}},
    }
    sent = await town.api("POST", "/v2/bot/message/push", {"to": person, "messages": [card]})
    await town.taps(person, sent.body["sentMessages"][0]["id"], postback)
    await town.taps(person, sent.body["sentMessages"][0]["id"], picker, "2026-11-24")
    await town.does(person, "block")
    events = parsed(town)
    assert not [event for event in events if isinstance(event, UnknownEvent)]
    assert [event.type for event in events] == [
        "follow", *["message"] * 8, "unsend", "postback", "postback", "unfollow",
    ]  # fmt: skip
    kinds = [event.message.type for event in events if event.type == "message"]
    assert sorted(kinds) == ["audio", "file", "image", "image", "location", "sticker", "text", "video"]


async def test_the_parser_reads_redeliveries_and_whatever_may_be_left_out(town: Town) -> None:
    await town.control("POST", "config", redelivery=[10], missing_property=True, unknown_property=True)
    town.bot.status = 500
    await town.says(town.agency, text="一")
    await town.control("POST", "clock", advance=10)
    await town.idle()
    assert [event.delivery_context.is_redelivery for event in parsed(town)] == [False, True]


async def test_replies_pushes_multicasts_and_broadcasts(town: Town, sdk: Sdk) -> None:
    await town.says(town.agency, text="一")
    flex = FlexMessage(altText="x", contents=FlexContainer.from_dict(BUBBLE))
    replied = await sdk.api.reply_message(
        ReplyMessageRequest(replyToken=town.bot.last["replyToken"], messages=[text(), flex])
    )
    pushed = await sdk.api.push_message(PushMessageRequest(to=town.agency, messages=[text()]), x_line_retry_key=KEY)
    await sdk.api.multicast(MulticastRequest(to=[town.agency, town.clerk], messages=[text()]))
    await sdk.api.broadcast(BroadcastRequest(messages=[text()]))
    shown = (await town.chat(town.agency))["messages"]
    assert [each["id"] for each in shown[1:4]] == [each.id for each in (*replied.sent_messages, *pushed.sent_messages)]
    assert len(shown) == 6
    assert (await sdk.api.get_message_quota()).value == 30_000
    assert (await sdk.api.get_message_quota_consumption()).total_usage == 1 + 2 + 2


async def test_an_accepted_retry_key_is_an_exception_with_the_first_request(town: Town, sdk: Sdk) -> None:
    request = PushMessageRequest(to=town.agency, messages=[text()])
    first = await sdk.api.push_message_with_http_info(request, x_line_retry_key=KEY)
    with pytest.raises(ApiException) as caught:
        await sdk.api.push_message(request, x_line_retry_key=KEY)
    assert caught.value.status == 409
    assert caught.value.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]


async def test_validation(sdk: Sdk) -> None:
    good, bad = ValidateMessageRequest(messages=[text()]), ValidateMessageRequest(messages=[text("")])
    api = sdk.api
    for check in (
        api.validate_reply,
        api.validate_push,
        api.validate_multicast,
        api.validate_narrowcast,
        api.validate_broadcast,
    ):
        await check(good)
        with pytest.raises(ApiException, match="May not be empty"):
            await check(bad)


async def test_a_narrowcast_is_not_for_this_account(sdk: Sdk) -> None:
    with pytest.raises(ApiException) as caught:
        await sdk.api.narrowcast(NarrowcastRequest(messages=[text()]))
    assert caught.value.status == 403


async def test_profile_information_and_link_token(town: Town, sdk: Sdk) -> None:
    info = await sdk.api.get_bot_info()
    assert (info.user_id, info.basic_id) == (town.line.settings.bot_user, town.line.settings.basic_id)
    assert (await sdk.api.get_profile(town.agency)).display_name == "見本 花子"
    assert (await sdk.api.issue_link_token(town.agency)).link_token


async def test_loading_and_reading(town: Town, sdk: Sdk) -> None:
    await town.says(town.agency, text="一")
    await sdk.api.show_loading_animation(ShowLoadingAnimationRequest(chatId=town.agency, loadingSeconds=5))
    token = town.bot.last["message"]["markAsReadToken"]
    await sdk.api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(markAsReadToken=token))
    chat = await town.chat(town.agency)
    assert (chat["loading"], chat["messages"][0]["read"]) == (True, True)


async def test_content_preview_and_transcoding(town: Town, sdk: Sdk) -> None:
    (photo,) = await town.sends(town.agency, ("a.jpg", jpeg(), "image/jpeg"))
    video = await town.says(town.agency, video=True)
    assert bytes(await sdk.blob.get_message_content(photo))[:2] == b"\xff\xd8"
    assert bytes(await sdk.blob.get_message_content_preview(photo))[:2] == b"\xff\xd8"
    assert (await sdk.blob.get_message_content_with_http_info(video)).status_code == 202
    assert (await sdk.blob.get_message_content_transcoding_by_message_id(video)).status == "processing"


async def test_the_webhooks_address_and_test_call(town: Town, sdk: Sdk) -> None:
    url = town.line.webhooks.url
    assert (await sdk.api.test_webhook_endpoint()).success
    assert (await sdk.api.test_webhook_endpoint(messaging.TestWebhookEndpointRequest(endpoint=url))).status_code == 200
    await sdk.api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint=url))
    assert (await sdk.api.get_webhook_endpoint()).endpoint == url


async def create(sdk: Sdk, name: str) -> str:
    made = await sdk.api.create_rich_menu(RichMenuRequest.from_dict(menu(name)))
    await sdk.blob.set_rich_menu_image(made.rich_menu_id, bytearray(png()), _headers={"Content-Type": "image/png"})
    return str(made.rich_menu_id)


async def test_rich_menus_and_their_pictures(sdk: Sdk) -> None:
    await sdk.api.validate_rich_menu_object(RichMenuRequest.from_dict(menu()))
    made = await create(sdk, "menu")
    assert (await sdk.api.get_rich_menu(made)).name == "menu"
    assert bytes(await sdk.blob.get_rich_menu_image(made)) == png()
    assert [each.rich_menu_id for each in (await sdk.api.get_rich_menu_list()).richmenus] == [made]
    await sdk.api.delete_rich_menu(made)
    assert (await sdk.api.get_rich_menu_list()).richmenus == []


async def test_defaults_links_and_batches_of_rich_menus(town: Town, sdk: Sdk) -> None:
    api, one, two = sdk.api, await create(sdk, "one"), await create(sdk, "two")
    await api.set_default_rich_menu(one)
    assert (await api.get_default_rich_menu_id()).rich_menu_id == one
    await api.cancel_default_rich_menu()
    await api.link_rich_menu_id_to_user(town.agency, one)
    assert (await api.get_rich_menu_id_of_user(town.agency)).rich_menu_id == one
    await api.unlink_rich_menu_id_from_user(town.agency)
    await api.link_rich_menu_id_to_users(RichMenuBulkLinkRequest(richMenuId=one, userIds=[town.agency, town.clerk]))
    batch = RichMenuBatchRequest(
        operations=[RichMenuBatchLinkOperation.from_dict({"type": "link", "from": one, "to": two})]
    )
    await api.validate_rich_menu_batch_request(batch)
    started = await api.rich_menu_batch_with_http_info(batch)
    assert (await api.get_rich_menu_id_of_user(town.clerk)).rich_menu_id == two
    assert (await api.get_rich_menu_batch_progress(started.headers["x-line-request-id"])).phase == "succeeded"
    await api.unlink_rich_menu_id_from_users(RichMenuBulkUnlinkRequest(userIds=[town.clerk]))
    with pytest.raises(ApiException, match="the user has no richmenu"):
        await api.get_rich_menu_id_of_user(town.clerk)


async def test_aliases_of_rich_menus(sdk: Sdk) -> None:
    one, two = await create(sdk, "one"), await create(sdk, "two")
    await sdk.api.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId="home", richMenuId=one))
    await sdk.api.update_rich_menu_alias("home", UpdateRichMenuAliasRequest(richMenuId=two))
    assert (await sdk.api.get_rich_menu_alias("home")).rich_menu_id == two
    assert [each.rich_menu_alias_id for each in (await sdk.api.get_rich_menu_alias_list()).aliases] == ["home"]
    await sdk.api.delete_rich_menu_alias("home")


async def test_tokens_are_issued_and_serve(town: Town) -> None:
    host = str(town.http.make_url("")).rstrip("/")
    known = town.line.settings
    async with AsyncOauthClient(OauthConfiguration(host=host)) as client:
        issued = await AsyncChannelAccessToken(client).issue_stateless_channel_token(
            grant_type="client_credentials", client_id=known.channel_id, client_secret=known.channel_secret
        )
    async with AsyncApiClient(Configuration(host=host, access_token=issued.access_token)) as client:
        assert (await AsyncMessagingApi(client).get_bot_info()).user_id == known.bot_user
