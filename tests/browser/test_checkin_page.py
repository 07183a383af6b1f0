"""The measuring page on a phone: exact, rough, far away, not allowed, silent; each says what to do in Japanese."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from storage import dispatches, fixes
from storage.dispatches import Dispatch
from tests.browser.conftest import PHONE, Shot
from tests.browser.test_client_page import fits
from tests.browser.test_whole_journey import phones
from tests.whole.conftest import Town, living
from tests.whole.story import play
from tests.whole.visiting import ARRIVED, DOOR, METRE, page_of, visit_due

GOOD = 50  # metres
COUNTED = """window.readings = 0; const real = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (yes, no, how) =>
        real((place) => { window.readings += 1; yes(place); }, no, how);"""


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with living(tmp_path) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser) -> AsyncIterator[Page]:
    """A phone that fails its test when a script on the page fails or the policy stops one."""
    context = await browser.new_context(
        viewport=PHONE, device_scale_factor=2, locale="ja-JP", has_touch=True, is_mobile=True
    )
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    await context.close()
    assert faults == []


async def dispatch(town: Town, id: str) -> Dispatch:
    found = await town.store.look(lambda unit: dispatches.one(unit, id))
    assert found is not None
    return found


async def opened(town: Town, phone: Page) -> str:
    """The page behind 位置を測る; the dispatch's id."""
    id = await visit_due(town)
    await town.expert.tap("チェックイン")
    address = await page_of(town.expert, "位置を測る")
    await phone.goto(address.replace("https://demo.invalid", town.stage.address))
    return id


async def stands(town: Town, context: BrowserContext, metres: float, accuracy: float) -> None:
    await context.grant_permissions(["geolocation"], origin=town.stage.address)
    place = {"latitude": DOOR[0] + metres * METRE, "longitude": DOOR[1] + metres * METRE / 2, "accuracy": accuracy}
    await context.set_geolocation(place)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "metres", "accuracy", "verdict", "first"),
    [
        ("exact", 40, 8, "近い", "チェックインする"),
        ("80m", 200, 80, "近い", "チェックインする"),
        ("rough", 200, 1_500, "位置があいまい", "チェックインする"),
        ("far", 3_000, 20, "離れている", "位置を測り直す"),
    ],
)
async def test_the_phone_is_measured_and_shown(
    phone: Page, town: Town, shot: Shot, name: str, metres: float, accuracy: float, verdict: str, first: str
) -> None:
    await phone.clock.install()
    await phone.add_init_script(COUNTED)
    id = await opened(town, phone)
    await stands(town, phone.context, metres, accuracy)
    if name == "exact":
        await fits(phone)
        await shot(phone, "checkin-asks")
    await phone.get_by_role("button", name="位置を測る").tap()
    if accuracy > GOOD:  # a better reading is hoped for, ten seconds at most
        await phone.wait_for_function("window.readings === 1")
        await expect(phone.locator("[data-measure=going]")).to_be_visible()
        await phone.clock.fast_forward(10_000)
    await expect(phone.locator(".far")).to_contain_text(verdict)
    await expect(phone.locator(".ways button").first).to_have_text(first)
    await fits(phone)
    await phone.screenshot(path=await shot(phone, f"checkin-{name}"), full_page=True)
    assert (await dispatch(town, id)).state == "SCHEDULED"
    if first == "チェックインする":
        await phone.get_by_role("button", name="チェックインする").tap()
        await expect(phone.locator(".notice.ok")).to_be_visible()
        await shot(phone, f"checkin-{name}-done")
        it = await dispatch(town, id)
        assert (it.state, it.visit["in"]["source"], it.visit["in"]["accuracy_m"]) == (
            "CHECKED_IN",
            "measured",
            accuracy,
        )
    [kept] = await town.store.look(lambda unit: fixes.of_dispatch(unit, id))
    assert (kept.accuracy, bool(kept.counted)) == (accuracy, first == "チェックインする")


async def test_without_permission_it_says_what_to_press_and_works_after_that(
    phone: Page, town: Town, shot: Shot
) -> None:
    id = await opened(town, phone)
    await phone.context.grant_permissions([])
    await phone.get_by_role("button", name="位置を測る").tap()
    trouble = phone.locator("[data-measure=denied]")
    await expect(trouble).to_contain_text("許可されていません")
    for where in ("iPhone（LINEで開いたとき）", "iPhone（Safari）", "Android（LINEで開いたとき）", "Android（Chrome）"):
        await expect(trouble.get_by_text(where)).to_be_visible()
    await trouble.get_by_text("iPhone（LINEで開いたとき）").tap()
    await expect(trouble.get_by_text("「このAppの使用中」").first).to_be_visible()
    await fits(phone)
    await phone.screenshot(path=await shot(phone, "checkin-denied"), full_page=True)
    assert await town.store.look(lambda unit: fixes.of_dispatch(unit, id)) == []
    await stands(town, phone.context, 10, 10)
    await phone.get_by_role("button", name="位置を測る").tap()
    await expect(phone.locator(".far")).to_contain_text("近い")


@pytest.mark.parametrize(("code", "name"), [(2, "unavailable"), (3, "timeout")])
async def test_a_phone_that_cannot_tell_its_place_says_what_helps(
    phone: Page, town: Town, shot: Shot, code: int, name: str
) -> None:
    await phone.add_init_script(f"navigator.geolocation.getCurrentPosition = (_, no) => no({{ code: {code} }});")
    await opened(town, phone)
    await phone.get_by_role("button", name="位置を測る").tap()
    await expect(phone.locator(f"[data-measure={name}]")).to_be_visible()
    await fits(phone)
    await shot(phone, f"checkin-{name}")
    await expect(phone.get_by_role("button", name="位置を測る")).to_be_enabled()


async def test_of_three_readings_the_best_is_sent(phone: Page, town: Town) -> None:
    readings = """let n = 0; navigator.geolocation.getCurrentPosition = (yes) => yes({ timestamp: Date.now(),
        coords: { latitude: %f, longitude: %f, accuracy: [900, 120, 300][n++] } });"""
    await phone.add_init_script(readings % DOOR)
    id = await opened(town, phone)
    await phone.get_by_role("button", name="位置を測る").tap()
    await expect(phone.locator(".far")).to_contain_text("近い")
    [kept] = await town.store.look(lambda unit: fixes.of_dispatch(unit, id))
    assert kept.accuracy == 120


async def test_the_cards_of_the_chat_fit_their_phone(desk_page: Page, town: Town, shot: Shot) -> None:
    await visit_due(town)
    await play(town, *ARRIVED[:2])
    expert, _, _ = await phones(desk_page, town)
    await expect(expert.get_by_text("離れている").last).to_be_visible()
    await shot(desk_page, "checkin-chat-far")
    await play(town, *ARRIVED[2:3])
    await expect(expert.get_by_text("チェックインする").last).to_be_visible()
    await shot(desk_page, "checkin-chat-grey")
    await play(town, *ARRIVED[3:])
    await expect(expert.get_by_text("チェックインを記録しました").last).to_be_visible()
    await shot(desk_page, "checkin-chat-done")


async def test_inside_a_phone_of_the_demo_the_page_hears_where_that_phone_is(desk_page: Page, town: Town) -> None:
    id = await visit_due(town)
    await town.expert.tap("チェックイン")
    expert, _, _ = await phones(desk_page, town)
    await expert.get_by_role("button", name="位置を測る").last.click()
    await expert.get_by_role("button", name="この電話の位置").click()
    sheet = expert.get_by_role("dialog", name="この電話の位置")
    await sheet.get_by_text("見通しのよい場所", exact=True).click()
    await sheet.get_by_label("緯度").fill(str(DOOR[0]))
    await sheet.get_by_label("経度").fill(str(DOOR[1]))
    await sheet.get_by_role("button", name="この位置にする").click()
    inner = expert.frame_locator("iframe")
    await inner.get_by_role("button", name="位置を測る").click()
    await expect(inner.locator(".far")).to_contain_text("近い")
    await inner.get_by_role("button", name="チェックインする").click()
    await expect(inner.locator(".notice.ok")).to_be_visible()
    assert (await dispatch(town, id)).state == "CHECKED_IN"
