"""Small hands and eyes of the browser tests: open the page at one phone, draw one bubble, measure what stands there."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Locator, Page

from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import box


async def arrive(page: Page, stage: Stage, user: str) -> Locator:
    """Opens the page and gives the phone of this person."""
    await page.goto(stage.url)
    await page.wait_for_selector("body[data-ready]")
    return page.locator(f'.slot[data-user="{user}"] .phone')


async def draw(page: Page, stage: Stage, *bubbles: dict[str, Any]) -> Locator:
    """Shows these bubbles alone in the first phone, which is made wide enough for the largest."""
    messages = ({"type": "flex", "altText": "見本", "contents": {"type": "bubble", **bubble}} for bubble in bubbles)
    stage.show("U1", *messages)
    await page.goto(stage.url)
    await page.wait_for_selector("body[data-ready]")
    await page.add_style_tag(content=".slot { width: 700px }")
    return page.locator(".phone").first.locator(".fx-bubble")


def body(*contents: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"body": box("vertical", *contents, paddingAll="none", **more)}


async def css(part: Locator, name: str) -> str:
    return str(await part.evaluate("(node, name) => getComputedStyle(node).getPropertyValue(name)", name))


async def rects(parts: Locator) -> list[dict[str, float]]:
    found: list[dict[str, float]] = await parts.evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    return found
