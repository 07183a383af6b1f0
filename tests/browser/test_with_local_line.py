"""The phones page on the real local LINE, with a bot of a few lines behind it: both keep to the same control API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest_asyncio
from aiohttp import web
from playwright.async_api import FilePayload, Locator, Page, expect

from bot.local_line import LocalLine, Settings
from tests.browser import examples
from tests.browser.conftest import Shot
from tests.browser.flex_examples import approval

PDF: FilePayload = {"name": "経歴.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
SENT = [(("スタンプ",), "sticker"), (("位置情報", "この位置を送る"), "location"), (("動画（見本）",), "video")]


class Bot:
    """Answers every message with the approval card and two quick replies, every postback with its data."""

    def __init__(self) -> None:
        self.line_url = ""
        self.events: list[dict[str, Any]] = []

    async def hear(self, request: web.Request) -> web.Response:
        for event in (await request.json())["events"]:
            self.events.append(event)
            if "replyToken" in event:
                await self._reply(event)
        return web.Response()

    async def _reply(self, event: dict[str, Any]) -> None:
        postback = event.get("postback")
        card = approval() | {"quickReply": {"items": examples.quick("承認する", "差し戻す")}}
        said = {"type": "text", "text": postback["data"]} if postback else card
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                f"{self.line_url}/v2/bot/message/reply",
                json={"replyToken": event["replyToken"], "messages": [said]},
                headers={"Authorization": f"Bearer {Settings().access_token}"},
            ) as answer,
        ):
            assert answer.status == 200, await answer.text()


async def listening(app: web.Application, runners: list[web.AppRunner]) -> str:
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    runners.append(runner)
    return f"http://127.0.0.1:{runner.addresses[0][1]}"


@pytest_asyncio.fixture(loop_scope="session")
async def bot() -> AsyncIterator[Bot]:
    made, runners = Bot(), list[web.AppRunner]()
    hooks = web.Application()
    hooks.router.add_post("/hook", made.hear)
    line = LocalLine(Settings(webhook_url=f"{await listening(hooks, runners)}/hook"))
    line.add("試験 太郎", "expert")
    line.add("見本 花子", "agency", friend=True)
    made.line_url = await listening(line.create_app(), runners)
    yield made
    for runner in reversed(runners):
        await runner.cleanup()


async def arrive(page: Page, bot: Bot, number: int) -> Locator:
    await page.goto(bot.line_url)
    await page.wait_for_selector("body[data-ready]")
    return page.locator(".phone").nth(number)


async def test_a_stranger_becomes_a_friend_and_is_greeted(desk_page: Page, bot: Bot) -> None:
    phone = await arrive(desk_page, bot, 0)
    await phone.get_by_role("button", name="友だち追加").click()
    await expect(phone.get_by_text("登録の承認", exact=True)).to_be_visible()
    assert [event["type"] for event in bot.events] == ["follow"]


async def test_words_a_card_and_a_decision_go_to_and_fro(desk_page: Page, bot: Bot, shot: Shot) -> None:
    phone = await arrive(desk_page, bot, 1)
    field = phone.get_by_role("textbox", name="メッセージを入力")
    await field.fill("承認待ち")
    await field.press("Enter")
    await phone.locator(".pill", has_text="差し戻す").click()
    await expect(phone.get_by_text("t.差し戻す")).to_be_visible()
    await expect(phone.locator(".mine", has_text="差し戻す")).to_be_visible()
    await expect(phone.locator(".quick")).to_be_hidden()
    await expect(desk_page.locator("#log")).to_contain_text("/v2/bot/message/reply")
    await shot(desk_page, "with-local-line")


async def test_photos_files_places_and_stickers_arrive_as_events(desk_page: Page, bot: Bot) -> None:
    phone = await arrive(desk_page, bot, 1)
    async with desk_page.expect_file_chooser() as chooser:
        await phone.get_by_role("button", name="写真やファイルなどを送る").click()
        await phone.get_by_role("button", name="写真・ファイル", exact=True).click()
    await (await chooser.value).set_files(PDF)
    await expect(phone.get_by_text("経歴.pdf")).to_be_visible()
    for names, kind in SENT:
        await phone.get_by_role("button", name="写真やファイルなどを送る").click()
        for name in names:
            await phone.get_by_role("button", name=name, exact=True).click()
        await expect(phone.locator(f'.mine[data-kind="{kind}"]')).to_be_visible()
    assert [event["message"]["type"] for event in bot.events] == ["file", "sticker", "location", "video"]


async def test_a_message_is_unsent_and_the_account_blocked(desk_page: Page, bot: Bot) -> None:
    phone = await arrive(desk_page, bot, 1)
    await phone.get_by_role("textbox", name="メッセージを入力").fill("まちがい")
    await phone.get_by_role("button", name="送信", exact=True).click()
    await phone.locator(".mine .say").click(button="right")
    await phone.get_by_role("button", name="送信を取り消す").click()
    await expect(phone.get_by_text("メッセージの送信を取り消しました")).to_be_visible()
    await phone.get_by_role("button", name="トークの設定").click()
    await phone.get_by_role("button", name="ブロックする").click()
    await phone.get_by_role("button", name="ブロックを解除する").click()
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_be_visible()
    await expect(phone.get_by_text("登録の承認", exact=True).nth(1)).to_be_attached()
    assert [event["type"] for event in bot.events] == ["message", "unsend", "unfollow", "follow"]
