"""The page as a whole: four phones beside the record on a desk, one at a time on a phone, and what to do next."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.conftest import Shot
from tests.browser.fixture_chat import Stage

READY = "body[data-ready]"


async def test_on_a_desk_four_phones_stand_beside_the_record(desk_page: Page, stage: Stage, shot: Shot) -> None:
    await desk_page.goto(stage.url)
    await desk_page.wait_for_selector(READY)
    await shot(desk_page, "local-line-desk")
    widths = await desk_page.locator(".phone").evaluate_all("all => all.map(one => one.offsetWidth)")
    assert widths == [360, 360, 360, 360]
    assert await desk_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_on_a_phone_one_chat_stands_at_a_time(phone_page: Page, stage: Stage, shot: Shot) -> None:
    await phone_page.goto(stage.url)
    await phone_page.wait_for_selector(READY)
    await shot(phone_page, "local-line-phone-expert")
    await phone_page.get_by_role("button", name="支援機関", exact=True).click()
    await expect(phone_page.locator(".phone:visible")).to_have_count(1)
    await shot(phone_page, "local-line-phone-agency")
    await phone_page.get_by_role("button", name="事務局", exact=True).click()
    await shot(phone_page, "local-line-phone-secretariat")
    await phone_page.get_by_role("button", name="事業者", exact=True).click()
    await expect(phone_page.get_by_role("button", name="この画面のQRを読み取る")).to_be_visible()
    await shot(phone_page, "local-line-phone-client")
    await phone_page.get_by_role("button", name="記録", exact=True).click()
    await expect(phone_page.locator("#log li").first).to_be_visible()
    await shot(phone_page, "local-line-phone-record")


async def test_a_tab_brings_its_phone_into_sight_on_a_small_desk(desk_page: Page, stage: Stage) -> None:
    await desk_page.set_viewport_size({"width": 1280, "height": 800})
    await desk_page.goto(stage.url)
    await desk_page.wait_for_selector(READY)
    scan = desk_page.get_by_role("button", name="この画面のQRを読み取る")
    await desk_page.get_by_role("button", name="事業者", exact=True).click()
    await expect(scan).to_be_in_viewport(ratio=1)
