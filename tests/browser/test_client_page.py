"""The client's page in a browser on small phones: nothing is cut off; signatures are drawn by finger and by mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from storage import dispatches
from storage.dispatches import Dispatch
from tests.browser.conftest import Shot
from tests.whole.confirming import link, under_way
from tests.whole.conftest import Town, living

SIZES = {"320": ViewportSize(width=320, height=640), "390": ViewportSize(width=390, height=844)}


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with living(tmp_path) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session", params=SIZES)
async def phone(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[Page]:
    """A phone of this width that fails its test when a script on the page fails or the policy stops one."""
    context = await browser.new_context(
        viewport=SIZES[request.param], device_scale_factor=2, locale="ja-JP", has_touch=True, is_mobile=True
    )
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    await context.close()
    assert not faults, "\n".join(faults)


async def dispatch(town: Town, id: str) -> Dispatch:
    found = await town.store.look(lambda unit: dispatches.one(unit, id))
    assert found is not None
    return found


async def asked(town: Town) -> str:
    id = await under_way(town)
    await town.expert.type("事業者に確認してもらう")
    return id


async def fill(page: Page) -> None:
    await page.get_by_label("氏名").fill("見本 花子")
    await page.get_by_text("代表者", exact=True).click()


async def fits(page: Page) -> None:
    """Nothing reaches over the edge of the screen, and whatever is pressed is large enough."""
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = await page.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=hidden]):not([type=radio]), .option, textarea")]
        .filter(each => each.offsetParent && each.getBoundingClientRect().height < 48).map(each => each.outerHTML)"""
    )
    assert small == []
    tiny = await page.evaluate(
        """() => [...document.querySelectorAll("main *")]
        .filter(each => each.childNodes.length && parseFloat(getComputedStyle(each).fontSize) < 14).length"""
    )
    assert tiny == 0


async def test_a_client_confirms_on_a_small_phone(phone: Page, town: Town, shot: Shot) -> None:
    width = (phone.viewport_size or SIZES["320"])["width"]
    id = await asked(town)
    await phone.goto(await link(town.expert))
    await fits(phone)
    await expect(phone.get_by_role("link", name="電話する")).to_have_attribute("href", "tel:+81300000000")
    await fill(phone)
    await phone.screenshot(path=await shot(phone, f"client-confirm-{width}"), full_page=True)
    await phone.get_by_role("button", name="確認する").click()
    await expect(phone.get_by_role("heading", name="確認を受け付けました")).to_be_visible()
    await fits(phone)
    await phone.screenshot(path=await shot(phone, f"client-receipt-{width}"), full_page=True)
    await phone.get_by_text("とても役に立った").click()
    await phone.get_by_role("button", name="感想を送る").click()
    await expect(phone.get_by_text("ご感想をありがとうございました")).to_be_visible()
    it = await dispatch(town, id)
    assert (it.state, it.said["rating"]) == ("CONFIRMED_BY_CLIENT", 5)


async def test_the_digits_are_typed_at_a_short_address(phone: Page, town: Town, shot: Shot) -> None:
    width = (phone.viewport_size or SIZES["320"])["width"]
    it = await dispatch(town, await asked(town))
    await phone.goto(f"{town.stage.address}/p/c")
    await fits(phone)
    await phone.get_by_label("受付番号").fill(it.number)
    await phone.get_by_label("確認コード").fill("000 000")
    await phone.get_by_role("button", name="次へ").click()
    await expect(phone.get_by_role("alert")).to_contain_text("コードの期限が切れています")
    await phone.screenshot(path=await shot(phone, f"client-code-{width}"), full_page=True)


async def test_an_objection_is_written_on_a_small_phone(phone: Page, town: Town, shot: Shot) -> None:
    width = (phone.viewport_size or SIZES["320"])["width"]
    id = await asked(town)
    await phone.goto(await link(town.expert))
    await phone.get_by_role("button", name="内容が違います").click()
    await phone.get_by_label("違っているところ").fill("15時に帰られました。")
    await fits(phone)
    await phone.screenshot(path=await shot(phone, f"client-objection-{width}"), full_page=True)
    await phone.get_by_role("button", name="知らせる").click()
    await expect(phone.get_by_text("支援機関と事務局にお伝えしました")).to_be_visible()
    assert (await dispatch(town, id)).flags == ("client_objected",)


async def sign_page(page: Page, town: Town) -> None:
    _, action = await town.expert.find("スマートフォンがない方の署名")
    await page.goto(action["uri"].replace("https://demo.invalid", town.stage.address))


async def corner(page: Page) -> tuple[float, float]:
    """Of the canvas, once it is in the middle of the screen."""
    canvas = page.locator("canvas")
    await canvas.scroll_into_view_if_needed()
    box = await canvas.bounding_box()
    assert box is not None
    return box["x"], box["y"]


STROKE = ((30, 120), (80, 40), (120, 160), (180, 60), (230, 130))


async def by_mouse(page: Page) -> None:
    x, y = await corner(page)
    await page.mouse.move(x + STROKE[0][0], y + STROKE[0][1])
    await page.mouse.down()
    for dx, dy in STROKE[1:]:
        await page.mouse.move(x + dx, y + dy, steps=4)
    await page.mouse.up()


async def by_finger(page: Page) -> None:
    """Touches as the browser gets them from a screen; a page that scrolled instead would draw nothing."""
    x, y = await corner(page)
    touch = await page.context.new_cdp_session(page)

    async def send(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x + dx, "y": y + dy} for dx, dy in points]
        await touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    await send("touchStart", STROKE[0])
    for point in STROKE[1:]:
        await send("touchMove", point)
    await send("touchEnd")


async def ink(page: Page) -> int:
    dark: int = await page.evaluate(
        """() => { const c = document.querySelector("canvas");
        const all = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let i = 0; i < all.length; i += 4) if (all[i] < 128) n++; return n; }"""
    )
    return dark


DRAWN = {"mouse": by_mouse, "finger": by_finger}


@pytest.mark.parametrize("by", DRAWN)
async def test_a_signature_is_drawn_cleared_and_drawn_again(phone: Page, town: Town, shot: Shot, by: str) -> None:
    draw = DRAWN[by]
    width = (phone.viewport_size or SIZES["320"])["width"]
    id = await asked(town)
    await sign_page(phone, town)
    await fits(phone)
    await fill(phone)
    await draw(phone)
    assert await ink(phone) > 200
    await phone.get_by_role("button", name="書き直す").click()
    assert await ink(phone) == 0
    await draw(phone)
    drawn = await ink(phone)
    await phone.screenshot(path=await shot(phone, f"client-sign-{by}-{width}"), full_page=True)
    size = phone.viewport_size or SIZES["320"]
    await phone.set_viewport_size(ViewportSize(width=size["height"], height=size["width"]))
    await phone.set_viewport_size(size)
    assert await ink(phone) == drawn, "turning the phone loses nothing"
    await phone.get_by_role("button", name="確認する").click()
    await expect(phone.get_by_text("専門家の方にお返しください")).to_be_visible()
    it = await dispatch(town, id)
    assert (it.state, it.said["how"]) == ("CONFIRMED_BY_CLIENT", "signature")
    assert it.said["signature"]


async def test_without_a_stroke_it_is_asked_again(phone: Page, town: Town) -> None:
    id = await asked(town)
    await sign_page(phone, town)
    await fill(phone)
    await phone.get_by_role("button", name="確認する").click()
    await expect(phone.get_by_role("alert")).to_contain_text("ご署名")
    assert not (await dispatch(town, id)).client_confirmed
