"""What a tap, a typed word or a chosen file sends, and what stays on the phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import examples
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import approval, button, card, message, postback, question, review, text


async def arrive(page: Page, stage: Stage, user: str) -> Locator:
    await page.goto(stage.url)
    await page.wait_for_selector("body[data-ready]")
    return page.locator(f'.slot[data-user="{user}"] .phone')


def offering(action: dict[str, Any]) -> dict[str, Any]:
    return message("見本", card([text("見本")], [button("押す", action={"label": "押す", **action})]))


async def test_a_button_sends_its_action_with_the_message_it_stands_on(desk_page: Page, stage: Stage) -> None:
    stage.show("U2", text("前"), approval())
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="差し戻す").click()
    assert await stage.next() == ("U2", "tap", {"message": "x1", "action": postback("差し戻す")})


async def test_a_row_that_can_be_tapped_answers_to_a_tap_and_to_the_keyboard(desk_page: Page, stage: Stage) -> None:
    stage.show("U3", review())
    phone = await arrive(desk_page, stage, "U3")
    row = phone.get_by_role("button", name="氏名を直す")
    await row.get_by_text("試験 太郎").click()
    await row.press("Enter")
    first, second = await stage.next(), await stage.next()
    assert first == second
    assert (first[2]["message"], first[2]["action"]["label"]) == ("x0", "氏名を直す")


async def test_quick_replies_vanish_after_a_tap_and_carry_no_message(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U2")
    stage.chats["U2"]["quick"] = None
    await phone.locator(".pill", has_text="承認する").first.click()
    await expect(phone.locator(".quick")).to_be_hidden()
    assert await stage.next() == ("U2", "tap", {"message": None, "action": postback("承認する")})


async def test_quick_replies_that_open_something_stay_until_it_is_chosen(desk_page: Page, stage: Stage) -> None:
    stage.show("U2", text("日付"), quick=[{"type": "action", "action": examples.calendar()}])
    phone = await arrive(desk_page, stage, "U2")
    await phone.locator(".pill").click()
    await phone.get_by_role("button", name="閉じる").click()
    await expect(phone.locator(".pill")).to_be_visible()


async def test_areas_of_the_rich_menu_lie_over_its_picture_and_send_their_action(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U1")
    picture = phone.locator(".menu-picture")
    whole = await picture.bounding_box()
    assert whole is not None
    await picture.click(position={"x": whole["width"] * 0.83, "y": whole["height"] * 0.75})
    assert await stage.next() == ("U1", "tap", {"message": None, "action": {"type": "message", "label": "その他", "text": "その他"}})


async def test_the_words_of_the_chat_bar_close_and_open_the_menu_and_the_keyboard_takes_its_place(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U1")
    await phone.get_by_role("button", name="メニュー", exact=True).click()
    await expect(phone.locator(".menu-picture")).to_be_hidden()
    await phone.get_by_role("button", name="キーボードに切り替える").click()
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_be_focused()
    await phone.get_by_role("button", name="メニューに切り替える").click()
    await expect(phone.locator(".menu-picture")).to_be_visible()


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
    stage.show("U2", text("写真を送ってください"), quick=[{"type": "action", "action": {"type": kind, "label": "写真"}}])
    phone = await arrive(desk_page, stage, "U2")
    async with desk_page.expect_file_chooser() as chooser:
        await phone.locator(".pill").click()
    await (await chooser.value).set_files([{"name": "写真.jpg", "mimeType": "image/jpeg", "buffer": b"jpeg"}])
    assert await stage.next() == ("U2", "send", [("写真.jpg", 4)])


async def test_stickers_and_the_sample_video_are_sent_from_the_plus_menu(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U2")
    for label, sent in (("スタンプ", {"sticker": True}), ("動画（見本）", {"video": True})):
        await phone.get_by_role("button", name="写真やファイルなどを送る").click()
        await phone.get_by_role("button", name=label, exact=True).click()
        assert await stage.next() == ("U2", "send", sent)


async def test_a_picked_date_goes_along_with_the_action(desk_page: Page, stage: Stage) -> None:
    stage.show("U3", question(examples.calendar()))
    phone = await arrive(desk_page, stage, "U3")
    await phone.get_by_role("button", name="カレンダーから選ぶ").click()
    field = phone.get_by_label("カレンダーから選ぶ", exact=True).and_(desk_page.locator("input"))
    await expect(field).to_have_value("2029-03-31")
    await field.fill("2026-11-23")
    await phone.get_by_role("button", name="決定").click()
    await expect(phone.get_by_role("alert")).to_have_text("2026-11-24以後を選んでください。")
    await field.fill("2030-01-05")
    await phone.get_by_role("button", name="決定").click()
    assert await stage.next() == ("U3", "tap", {"message": "x0", "action": examples.calendar(), "picked": "2030-01-05"})


async def test_a_pin_can_be_put_anywhere_and_is_sent_with_its_address(desk_page: Page, stage: Stage) -> None:
    stage.show("U1", text("現在地"), quick=[{"type": "action", "action": {"type": "location", "label": "位置情報を送る"}}])
    phone = await arrive(desk_page, stage, "U1")
    await phone.locator(".pill").click()
    before = float(await phone.get_by_label("緯度").input_value())
    await phone.get_by_role("application").click(position={"x": 20, "y": 20})
    assert float(await phone.get_by_label("緯度").input_value()) > before
    await phone.get_by_label("緯度").fill("43.0621")
    await phone.get_by_label("経度").fill("141.3544")
    await phone.get_by_label("住所").fill("札幌市見本区")
    await phone.get_by_role("button", name="この位置を送る").click()
    assert await stage.next() == ("U1", "send", {"location": {"latitude": 43.0621, "longitude": 141.3544, "address": "札幌市見本区"}})


async def test_a_page_of_the_service_opens_inside_the_phone_and_leads_back_with_its_words(desk_page: Page, stage: Stage) -> None:
    action = {"type": "uri", "uri": "https://demo.invalid/page"}
    stage.answer = {"open": "https://demo.invalid/page"}
    stage.show("U2", offering(action))
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="押す").click()
    frame = phone.frame_locator("iframe")
    await expect(frame.get_by_role("heading")).to_have_text("資格の有効期限")
    await frame.get_by_role("link", name="戻る").click()
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_have_value("戻る")
    await expect(phone.locator("iframe")).to_have_count(0)


async def test_a_page_closes_with_a_real_button(desk_page: Page, stage: Stage) -> None:
    stage.answer = {"open": "https://demo.invalid/page"}
    stage.show("U2", offering({"type": "uri", "uri": "https://demo.invalid/page"}))
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="押す").click()
    await phone.get_by_role("button", name="LINEに戻る").click()
    await expect(phone.locator("iframe")).to_have_count(0)
    await expect(phone.get_by_role("button", name="押す")).to_be_focused()


async def test_an_outside_address_is_only_named(desk_page: Page, stage: Stage) -> None:
    stage.answer = {"open": "https://example.com/x"}
    stage.show("U2", offering({"type": "uri", "uri": "https://example.com/x"}))
    phone = await arrive(desk_page, stage, "U2")
    asked: list[str] = []
    desk_page.on("request", lambda request: asked.append(request.url))
    await phone.get_by_role("button", name="押す").click()
    await expect(phone.get_by_role("dialog", name="外部のページを開きます")).to_contain_text("https://example.com/x")
    assert [url for url in asked if not url.startswith(stage.url)] == []


async def test_words_are_copied_to_the_clipboard(desk_page: Page, stage: Stage) -> None:
    await desk_page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=stage.url)
    stage.answer = {"copied": "2041"}
    stage.show("U2", offering({"type": "clipboard", "clipboardText": "2041"}))
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="押す").click()
    await expect(phone.get_by_role("status")).to_have_text("コピーしました")
    assert await desk_page.evaluate("navigator.clipboard.readText()") == "2041"


async def test_a_postback_may_open_the_keyboard_with_words(desk_page: Page, stage: Stage) -> None:
    action = {"type": "postback", "data": "x", "inputOption": "openKeyboard", "fillInText": "住所："}
    stage.show("U1", offering(action), menu=examples.menu())
    phone = await arrive(desk_page, stage, "U1")
    await phone.get_by_role("button", name="押す").click()
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_have_value("住所：")
