"""The pad on which a place is chosen: taps, drags, keys, scales, known places, and the numbers themselves."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Shot
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import text
from tests.browser.seeing import arrive

TOKYO = (35.681236, 139.767125)
ASKING: dict[str, Any] = {
    "quick": [{"type": "action", "action": {"type": "location", "label": "位置情報を送る"}}],
}


async def opened(page: Page, stage: Stage) -> Locator:
    """The sheet as the quick reply of a question opens it."""
    stage.show("U1", text("現在地を送ってください。"), **ASKING)
    phone = await arrive(page, stage, "U1")
    await phone.locator(".pill", has_text="位置情報を送る").click()
    return phone.get_by_role("dialog", name="位置情報を送る")


async def numbers(sheet: Locator) -> tuple[float, float]:
    north, east = sheet.get_by_label("緯度", exact=True), sheet.get_by_label("経度", exact=True)
    return float(await north.input_value()), float(await east.input_value())


async def middle(part: Locator) -> tuple[float, float]:
    box = await part.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def pull(page: Page, start: tuple[float, float], right: float, down: float) -> None:
    await page.mouse.move(*start)
    await page.mouse.down()
    await page.mouse.move(start[0] + right, start[1] + down, steps=4)
    await page.mouse.up()


async def test_the_pin_stands_at_the_phone_and_goes_where_one_taps(phone_page: Page, stage: Stage, shot: Shot) -> None:
    sheet = await opened(phone_page, stage)
    assert await numbers(sheet) == TOKYO
    await sheet.get_by_role("application").tap(position={"x": 60, "y": 40})
    north, east = await numbers(sheet)
    assert TOKYO[0] < north < TOKYO[0] + 0.01
    assert TOKYO[1] - 0.01 < east < TOKYO[1]
    await shot(phone_page, "location-tapped")


async def test_a_pin_that_is_dragged_moves_and_dragged_ground_leaves_it(desk_page: Page, stage: Stage) -> None:
    sheet = await opened(desk_page, stage)
    x, y = await middle(sheet.get_by_role("application"))
    await pull(desk_page, (x, y - 14), 50, 0)
    moved = await numbers(sheet)
    assert moved[0] == TOKYO[0]
    assert moved[1] > TOKYO[1]
    await pull(desk_page, (x - 90, y + 60), 40, 30)
    assert await numbers(sheet) == moved
    centre = str(await sheet.get_by_role("application").get_attribute("data-centre"))
    north, east = (float(part) for part in centre.split())
    assert (north > TOKYO[0], east < TOKYO[1]) == (True, True)


async def test_the_keyboard_moves_the_pin_and_changes_the_scale(desk_page: Page, stage: Stage) -> None:
    sheet = await opened(desk_page, stage)
    board, scale = sheet.get_by_role("application"), sheet.locator(".scale")
    await board.press("ArrowUp")
    small = (await numbers(sheet))[0] - TOKYO[0]
    await board.press("Shift+ArrowUp")
    assert (await numbers(sheet))[0] - TOKYO[0] > 5 * small > 0
    await expect(scale).to_have_text("200m")
    for _ in range(3):
        await board.press("-")
    await expect(scale).to_have_text("1km")
    await board.press("+")
    await expect(scale).to_have_text("500m")


async def test_two_fingers_change_the_scale(phone_page: Page, stage: Stage) -> None:
    sheet = await opened(phone_page, stage)
    x, y = await middle(sheet.get_by_role("application"))
    touch = await phone_page.context.new_cdp_session(phone_page)
    for kind, apart in (("touchStart", 20), ("touchMove", 40), ("touchMove", 80)):
        points = [{"x": x - apart, "y": y + 40, "id": 0}, {"x": x + apart, "y": y + 40, "id": 1}]
        await touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await expect(sheet.locator(".scale")).to_have_text("50m")
    assert await numbers(sheet) == TOKYO


async def test_a_known_place_gives_its_name_and_address(phone_page: Page, stage: Stage, shot: Shot) -> None:
    sheet = await opened(phone_page, stage)
    await sheet.get_by_role("button", name="サンプル製菓").click()
    await shot(phone_page, "location-known")
    await sheet.get_by_role("button", name="この位置を送る").click()
    place = {"title": "サンプル製菓", "address": "見本区1-2-3", "latitude": 35.6824, "longitude": 139.7655}
    assert await stage.next() == ("U1", "send", {"location": place})


async def test_a_name_that_was_filled_in_goes_when_the_pin_leaves_and_typed_words_stay(
    desk_page: Page, stage: Stage
) -> None:
    sheet = await opened(desk_page, stage)
    title, board = sheet.get_by_label("場所の名前"), sheet.get_by_role("application")
    await sheet.get_by_role("button", name="サンプル製菓").click()
    await expect(title).to_have_value("サンプル製菓")
    await board.press("ArrowLeft")
    await expect(title).to_have_value("")
    await title.fill("裏口")
    await board.press("ArrowLeft")
    await expect(title).to_have_value("裏口")


async def test_numbers_that_are_no_place_are_not_sent(desk_page: Page, stage: Stage) -> None:
    sheet = await opened(desk_page, stage)
    await sheet.get_by_label("緯度", exact=True).fill("90.5")
    await sheet.get_by_role("button", name="この位置を送る").click()
    await expect(sheet.get_by_role("alert")).to_contain_text("緯度は-90から90")
    await sheet.get_by_label("緯度", exact=True).fill("-33.8568")
    await sheet.get_by_label("経度", exact=True).fill("-179.9999")
    await sheet.get_by_role("application").press("ArrowLeft")
    _, east = await numbers(sheet)
    assert east > 179.999
    await sheet.get_by_role("button", name="この位置を送る").click()
    sent = (await stage.next())[2]["location"]
    assert (sent["latitude"], sent["longitude"]) == (-33.8568, east)


async def test_a_place_that_was_not_chosen_leaves_the_question_open(desk_page: Page, stage: Stage) -> None:
    sheet = await opened(desk_page, stage)
    await sheet.get_by_role("application").press("Escape")
    await expect(sheet).to_have_count(0)
    await expect(desk_page.locator(".pill", has_text="位置情報を送る")).to_be_visible()
    assert stage.asked.empty()
