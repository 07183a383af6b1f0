"""What a tap on a button, a row, a quick reply or the rich menu sends."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser import examples
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import approval, offering, postback, question, review, text
from tests.browser.seeing import arrive


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
    assert await stage.next() == (
        "U1",
        "tap",
        {"message": None, "action": {"type": "message", "label": "その他", "text": "その他"}},
    )


async def test_the_words_of_the_chat_bar_close_and_open_the_menu_and_the_keyboard_takes_its_place(
    desk_page: Page, stage: Stage
) -> None:
    phone = await arrive(desk_page, stage, "U1")
    await phone.get_by_role("button", name="メニュー", exact=True).click()
    await expect(phone.locator(".menu-picture")).to_be_hidden()
    await phone.get_by_role("button", name="キーボードに切り替える").click()
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_be_focused()
    await phone.get_by_role("button", name="メニューに切り替える").click()
    await expect(phone.locator(".menu-picture")).to_be_visible()


async def test_a_picked_date_goes_along_with_the_action(desk_page: Page, stage: Stage) -> None:
    stage.show("U3", question(examples.calendar()))
    phone = await arrive(desk_page, stage, "U3")
    await phone.get_by_role("button", name="カレンダーから選ぶ").click()
    for wheel, number in (("年", "2030"), ("月", "01"), ("日", "05")):
        await phone.get_by_label(wheel, exact=True).select_option(number)
    await phone.get_by_role("button", name="決定").click()
    assert await stage.next() == ("U3", "tap", {"message": "x0", "action": examples.calendar(), "picked": "2030-01-05"})


async def test_a_postback_may_open_the_keyboard_with_words(desk_page: Page, stage: Stage) -> None:
    action = {"type": "postback", "data": "x", "inputOption": "openKeyboard", "fillInText": "住所："}
    stage.show("U1", offering(action), menu=examples.menu())
    phone = await arrive(desk_page, stage, "U1")
    await phone.get_by_role("button", name="押す").click()
    await expect(phone.get_by_role("textbox", name="メッセージを入力")).to_have_value("住所：")
