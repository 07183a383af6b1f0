"""What opens over the chat: pages of the service, outside addresses, the clipboard."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import offering
from tests.browser.seeing import arrive


async def test_a_page_of_the_service_opens_in_the_phone_and_leads_back_with_its_words(
    desk_page: Page, stage: Stage
) -> None:
    action = {"type": "uri", "uri": "https://demo.invalid/page"}
    stage.answer = {"open": "https://demo.invalid/page"}
    stage.show("U2", offering(action))
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="押す").click()
    frame = phone.frame_locator("iframe")
    await expect(frame.get_by_role("heading")).to_have_text("資格の有効期限")
    await frame.get_by_role("link", name="戻る").click()
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_have_value("戻る")
    await expect(phone.locator("iframe")).to_have_count(0)


async def test_a_page_closes_with_a_real_button(desk_page: Page, stage: Stage) -> None:
    stage.answer = {"open": "https://demo.invalid/page"}
    stage.show("U2", offering({"type": "uri", "uri": "https://demo.invalid/page"}))
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="押す").click()
    await phone.get_by_role("button", name="閉じる").click()
    await expect(phone.locator("iframe")).to_have_count(0)
    await expect(phone.get_by_role("button", name="押す")).to_be_focused()


async def test_an_outside_address_is_only_named(desk_page: Page, stage: Stage) -> None:
    stage.answer = {"open": "https://example.com/x"}
    stage.show("U2", offering({"type": "uri", "uri": "https://example.com/x"}))
    phone = await arrive(desk_page, stage, "U2")
    asked: list[str] = []
    desk_page.on("request", lambda request: asked.append(request.url))
    await phone.get_by_role("button", name="押す").click()
    await expect(phone.get_by_role("dialog", name="外部のページを開きます")).to_contain_text("https://example.com/x")
    assert [url for url in asked if not url.startswith(stage.url)] == []


async def test_words_are_copied_to_the_clipboard(desk_page: Page, stage: Stage) -> None:
    await desk_page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=stage.url)
    stage.answer = {"copied": "2041"}
    stage.show("U2", offering({"type": "clipboard", "clipboardText": "2041"}))
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="押す").click()
    await expect(phone.get_by_role("status")).to_have_text("コピーしました")
    assert await desk_page.evaluate("navigator.clipboard.readText()") == "2041"
