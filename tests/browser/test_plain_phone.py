"""The phone of somebody without LINE: it reads QR codes off the other phones, opens links, and goes back."""

from __future__ import annotations

import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Shot
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import text
from tests.browser.seeing import arrive

PAGE = "https://demo.invalid/where"
INVITED = "https://line.me/R/oaMessage/%40sample/?%E3%82%B3%E3%83%BC%E3%83%89"


async def client(page: Page, stage: Stage) -> Locator:
    await arrive(page, stage, "U1")
    await page.get_by_role("button", name="事業者", exact=True).click()
    return page.locator('.slot[data-who="事業者"] .phone')


def pictured(name: str) -> dict[str, Any]:
    address = f"https://demo.invalid/{name}"
    return {"type": "image", "originalContentUrl": address, "previewImageUrl": address}


async def test_the_only_code_on_a_screen_opens_at_once(phone_page: Page, stage: Stage, shot: Shot) -> None:
    stage.codes = {"seen": PAGE}
    stage.show("U1", text("読み取ってもらってください。"), pictured("qr/seen"), pictured("picture"))
    phone = await client(phone_page, stage)
    await phone.get_by_role("button", name="この画面のQRを読み取る").click()
    await expect(phone.frame_locator("iframe").get_by_role("button", name="位置を測る")).to_be_visible()
    await expect(phone.get_by_role("textbox", name="リンク")).to_have_value(PAGE)
    await shot(phone_page, "client-page")
    assert await phone_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_of_several_pages_one_is_chosen_and_codes_for_line_are_left_out(
    desk_page: Page, stage: Stage, shot: Shot
) -> None:
    stage.codes = {"old": "https://demo.invalid/page", "seen": PAGE, "invited": INVITED}
    stage.show("U1", pictured("qr/old"), pictured("qr/seen"))
    stage.show("U2", pictured("qr/invited"))
    phone = await client(desk_page, stage)
    await phone.get_by_role("button", name="この画面のQRを読み取る").click()
    offered = phone.get_by_role("dialog", name="読み取ったQRコード").locator(".wide")
    await offered.first.wait_for()
    assert await offered.all_text_contents() == ["1　専門家のスマホのQRコード", "2　専門家のスマホのQRコード"]
    await shot(desk_page, "client-codes")
    await offered.first.click()
    await expect(phone.get_by_role("textbox", name="リンク")).to_have_value(PAGE)


async def test_a_code_for_line_is_only_named(desk_page: Page, stage: Stage) -> None:
    stage.codes = {"invited": INVITED}
    stage.show("U2", pictured("qr/invited"))
    phone = await client(desk_page, stage)
    await phone.get_by_role("button", name="この画面のQRを読み取る").click()
    await expect(phone.get_by_role("dialog", name="外部のページを開きます")).to_contain_text(INVITED)


async def test_without_a_code_it_says_so(desk_page: Page, stage: Stage) -> None:
    stage.show("U1", pictured("picture"))
    phone = await client(desk_page, stage)
    await phone.get_by_role("button", name="この画面のQRを読み取る").click()
    await expect(phone.get_by_role("status")).to_have_text("QRコードが見つかりませんでした")


async def test_a_pasted_link_opens_and_its_page_hears_the_place_of_this_phone(desk_page: Page, stage: Stage) -> None:
    phone = await client(desk_page, stage)
    link = phone.get_by_role("textbox", name="リンク")
    await link.fill("demo.invalid/next")
    await link.press("Enter")
    inner = phone.frame_locator("iframe")
    await phone.get_by_role("button", name="この電話の位置").click()
    await phone.get_by_text("建物の中", exact=True).click()
    await phone.get_by_role("button", name="この位置にする").click()
    await inner.get_by_role("link", name="次へ").click()
    await expect(link).to_have_value(PAGE)
    await inner.get_by_role("button", name="位置を測る").click()
    await expect(inner.locator("#once")).to_have_text(re.compile(r"^35\.681[123]\d* 139\.767[012]\d* 80m$"))
    await phone.get_by_role("button", name="前のページへ").click()
    await expect(link).to_have_value("https://demo.invalid/next")


async def test_an_outside_link_is_only_named(desk_page: Page, stage: Stage) -> None:
    phone = await client(desk_page, stage)
    await phone.get_by_role("textbox", name="リンク").fill("https://example.com/x")
    await phone.get_by_role("button", name="開く", exact=True).click()
    await expect(phone.get_by_role("dialog")).to_contain_text("https://example.com/x")
