"""LINE's date and time picker: what it begins with, what it allows, and the form in which its value goes along."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Shot
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import question
from tests.browser.seeing import arrive

BASE: dict[str, Any] = {"type": "datetimepicker", "label": "選ぶ", "data": "t"}
BEGINS = {  # mode, what the action says, what stands there first
    "named": ("date", {"initial": "2029-03-31"}, "2029年 3月 31日(土)"),
    "today": ("date", {}, "2026年 11月 24日(火)"),
    "late": ("date", {"max": "1999-12-31"}, "1999年 12月 31日(金)"),
    "early": ("date", {"min": "2030-01-01"}, "2030年 1月 1日(火)"),
    "clock": ("time", {}, "13時 52分"),
    "hour": ("time", {"initial": "09:30", "min": "09:00", "max": "17:00"}, "9時 30分"),
    "both": ("datetime", {"initial": "2026-12-01t10:00"}, "2026年 12月 1日(火) 10時 0分"),
    "now": ("datetime", {}, "2026年 11月 24日(火) 13時 52分"),
}
PICKED = {
    "named": "2029-03-31",
    "today": "2026-11-24",
    "late": "1999-12-31",
    "early": "2030-01-01",
    "clock": "13:52",
    "hour": "09:30",
    "both": "2026-12-01T10:00",
    "now": "2026-11-24T13:52",
}
CHOSEN = "all => all.map(one => one.selectedOptions[0].textContent).join(' ')"


async def opened(page: Page, stage: Stage, action: dict[str, Any]) -> Locator:
    stage.show("U3", question(action))
    phone = await arrive(page, stage, "U3")
    await phone.get_by_role("button", name="選ぶ", exact=True).click()
    return phone.get_by_role("dialog")


async def turn(sheet: Locator, name: str, number: str) -> None:
    await sheet.get_by_label(name, exact=True).select_option(number)


async def offered(sheet: Locator, name: str) -> list[str]:
    return await sheet.get_by_label(name, exact=True).locator("option").all_text_contents()


async def shown(sheet: Locator) -> str:
    return str(await sheet.locator("select").evaluate_all(CHOSEN))


@pytest.mark.parametrize("name", BEGINS)
async def test_a_picker_begins_where_its_action_says(desk_page: Page, stage: Stage, name: str) -> None:
    mode, more, first = BEGINS[name]
    action = BASE | {"mode": mode} | more
    sheet = await opened(desk_page, stage, action)
    assert await shown(sheet) == first
    await sheet.get_by_role("button", name="決定").click()
    assert await stage.next() == ("U3", "tap", {"message": "x0", "action": action, "picked": PICKED[name]})


async def test_the_wheels_offer_nothing_outside_the_ends(desk_page: Page, stage: Stage) -> None:
    ends = {"mode": "date", "initial": "2026-12-31", "min": "2026-11-24", "max": "2027-02-10"}
    sheet = await opened(desk_page, stage, BASE | ends)
    assert await offered(sheet, "年") == ["2026年", "2027年"]
    assert await offered(sheet, "月") == ["11月", "12月"]
    await turn(sheet, "月", "11")
    assert await offered(sheet, "日") == [f"{day}日({'火水木金土日月'[(day - 24) % 7]})" for day in range(24, 31)]
    assert await shown(sheet) == "2026年 11月 30日(月)"
    await turn(sheet, "年", "2027")
    assert await shown(sheet) == "2027年 2月 10日(水)"
    assert await offered(sheet, "月") == ["1月", "2月"]


async def test_february_is_as_long_as_its_year_says(desk_page: Page, stage: Stage) -> None:
    sheet = await opened(desk_page, stage, BASE | {"mode": "date", "initial": "2028-02-29"})
    assert await shown(sheet) == "2028年 2月 29日(火)"
    await turn(sheet, "年", "2027")
    assert await shown(sheet) == "2027年 2月 28日(日)"
    assert (await offered(sheet, "年"))[::200] == ["1900年", "2100年"]


async def test_the_last_hour_ends_with_its_last_minute(desk_page: Page, stage: Stage) -> None:
    action = BASE | {
        "mode": "datetime",
        "initial": "2026-11-24t17:20",
        "min": "2026-11-24t09:10",
        "max": "2026-11-24t17:30",
    }
    sheet = await opened(desk_page, stage, action)
    assert (await offered(sheet, "分"))[-1] == "30分"
    await turn(sheet, "時", "09")
    assert (await offered(sheet, "分"))[0] == "10分"
    await turn(sheet, "分", "45")
    await turn(sheet, "時", "17")
    await sheet.get_by_role("button", name="決定").click()
    assert await stage.next() == ("U3", "tap", {"message": "x0", "action": action, "picked": "2026-11-24T17:30"})


@pytest.mark.parametrize("mode", ["date", "time", "datetime"])
async def test_pickers_look_well_on_a_phone(phone_page: Page, stage: Stage, shot: Shot, mode: str) -> None:
    stage.show("U1", question(BASE | {"mode": mode}))
    phone = await arrive(phone_page, stage, "U1")
    await phone.get_by_role("button", name="選ぶ", exact=True).click()
    await expect(phone.get_by_role("button", name="決定")).to_be_in_viewport()
    rows = await phone.locator(".wheels").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
    assert rows == [0, 0]
    await shot(phone_page, f"picker-{mode}")
