"""Pictures of everything a phone can show, at the size of a phone, with the check that nothing is cut off sideways."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Locator, Page

from tests.browser import examples
from tests.browser.conftest import Shot
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import approval, notice, offering, question, review, visits

PAGE = {"type": "uri", "uri": "https://demo.invalid/page"}
Step = Callable[[Locator], Awaitable[Any]]
CUT = """root => [...root.querySelectorAll('.fx-words, .fx-button span, .tile span, .tab, b, p, label, .wide')]
  .filter(one => one.offsetParent && getComputedStyle(one).display !== 'inline')
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => one.textContent)"""


def nothing(phone: Locator) -> Awaitable[Any]:
    return phone.count()


def press(*names: str) -> Step:
    async def run(phone: Locator) -> None:
        for name in names:
            await phone.get_by_role("button", name=name, exact=True).first.click()

    return run


def scenes(url: str) -> dict[str, tuple[dict[str, Any], Step]]:
    ask = question(examples.calendar())
    return {
        "approval": (examples.chats()["U2"], nothing),
        "notice": (examples.chat([examples.sent("1", notice())], quick=examples.quick("開く")), nothing),
        "question": (
            examples.chat([examples.sent("1", ask)], quick=examples.quick("戻る", "あとで続ける", "スキップ")),
            nothing,
        ),
        "review": (examples.chat([examples.sent("1", review())]), nothing),
        "visits": (examples.chat([examples.sent("1", visits())], menu=examples.menu()), press("メニュー")),
        "kinds": (examples.chat(examples.kinds(url), loading=True), nothing),
        "calendar": (examples.chat([examples.sent("1", ask)]), press("カレンダーから選ぶ")),
        "plus": (examples.chat([examples.sent("1", approval())]), press("写真やファイルなどを送る")),
        "map": (examples.chat([examples.sent("1", notice())]), press("写真やファイルなどを送る", "位置情報")),
        "page": (examples.chat([examples.sent("1", offering(PAGE))]), press("押す")),
        "settings": (examples.chat([examples.sent("1", notice())]), press("トークの設定")),
        "stranger": (examples.chat([], friend="none"), nothing),
        "blocked": (examples.chat([examples.said("1", "こんにちは")], friend="blocked"), nothing),
        "menu": (examples.chat([examples.sent("1", notice())], menu=examples.menu()), nothing),
    }


@pytest.mark.parametrize("name", scenes(""))
async def test_nothing_is_cut_off_on_a_phone(phone_page: Page, stage: Stage, shot: Shot, name: str) -> None:
    stage.chats["U1"], step = scenes(stage.url)[name]
    stage.answer = {"open": PAGE["uri"]}
    await phone_page.goto(stage.url)
    await phone_page.wait_for_selector("body[data-ready]")
    phone = phone_page.locator(".phone").first
    await step(phone)
    await shot(phone_page, f"phone-{name}")
    assert await phone_page.locator("body").evaluate(CUT) == []
    assert await phone_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
