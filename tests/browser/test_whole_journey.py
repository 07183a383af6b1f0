"""The demo as a newcomer meets it: one browser page, three phones, the real service behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Shot
from tests.whole.conftest import Town, living
from tests.whole.story import CODE, SENT, play


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with living(tmp_path) as one:
        yield one


async def phones(page: Page, town: Town) -> tuple[Locator, Locator, Locator]:
    await page.goto(town.stage.address + "/")
    await page.wait_for_selector("body[data-ready]")
    people = (town.stage.expert, town.stage.agency, town.stage.secretariat)
    return tuple(page.locator(f'.slot[data-user="{user}"] .phone') for user in people)  # type: ignore[return-value]


async def say(phone: Locator, text: str) -> None:
    box = phone.locator("textarea")
    if not await box.is_visible():
        await phone.get_by_role("button", name="キーボード").click()
    await box.fill(text)
    await box.press("Enter")


async def test_a_newcomer_invites_an_expert_who_begins_the_profile(desk_page: Page, town: Town, shot: Shot) -> None:
    expert, agency, _ = await phones(desk_page, town)
    await expect(desk_page.locator("#guide")).to_contain_text("① 支援機関のスマホで「専門家を招待」")
    await agency.get_by_role("button", name="専門家を招待").click()
    await expect(agency.get_by_text("面談をした日はいつですか")).to_be_visible()
    await say(agency, "11月10日")
    await agency.get_by_role("button", name="対面", exact=True).click()
    card = agency.get_by_text(CODE).first
    await expect(card).to_be_visible()
    code = CODE.search(await card.inner_text())
    assert code
    await expert.get_by_role("button", name="友だち追加").click()
    await expect(expert.get_by_text("ご登録の受付窓口です")).to_be_visible()
    await say(expert, code[0])
    await expert.get_by_role("button", name="はじめる").click()
    await expert.get_by_role("button", name="同意する", exact=True).last.click()
    await expect(expert.get_by_text("利用規約に同意いただけますか")).to_be_visible()
    await expect(desk_page.locator("#guide")).to_contain_text("④ 専門家のスマホで")
    await shot(desk_page, "whole-invited")
    await desk_page.locator("#tabs").get_by_role("button", name="事業者").click()
    await desk_page.get_by_role("button", name="この画面のQRを読み取る").click()
    await expect(desk_page.get_by_role("dialog", name="外部のページを開きます")).to_contain_text(
        "https://line.me/R/oaMessage"
    )


async def test_the_page_of_a_text_opens_within_the_phone(desk_page: Page, town: Town, shot: Shot) -> None:
    expert, _, _ = await phones(desk_page, town)
    await play(town, *SENT[:6])
    await expert.get_by_role("button", name="全文を読む").last.click()
    await expect(expert.frame_locator("iframe").get_by_role("heading").first).to_be_visible()
    await shot(desk_page, "whole-terms")


async def test_the_agency_opens_the_card_and_the_secretariat_waits(desk_page: Page, town: Town, shot: Shot) -> None:
    _, agency, _ = await phones(desk_page, town)
    await play(town, *SENT)
    await expect(agency.get_by_text("承認のお願いが")).to_be_visible()
    await agency.get_by_role("button", name="開く", exact=True).last.click()
    await expect(agency.get_by_role("button", name="承認する").first).to_be_visible()
    await shot(desk_page, "whole-approval")
