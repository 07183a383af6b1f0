"""Words, files, photos, places, stickers and videos that a person sends."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import text
from tests.browser.seeing import arrive

PHOTO: FilePayload = {"name": "写真.jpg", "mimeType": "image/jpeg", "buffer": b"jpeg"}


async def test_enter_sends_and_shift_enter_breaks_the_line(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U2")
    field = phone.get_by_role("textbox", name="メッセージを入力")
    await field.fill("一行目")
    await field.press("Shift+Enter")
    await field.press_sequentially("二行目")
    await field.press("Enter")
    assert await stage.next() == ("U2", "send", {"text": "一行目\n二行目"})
    await expect(field).to_have_value("")


async def test_a_message_that_could_not_be_sent_returns_to_the_input(desk_page: Page, stage: Stage) -> None:
    stage.status = 409
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("textbox", name="メッセージを入力").fill("こんにちは")
    await phone.get_by_role("button", name="送信", exact=True).click()
    await expect(phone.get_by_role("status")).to_have_text("この操作は、いまの画面ではできません。")
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_have_value("こんにちは")


async def test_several_files_are_uploaded_together(desk_page: Page, stage: Stage, tmp_path: Path) -> None:
    files = [tmp_path / "免状1.png", tmp_path / "免状2.png", tmp_path / "経歴.pdf"]
    for n, file in enumerate(files):
        file.write_bytes(b"x" * (n + 1))
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="写真やファイルなどを送る").click()
    async with desk_page.expect_file_chooser() as chooser:
        await phone.get_by_role("button", name="写真・ファイル", exact=True).click()
    await (await chooser.value).set_files(files)
    assert await stage.next() == ("U2", "send", [("免状1.png", 1), ("免状2.png", 2), ("経歴.pdf", 3)])


@pytest.mark.parametrize("kind", ["camera", "cameraRoll"])
async def test_camera_and_album_open_the_choice_of_pictures(desk_page: Page, stage: Stage, kind: str) -> None:
    stage.show(
        "U2", text("写真を送ってください"), quick=[{"type": "action", "action": {"type": kind, "label": "写真"}}]
    )
    phone = await arrive(desk_page, stage, "U2")
    async with desk_page.expect_file_chooser() as chooser:
        await phone.locator(".pill").click()
    await (await chooser.value).set_files(PHOTO)
    assert await stage.next() == ("U2", "send", [("写真.jpg", 4)])


async def test_stickers_and_the_sample_video_are_sent_from_the_plus_menu(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U2")
    for label, sent in (("スタンプ", {"sticker": True}), ("動画（見本）", {"video": True})):
        await phone.get_by_role("button", name="写真やファイルなどを送る").click()
        await phone.get_by_role("button", name=label, exact=True).click()
        assert await stage.next() == ("U2", "send", sent)


async def test_a_pin_can_be_put_anywhere_and_is_sent_with_its_address(desk_page: Page, stage: Stage) -> None:
    stage.show(
        "U1", text("現在地"), quick=[{"type": "action", "action": {"type": "location", "label": "位置情報を送る"}}]
    )
    phone = await arrive(desk_page, stage, "U1")
    await phone.locator(".pill").click()
    before = float(await phone.get_by_label("緯度").input_value())
    await phone.get_by_role("application").click(position={"x": 20, "y": 20})
    assert float(await phone.get_by_label("緯度").input_value()) > before
    await phone.get_by_label("緯度").fill("43.0621")
    await phone.get_by_label("経度").fill("141.3544")
    await phone.get_by_label("住所").fill("札幌市見本区")
    await phone.get_by_role("button", name="この位置を送る").click()
    place = {"latitude": 43.0621, "longitude": 141.3544, "address": "札幌市見本区"}
    assert await stage.next() == ("U1", "send", {"location": place})
