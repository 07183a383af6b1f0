"""The line over the phones says the first thing to do, follows what happens, and leads to the phone it names."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser import examples
from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import text
from tests.browser.seeing import arrive

FRESH = {"U1": {"friend": "none"}, "U2": {}, "U3": {}}


def begin(stage: Stage) -> None:
    stage.chats = {user: examples.chat([], **more) for user, more in FRESH.items()}


def hear(stage: Stage, user: str, words: str) -> None:
    chat = stage.chats[user]
    chat["friend"] = "friend"
    chat["messages"].append(examples.sent(f"g{len(chat['messages'])}", text(words)))
    stage.tell("chat", user=user)


async def test_a_newcomer_is_led_from_phone_to_phone(desk_page: Page, stage: Stage) -> None:
    begin(stage)
    await arrive(desk_page, stage, "U1")
    line = desk_page.locator("#guide")
    await expect(line).to_have_text("① 支援機関のスマホで「専門家を招待」を押し、質問に答えます。")
    await expect(desk_page.locator(".slot.next")).to_have_attribute("data-user", "U2")
    hear(stage, "U2", "招待コードができました HCVR-SAFH-HQPR")
    await expect(line).to_have_text("② 専門家のスマホで「友だち追加」を押します。")
    hear(stage, "U1", "ご登録の受付窓口です")
    await expect(line).to_have_text("③ 専門家のスマホで「招待コードを入力」を押し、HCVR-SAFH-HQPR を送ります。")
    await expect(desk_page.locator(".slot.next")).to_have_attribute("data-user", "U1")


async def test_whoever_skipped_a_step_is_taken_up_from_there(desk_page: Page, stage: Stage) -> None:
    begin(stage)
    hear(stage, "U1", "事業者の方の確認をお願いします")
    await arrive(desk_page, stage, "U1")
    await expect(desk_page.locator("#guide")).to_contain_text("⑭ 事業者のスマホで「この画面のQRを読み取る」")
    await expect(desk_page.locator(".slot.next")).to_have_attribute("data-who", "事業者")
    hear(stage, "U1", "謝金をお振り込みしました")
    await expect(desk_page.locator("#guide")).to_have_text("ひととおり終わりました。ご自由にお試しください。")
    await expect(desk_page.locator(".slot.next")).to_have_count(0)


async def test_what_was_returned_comes_first(desk_page: Page, stage: Stage) -> None:
    begin(stage)
    hear(stage, "U2", "承認のお願いが1件あります")
    hear(stage, "U1", "登録内容について確認のお願いがあります")
    await arrive(desk_page, stage, "U1")
    await expect(desk_page.locator("#guide")).to_contain_text(
        "専門家のスマホで「開く」を押し、差し戻された項目を直して"
    )


async def test_the_named_phone_is_one_tap_away(phone_page: Page, stage: Stage) -> None:
    begin(stage)
    await arrive(phone_page, stage, "U1")
    await phone_page.get_by_role("button", name="支援機関のスマホ").click()
    await expect(phone_page.locator('.slot[data-user="U2"]')).to_be_visible()
    await expect(phone_page.locator('.slot[data-user="U1"]')).to_be_hidden()
