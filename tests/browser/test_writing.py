"""A report written at a desk: kept while it is written, counted, and still there when the network fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Shot
from tests.whole.behind import standing
from tests.whole.confirming import under_way
from tests.whole.conftest import Town, living

WORDS = "販売先ごとの売上と利益を整理した。\n次の3点を助言した。"


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with living(tmp_path) as one:
        yield one


async def written(town: Town) -> object:
    """Where the expert stands, and what is kept there."""
    at = await standing(town, town.expert)
    assert at is not None
    sheet = at[0]
    return sheet.at, "".join(text for _, text in sheet.partial or ())


async def arrive(town: Town, page: Page) -> None:
    """At 支援内容 on the page."""
    await under_way(town, state="CHECKED_OUT")
    await town.expert.type("報告書")
    await town.expert.tap("報告書を書く")
    await town.expert.type("代表 見本 花子様")
    await town.expert.type("販路の相談。")
    await town.expert.type("以上")
    opened = await town.expert.tap("ページで入力")
    await page.goto(str(opened["open"]).replace("https://demo.invalid", town.stage.address))


async def test_what_is_typed_is_kept_and_counted_and_the_chat_knows_it(town: Town, desk_page: Page, shot: Shot) -> None:
    await arrive(town, desk_page)
    await desk_page.get_by_role("textbox").fill(WORDS)
    await expect(desk_page.get_by_text(f"{len(WORDS)}文字 ／ 2,000文字まで")).to_be_visible()
    await expect(desk_page.get_by_text("下書きを保存しました")).to_be_visible()
    assert await written(town) == ("support", WORDS)
    await shot(desk_page, "desk-report")
    beside = desk_page.get_by_role("complementary")
    await expect(beside.get_by_role("listitem").filter(has_text="相談内容")).to_contain_text("済み")
    await expect(beside.get_by_role("listitem").filter(has_text="支援内容")).to_contain_text("入力中")
    await expect(beside).to_contain_text("試験製作所")
    await desk_page.get_by_role("button", name="次へ").click()
    await expect(desk_page.get_by_role("heading", name="どのような成果")).to_be_focused()
    assert await written(town) == ("result", "")


async def test_nothing_typed_is_lost_when_the_network_fails(town: Town, desk_page: Page) -> None:
    await arrive(town, desk_page)
    box = desk_page.get_by_role("textbox")
    await desk_page.context.set_offline(True)
    await box.fill(WORDS)
    await desk_page.get_by_role("button", name="次へ").click()
    await expect(desk_page.get_by_text("文章はこの画面に残っています。通信できる場所で")).to_be_visible()
    assert await box.input_value() == WORDS
    await desk_page.context.set_offline(False)
    await desk_page.get_by_role("button", name="次へ").click()
    await expect(desk_page.get_by_role("heading", name="どのような成果")).to_be_visible()
    assert await written(town) == ("result", "")


async def test_a_link_that_has_expired_leaves_the_words_on_the_page(town: Town, desk_page: Page) -> None:
    await arrive(town, desk_page)
    town.stage.clock.advance(3_700)
    await desk_page.get_by_role("textbox").fill(WORDS)
    await desk_page.get_by_role("button", name="次へ").click()
    await expect(desk_page.get_by_text("リンクの期限が切れました")).to_be_visible()
    assert await desk_page.get_by_role("textbox").input_value() == WORDS


async def test_words_typed_while_the_chat_went_on_are_not_taken_for_another_answer(town: Town, desk_page: Page) -> None:
    await arrive(town, desk_page)
    await town.expert.type("整理した。")
    await town.expert.type("以上")
    await desk_page.get_by_role("textbox").fill(WORDS)
    await expect(desk_page.get_by_text("LINEで先へ進んでいます")).to_be_visible()
    await desk_page.get_by_role("button", name="次へ").click()
    assert await desk_page.get_by_role("textbox").input_value() == WORDS
    assert await written(town) == ("result", "")
