"""The chat itself: it follows what happens, keeps hostile words as words, and knows friends from strangers."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser import examples
from tests.browser.conftest import Shot
from tests.browser.fixture_chat import STATIC, Stage
from tests.browser.flex_examples import approval, text
from tests.browser.seeing import arrive

HOSTILE = {
    "script": "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">",
    "quotes": "\"'`</div>{{name}}${name}\\",
    "bidi": "試験\u202e郎太\u2066\u200f",
    "emoji": "👩‍👩‍👧" * 300,
    "long": "a" * 3000,
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_names_stay_text_and_break_nothing(desk_page: Page, stage: Stage, shot: Shot, kind: str) -> None:
    name = HOSTILE[kind]
    stage.people[0]["name"] = name
    confirm = {"type": "template", "altText": name, "template": {"type": "confirm", "text": name, "actions": []}}
    bar = {**examples.menu(), "chatBarText": name}
    stage.show("U1", text(name), approval(name), confirm, quick=examples.quick(name), menu=bar)
    phone = await arrive(desk_page, stage, "U1")
    await shot(desk_page, f"hostile-{kind}")
    assert await phone.locator("script, [onerror]").count() == 0
    assert await desk_page.title() == "手元のLINE"
    for place in (".say", ".fx-words >> nth=2", ".tpl-words", ".pill", ".bar-words"):
        assert await phone.locator(place).text_content() == name
    assert await phone.locator(".chat").evaluate("node => node.scrollWidth <= node.clientWidth")
    assert await desk_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_module_of_the_page_can_write_markup() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|eval\("
    )
    modules = sorted(STATIC.rglob("*.js"))
    assert len(modules) > 10
    assert [module.name for module in modules if forbidden.search(module.read_text())] == []


def test_the_page_names_no_host_outside() -> None:
    files = sorted(path for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".html"})
    hosts = {host for file in files for host in re.findall(r"https?://([\w.-]+)", file.read_text().replace("\\", ""))}
    assert hosts == {"www.w3.org", "demo.invalid", "line.me"}


async def test_a_new_message_is_drawn_at_once_and_kept_in_sight(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U3")
    stage.chats["U3"]["messages"].append(examples.sent("99", text("受け付けました。")))
    stage.tell("chat", user="U3")
    await expect(phone.get_by_text("受け付けました。")).to_be_in_viewport()


async def test_pictures_that_load_late_leave_the_newest_message_in_sight(desk_page: Page, stage: Stage) -> None:
    photo = {"type": "image", "originalContentUrl": f"{stage.url}/picture", "previewImageUrl": f"{stage.url}/picture"}
    stage.show("U1", *[photo] * 5, text("最後の言葉"))
    phone = await arrive(desk_page, stage, "U1")
    await phone.locator(".photo img").last.evaluate("image => image.decode()")
    await expect(phone.get_by_text("最後の言葉")).to_be_in_viewport()


async def test_a_carousel_stays_where_it_was_swiped_to(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U1")
    await phone.locator(".strip").evaluate("node => { node.style.scrollSnapType = 'none'; node.scrollLeft = 200; }")
    stage.chats["U1"]["messages"].append(examples.said("98", "はい"))
    stage.tell("chat", user="U1")
    await expect(phone.get_by_text("はい", exact=True)).to_be_visible()
    assert await phone.locator(".strip").evaluate("node => node.scrollLeft") == 200


async def test_somebody_who_is_no_friend_yet_sees_only_the_way_to_become_one(desk_page: Page, stage: Stage) -> None:
    stage.chats["U1"] = examples.chat([], friend="none")
    phone = await arrive(desk_page, stage, "U1")
    await expect(phone.get_by_role("textbox")).to_have_count(0)
    await phone.get_by_role("button", name="友だち追加").click()
    assert await stage.next() == ("U1", "follow", {})


async def test_the_account_is_blocked_and_unblocked_from_the_header(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U2")
    await phone.get_by_role("button", name="トークの設定").click()
    await phone.get_by_role("button", name="ブロックする").click()
    assert await stage.next() == ("U2", "block", {})
    stage.chats["U2"]["friend"] = "blocked"
    stage.tell("chat", user="U2")
    await phone.get_by_role("button", name="ブロックを解除する").click()
    assert await stage.next() == ("U2", "unblock", {})


async def test_ones_own_message_is_unsent_from_its_menu(desk_page: Page, stage: Stage) -> None:
    phone = await arrive(desk_page, stage, "U2")
    await phone.locator(".mine .say").click(button="right")
    stage.chats["U2"]["messages"][1]["unsent"] = True
    await phone.get_by_role("button", name="送信を取り消す").click()
    assert await stage.next() == ("22", "unsend", {})
    await expect(phone.get_by_text("メッセージの送信を取り消しました")).to_be_visible()


async def test_a_long_press_opens_the_same_menu(phone_page: Page, stage: Stage) -> None:
    phone = await arrive(phone_page, stage, "U1")
    await phone.locator(".mine .say").dispatch_event("pointerdown", {"pointerType": "touch"})
    await expect(phone.get_by_role("button", name="送信を取り消す")).to_be_visible()


async def test_waiting_is_shown_by_dots_until_the_answer_comes(desk_page: Page, stage: Stage) -> None:
    stage.chats["U2"]["loading"] = True
    phone = await arrive(desk_page, stage, "U2")
    await expect(phone.get_by_role("img", name="入力中")).to_be_visible()
    stage.chats["U2"]["loading"] = False
    stage.tell("chat", user="U2")
    await expect(phone.get_by_role("img", name="入力中")).to_have_count(0)


async def test_the_clock_is_advanced_and_follows_the_local_line(desk_page: Page, stage: Stage) -> None:
    await arrive(desk_page, stage, "U1")
    await expect(desk_page.locator("#clock")).to_have_text("11月24日(火) 13:52")
    async with desk_page.expect_response("**/_line/clock"):
        await desk_page.get_by_role("button", name="5分進める").click()
    assert await stage.next() == ("", "clock", {"advance": 300})
    stage.tell("clock", now=examples.NOW + 86_400_000, frozen=True)
    await expect(desk_page.locator("#clock")).to_have_text("11月25日(水) 13:52")


async def test_calls_are_recorded_newest_first_with_a_word_beside_the_status(desk_page: Page, stage: Stage) -> None:
    await arrive(desk_page, stage, "U1")
    row = {**examples.LOG[0], "path": "/v2/bot/message/push", "status": 429, "user": "U2"}
    stage.log.insert(0, row)
    stage.tell("log", row=row)
    first = desk_page.locator("#log li").first
    await expect(first).to_contain_text("429 制限")
    await expect(first).to_contain_text("支援機関")
    await expect(first).to_contain_text("お知らせの送信")
    rows = desk_page.locator("#log li")
    await expect(rows.filter(has_text="専門家　ボタン")).to_contain_text("200 成功")
    await expect(rows.filter(has_text="専門家　位置情報")).to_contain_text("応答なし")
    await expect(rows.filter(has_text="専門家　位置情報")).to_contain_text("時間切れ")
