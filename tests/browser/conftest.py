"""One Chromium for all browser tests, pages at the size of a phone and of a desk, and a place for screenshots.

All tests of this folder are async, share one event loop with the browser, and carry the mark `browser`.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from tests.browser.fixture_chat import Stage, serve

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1440, height=900)
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"

Shot = Callable[[Page, str], Awaitable[Path]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            if pytest_asyncio.is_async_test(item):
                item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium fonts-noto-cjk)")
    async with async_playwright() as play:
        chromium = await play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        await chromium.close()


async def _page(browser: Browser, size: ViewportSize, scale: int) -> AsyncIterator[Page]:
    """A page that fails its test when a script on it fails."""
    context = await browser.new_context(viewport=size, device_scale_factor=scale, locale="ja-JP", has_touch=scale > 1)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    await context.close()
    assert faults == []


@pytest_asyncio.fixture(loop_scope="session")
async def phone_page(browser: Browser) -> AsyncIterator[Page]:
    async for page in _page(browser, PHONE, 2):
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def desk_page(browser: Browser) -> AsyncIterator[Page]:
    async for page in _page(browser, DESK, 1):
        yield page


@pytest.fixture
def shot() -> Shot:
    """Keeps a picture of the page under build/screenshots/."""

    async def keep(page: Page, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        await page.evaluate("document.fonts.ready")
        await page.screenshot(path=path)
        return path

    return keep


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    """The phones page with canned chats, which remembers what the phones asked of it."""
    async for one in serve():
        yield one
