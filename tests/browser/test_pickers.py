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
BEGINS = {  # mode, what the action says, what stands there first, in words
    "named": ("date", {"initial": "2029-03-31"}, "2029-03-31", "2029年3月31日(土)"),
    "today": ("date", {}, "2026-11-24", "2026年11月24日(火)"),
    "late": ("date", {"max": "1999-12-31"}, "1999-12-31", "1999年12月31日(金)"),
    "early": ("date", {"min": "2030-01-01"}, "2030-01-01", "2030年1月1日(火)"),
    "clock": ("time", {}, "13:52", "13:52"),
    "hour": ("time", {"initial": "09:30", "min": "09:00", "max": "17:00"}, "09:30", "09:30"),
    "both": ("datetime", {"initial": "2026-12-01t10:00"}, "2026-12-01T10:00", "2026年12月1日(火) 10:00"),
    "now": ("datetime", {}, "2026-11-24T13:52", "2026年11月24日(火) 13:52"),
}
REFUSED = {
    "date": ({"min": "2026-11-24", "max": "2026-12-31"}, "2027-01-01", "2026年11月24日(火)から2026年12月31日(木)まで"),
    "time": ({"max": "17:00"}, "17:01", "17:00以前"),
    "datetime": ({"min": "2026-11-24t09:00"}, "2026-11-24T08:59", "2026年11月24日(火) 09:00以後"),
}


async def opened(page: Page, stage: Stage, action: dict[str, Any]) -> Locator:
    stage.show("U3", question(action))
    phone = await arrive(page, stage, "U3")
    await phone.get_by_role("button", name="選ぶ", exact=True).click()
    return phone.get_by_role("dialog")


@pytest.mark.parametrize("name", BEGINS)
async def test_a_picker_begins_where_its_action_says(desk_page: Page, stage: Stage, name: str) -> None:
    mode, more, first, words = BEGINS[name]
    action = BASE | {"mode": mode} | more
    sheet = await opened(desk_page, stage, action)
    await expect(sheet.locator("input")).to_have_value(first)
    await expect(sheet.locator("output")).to_have_text(words)
    await sheet.get_by_role("button", name="決定").click()
    assert await stage.next() == ("U3", "tap", {"message": "x0", "action": action, "picked": first})


@pytest.mark.parametrize("mode", REFUSED)
async def test_what_lies_outside_is_said_in_words_and_asked_again(desk_page: Page, stage: Stage, mode: str) -> None:
    more, wrong, words = REFUSED[mode]
    sheet = await opened(desk_page, stage, BASE | {"mode": mode} | more)
    await sheet.locator("input").fill(wrong)
    await sheet.get_by_role("button", name="決定").click()
    await expect(sheet.get_by_role("alert")).to_contain_text(words)
    await sheet.locator("input").fill("")
    await sheet.get_by_role("button", name="決定").click()
    await expect(sheet.get_by_role("alert")).not_to_be_empty()
    assert stage.asked.empty()


@pytest.mark.parametrize("mode", REFUSED)
async def test_pickers_look_well_on_a_phone(phone_page: Page, stage: Stage, shot: Shot, mode: str) -> None:
    stage.show("U1", question(BASE | {"mode": mode} | REFUSED[mode][0]))
    phone = await arrive(phone_page, stage, "U1")
    await phone.get_by_role("button", name="選ぶ", exact=True).click()
    await expect(phone.get_by_role("button", name="決定")).to_be_in_viewport()
    await shot(phone_page, f"picker-{mode}")
