"""Pages of the service inside a phone: they hear its position and clock, can be drawn on, and open elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.browser import examples
from tests.browser.conftest import Shot
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import offering, text
from tests.browser.seeing import arrive

HEARD = {  # what is chosen for the phone, what a page then hears: a reading well within the accuracy of the place
    "見通しのよい場所": r"35\.6812[34]\d* 139\.7671[123]\d* 5m",
    "建物の中": r"35\.681[123]\d* 139\.767[012]\d* 80m",
    "おおよそだけ許可": r"35\.6(?:7[89]|8[0-4])\d* 139\.7(?:6[3-9]|70)\d* 3000m",
    "許可しない": "failed 1",
    "測れない": "failed 3",
}


def heard(way: str, often: str = "") -> re.Pattern[str]:
    return re.compile(f"^{HEARD[way]}{often}$")


async def opened(page: Page, stage: Stage, path: str) -> tuple[Locator, FrameLocator]:
    """The phone, and the page of this path inside it."""
    address = f"https://demo.invalid/{path}"
    stage.answer = {"open": address}
    stage.show("U1", text("前"), offering({"type": "uri", "uri": address}))
    phone = await arrive(page, stage, "U1")
    await phone.get_by_role("button", name="押す").click()
    return phone, phone.frame_locator("iframe")


async def choose(phone: Locator, way: str) -> Locator:
    await phone.get_by_role("button", name="この電話の位置").click()
    sheet = phone.get_by_role("dialog", name="この電話の位置")
    await sheet.get_by_text(way, exact=True).click()
    return sheet


@pytest.mark.parametrize("way", HEARD)
async def test_a_page_hears_the_position_of_the_phone(phone_page: Page, stage: Stage, shot: Shot, way: str) -> None:
    phone, inner = await opened(phone_page, stage, "where")
    sheet = await choose(phone, way)
    await shot(phone_page, f"position-sheet-{list(HEARD).index(way)}")
    await sheet.get_by_role("button", name="この位置にする").click()
    await inner.get_by_role("button", name="位置を測る").tap()
    await expect(inner.locator("#once")).to_have_text(heard(way))
    await expect(inner.locator("#often")).to_have_text(heard(way, " ×3"))
    state = "denied" if way == "許可しない" else "granted"
    await expect(inner.locator("#permission")).to_have_text(state)
    await shot(phone_page, f"position-page-{list(HEARD).index(way)}")


async def test_the_place_of_the_phone_can_be_put_anywhere(desk_page: Page, stage: Stage) -> None:
    phone, inner = await opened(desk_page, stage, "where")
    sheet = await choose(phone, "建物の中")
    await sheet.get_by_label("緯度").fill("43.0621")
    await sheet.get_by_label("経度").fill("141.3544")
    await sheet.get_by_role("button", name="この位置にする").click()
    await expect(phone.get_by_role("button", name="この電話の位置")).to_have_text("この電話の位置：誤差 80m")
    await inner.get_by_role("button", name="位置を測る").click()
    await expect(inner.locator("#once")).to_have_text(re.compile(r"^43\.06[12]\d* 141\.354[2-5]\d* 80m$"))
    await phone.get_by_role("button", name="閉じる").click()
    await phone.get_by_role("button", name="写真やファイルなどを送る").click()
    await phone.get_by_role("button", name="位置情報", exact=True).click()
    await expect(phone.get_by_label("緯度", exact=True)).to_have_value("43.062100")


async def test_the_real_position_is_that_of_the_browser(desk_page: Page, stage: Stage) -> None:
    await desk_page.context.grant_permissions(["geolocation"], origin=stage.url)
    await desk_page.context.set_geolocation({"latitude": 33.5, "longitude": 130.25, "accuracy": 12})
    phone, inner = await opened(desk_page, stage, "where")
    sheet = await choose(phone, "本物の位置を使う")
    await sheet.get_by_role("button", name="この位置にする").click()
    await inner.get_by_role("button", name="位置を測る").click()
    await expect(inner.locator("#once")).to_have_text("33.5 130.25 12m")


async def test_pages_that_follow_hear_it_too_and_all_tell_the_time_of_the_local_line(
    desk_page: Page, stage: Stage
) -> None:
    _, inner = await opened(desk_page, stage, "next")
    await measured(inner)
    await inner.get_by_role("link", name="次へ").click()
    await expect(inner.get_by_role("link", name="次へ")).to_have_count(0)
    await measured(inner)


async def measured(inner: FrameLocator) -> None:
    await inner.get_by_role("button", name="位置を測る").click()
    await expect(inner.locator("#once")).to_have_text(heard("見通しのよい場所"))
    await expect(inner.locator("#time")).to_have_text("2026-11-24T04:52")
    await expect(inner.locator("#age")).to_have_text("0")


async def test_a_signature_is_drawn_by_mouse(desk_page: Page, stage: Stage) -> None:
    _, inner = await opened(desk_page, stage, "sign")
    box = await inner.locator("canvas").bounding_box()
    assert box is not None
    await desk_page.mouse.move(box["x"] + 20, box["y"] + 20)
    await desk_page.mouse.down()
    await desk_page.mouse.move(box["x"] + 120, box["y"] + 90, steps=5)
    await desk_page.mouse.up()
    await expect(inner.locator("output")).to_have_text("20,20 → 120,90")


async def test_a_signature_is_drawn_by_finger_and_the_chat_beneath_stays(
    phone_page: Page, stage: Stage, shot: Shot
) -> None:
    phone, inner = await opened(phone_page, stage, "sign")
    stage.chats["U1"]["messages"] += [examples.sent(f"y{n}", text("長い話")) for n in range(30)]
    stage.tell("chat", user="U1")
    await expect(phone.locator(".say")).to_have_count(31)
    before = await phone.locator(".chat").evaluate("node => node.scrollTop")
    box = await inner.locator("canvas").bounding_box()
    assert box is not None
    await stroke(phone_page, box["x"] + 30, box["y"] + 140, box["x"] + 90, box["y"] + 10)
    await expect(inner.locator("output")).to_have_text("30,140 → 90,10")
    await stroke(phone_page, box["x"] + 30, box["y"] + 10, box["x"] + 90, box["y"] + 140)
    await expect(inner.locator("output")).to_have_text("30,10 → 90,140")
    await shot(phone_page, "page-signature")
    assert await phone.locator(".chat").evaluate("node => node.scrollTop") == before > 0
    assert await inner.locator("html").evaluate("node => node.scrollTop") == 0


async def stroke(page: Page, x: float, y: float, to_x: float, to_y: float) -> None:
    touch = await page.context.new_cdp_session(page)
    for part in range(5):
        at = {"x": x + (to_x - x) * part / 4, "y": y + (to_y - y) * part / 4}
        kind = "touchMove" if part else "touchStart"
        await touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def test_a_page_is_read_again_or_opened_in_another_browser(desk_page: Page, stage: Stage) -> None:
    phone, inner = await opened(desk_page, stage, "where")
    await expect(phone.locator(".cover-title")).to_have_text("位置の見本")
    await inner.get_by_role("button", name="位置を測る").click()
    await expect(inner.locator("#once")).to_have_text(heard("見通しのよい場所"))
    await phone.get_by_role("button", name="ページの操作").click()
    await phone.get_by_role("button", name="もう一度読み込む").click()
    await expect(inner.locator("#once")).to_be_empty()
    await phone.get_by_role("button", name="ページの操作").click()
    async with desk_page.context.expect_page() as other:
        await phone.get_by_role("button", name="ほかのブラウザで開く").click()
    elsewhere = await other.value
    await expect(elsewhere.get_by_role("button", name="位置を測る")).to_be_visible()
    assert elsewhere.url == f"{stage.url}/where"
