"""Where LIFF is set up, LINE says who holds the phone; while LINE is silent the signed link alone opens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.demo import Stage
from bot.settings import Settings
from storage import dispatches
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.whole.browser import Browser, Shown
from tests.whole.calendar import advance
from tests.whole.conftest import Town, living
from tests.whole.visiting import measured, page_of, visit_due

LIFF = "1650000002-AbCdEfGh"


@pytest.fixture
async def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """A town whose operator has set LIFF_ID and LOGIN_CHANNEL_ID."""
    plain = Stage.settings

    def settings(stage: Stage) -> Settings:
        return plain(stage).model_copy(
            update={"liff_id": LIFF, "login_channel_id": stage.line.settings.login_channel_id}
        )

    monkeypatch.setattr(Stage, "settings", settings)
    async with living(tmp_path) as town:
        yield town


async def door(town: Town) -> str:
    """The address of the page as LIFF opens it."""
    await visit_due(town)
    await town.expert.tap("チェックイン")
    address = await page_of(town.expert, "位置を測る")
    assert address.startswith(f"https://liff.line.me/{LIFF}/")
    return address.replace(f"https://liff.line.me/{LIFF}", f"{town.stage.address}/p/f")


async def id_token(town: Town, user: str) -> str:
    async with town.session.post(f"{town.stage.address}/_line/chats/{user}/login", json={}) as got:
        token: str = (await got.json())["id_token"]
        return token


async def entered(browser: Browser, address: str, token: str) -> Shown:
    return await browser.post(address, {"id_token": token})


async def test_the_door_asks_line_and_shows_nothing_of_the_visit(guarded: Town) -> None:
    address = await door(guarded)
    async with Browser(guarded.stage.address) as browser:
        for shown in (await browser.open(address), await browser.open(guarded.stage.address + "/p/f")):
            assert shown.status == 200
            assert "試験製作所" not in shown.html
            assert LIFF in shown.html
            assert "https://static.line-scdn.net" in shown.headers["Content-Security-Policy"]


async def test_its_person_enters_and_checks_in(guarded: Town) -> None:
    address = await door(guarded)
    async with Browser(guarded.stage.address) as browser:
        await browser.open(address)
        shown = await entered(browser, address, await id_token(guarded, guarded.stage.expert))
        assert "試験製作所" in shown.text
        shown = await measured(browser, address, shown)
        assert "近い" in shown.text
        await browser.press(address, shown, "チェックインする")
    assert [it.state for it in await guarded.store.look(every)] == ["CHECKED_IN"]


async def every(unit: Unit) -> list[Dispatch]:
    return [it async for it in dispatches.every(unit)]


async def test_nobody_else_enters_with_whatever_token(guarded: Town) -> None:
    address = await door(guarded)
    mine, other = await id_token(guarded, guarded.stage.expert), await id_token(guarded, guarded.stage.agency)
    async with Browser(guarded.stage.address) as browser:
        for token in (other, "", "x.y.z", mine[:-3] + "abc"):
            shown = await entered(browser, address, token)
            assert (shown.status, "試験製作所" in shown.html) == (403, False)
            assert "ご本人" in shown.text
        assert (await measured(browser, address, shown)).status == 403


async def test_an_old_word_of_line_is_none(guarded: Town) -> None:
    address = await door(guarded)
    token = await id_token(guarded, guarded.stage.expert)
    await advance(guarded, 0.9)
    async with Browser(guarded.stage.address) as browser:
        assert (await entered(browser, address, token)).status == 200
    again = await id_token(guarded, guarded.stage.expert)
    await advance(guarded, 1.1)
    await guarded.expert.tap("チェックイン")
    later = (await page_of(guarded.expert, "位置を測る")).replace(
        f"https://liff.line.me/{LIFF}", f"{guarded.stage.address}/p/f"
    )
    async with Browser(guarded.stage.address) as browser:
        assert (await entered(browser, later, again)).status == 403


async def test_while_line_is_silent_the_signed_link_opens_once(guarded: Town) -> None:
    address = await door(guarded)
    down = [{"match": "POST /oauth2/v2.1/verify", "kind": "500_before", "times": 5}]
    async with guarded.session.post(f"{guarded.stage.address}/_line/faults", json=down) as got:
        assert got.status < 300
    async with Browser(guarded.stage.address) as browser, Browser(guarded.stage.address) as other:
        shown = await entered(browser, address, "")
        assert "試験製作所" in shown.text
        assert (await entered(other, address, "")).status == 410


async def test_without_liff_there_is_no_door(town: Town) -> None:
    async with Browser(town.stage.address) as browser:
        assert (await browser.open(town.stage.address + "/p/f")).status == 404
