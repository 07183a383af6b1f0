"""Pages of the chat's own questions: one draft on both sides; for one browser, one hour, one purpose; no JavaScript."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from conversations.engine import Engine
from flex_messages.page import WRITE_PATH
from storage import people
from tests.bot.test_pictures import pdf
from tests.whole.behind import ending, standing, up_to
from tests.whole.browser import Browser
from tests.whole.conftest import Town
from tests.whole.phone import Phone, actions
from tests.whole.story import APPROVED, SENT, photo, play

ON_PAGE = "ページで入力"
CLOSED = "このページは開けません"
SAID = "製造業で20年、生産管理に携わりました。"
BIOGRAPHY = "製造業で20年、生産管理に携わりました。\n2015年に独立しました。"


@pytest.fixture
async def browser(town: Town) -> AsyncIterator[Browser]:
    async with Browser(town.stage.address) as browser:
        yield browser


@pytest.fixture
async def another(town: Town) -> AsyncIterator[Browser]:
    async with Browser(town.stage.address) as another:
        yield another


async def address(phone: Phone, label: str = ON_PAGE) -> str:
    opened = await phone.tap(label)
    return str(opened["open"])


async def test_a_question_begun_in_the_chat_is_finished_on_the_page_and_the_chat_goes_on(
    town: Town, browser: Browser
) -> None:
    await up_to(town, "biography")
    await town.expert.type(SAID)
    link = await address(town.expert)
    shown = await browser.open(link)
    assert shown.status == 200
    assert "略歴をお送りください。" in shown.text
    assert "生産管理に携わりました" in shown.inputs["answer"], "what was sent in the chat stands here"
    assert f"{len(SAID)} 文字 ／ 400文字まで" in shown.text
    refused = await browser.press(link, shown, "次へ", answer="あ" * 401)
    assert "あと1文字だけ短くしてください" in refused.text
    assert "あああ" in refused.inputs["answer"], "nothing of it is lost"
    taken = await browser.press(link, refused, "次へ", answer=BIOGRAPHY)
    assert "略歴をお送りください。" not in taken.text
    assert "あああ" not in taken.html
    before = await standing(town, town.expert)
    await town.expert.type("これは返事ではありません")
    assert "この質問が届く前のもの" in await town.expert.words(), "the chat shows where one stands"
    assert before is not None
    at = await standing(town, town.expert)
    assert at is not None
    assert at[0].answers["biography"] == BIOGRAPHY
    assert at[0].answers == before[0].answers


async def test_a_file_is_sent_by_the_page_and_what_is_no_photo_is_named(town: Town, browser: Browser) -> None:
    rest = await up_to(town, "biography")
    link = await address(town.expert)
    await browser.open(link)
    rest = await up_to(town, "photo", rest)
    shown = await browser.open(link)
    for name, data, words in (
        ("a.pdf", pdf(), "PDFは、この質問では受け取れませんでした。"),
        ("a.jpg", b"\xff\xd8\xff broken", "ファイルを開けませんでした。"),
        ("a.exe", b"MZ" + bytes(99), "この種類のファイルは受け取れませんでした。"),
        ("a.jpg", photo("red") + bytes(21 * 1024 * 1024), "ファイルが大きすぎて受け取れませんでした。"),
        ("a.jpg", bytes(66 * 1024 * 1024), "ファイルが大きすぎます"),
    ):
        refused = await browser.press(link, shown, "次へ", answer=(name, data, "image/jpeg"))
        assert words in refused.text, name
        shown = await browser.open(link)
        assert "プロフィール写真をお送りください。" in shown.text
    shown = await browser.press(link, shown, "次へ")
    assert "プロフィール写真をお送りください。" in shown.text, "nothing was chosen"
    shown = await browser.press(link, shown, "次へ", answer=("b.jpg", photo("blue"), "image/jpeg"))
    assert "プロフィール写真をお送りください。" not in shown.text
    await town.expert.type("続けます")
    await play(town, *rest[1:])
    assert (await ending(town))[0][0] == "REGISTERED"


async def test_what_was_filled_in_is_sent_by_the_page_once(town: Town, browser: Browser) -> None:
    rest = await up_to(town, "biography")
    link = await address(town.expert)
    await browser.open(link)
    await up_to(town, "review", rest)
    shown = await browser.open(link)
    assert "内容をご確認ください" in shown.text
    done = await browser.press(link, shown, "送信する")
    assert "LINEに戻って" in done.text
    await town.expert.idle()
    assert "すでに終わっています" in (await browser.press(link, shown, "送信する")).text
    assert (await ending(town))[0][0] == "AGENCY_REVIEW"
    assert "承認のお願いが1件あります" in await town.agency.last()
    assert "送信しました" in await town.expert.words()


async def test_several_files_are_gathered_on_the_page_and_none_of_them_is_lost(town: Town, browser: Browser) -> None:
    await up_to(town, "biography")
    link = await address(town.expert)
    shown = await browser.open(link)
    while "証明書をお送りください" not in shown.text:
        shown = await browser.press(link, shown, "戻る")
    two = [("1.jpg", photo("red"), "image/jpeg"), ("2.pdf", pdf(), "application/pdf")]
    shown = await browser.press(link, shown, "次へ", answer=two)
    assert "証明書をお送りください" in shown.text
    assert "4件目" in shown.text, "two stood there already"
    shown = await browser.press(link, shown, "次へ")
    at = await standing(town, town.expert)
    assert at is not None
    assert len(at[0].answers["certificates"]) == 4
    assert "証明書をお送りください" not in shown.text


async def test_back_and_later_on_the_page_keep_everything(town: Town, browser: Browser) -> None:
    await up_to(town, "biography")
    link = await address(town.expert)
    shown = await browser.press(link, await browser.open(link), "戻る")
    assert "略歴をお送りください" not in shown.text
    shown = await browser.open(link)
    assert "略歴をお送りください" not in shown.text, "the page shows where one stands"
    left = await browser.press(link, shown, "あとで続ける")
    assert "ここまでの内容を残しました" in left.text
    await town.expert.type("プロフィール登録")
    at = await standing(town, town.expert)
    assert at is not None
    assert at[0].answers["name"]


async def test_a_page_sent_again_after_the_question_was_answered_changes_nothing(town: Town, browser: Browser) -> None:
    await up_to(town, "biography")
    link = await address(town.expert)
    old = await browser.open(link)
    await browser.press(link, old, "次へ", answer=BIOGRAPHY)
    again = await browser.press(link, old, "次へ", answer="別の文章です。")
    assert "先へ進んでいます" in again.text
    assert "略歴をお送りください。" not in again.text
    at = await standing(town, town.expert)
    assert at is not None
    assert at[0].answers["biography"] == BIOGRAPHY
    await town.expert.upload(("b.jpg", photo("blue"), "image/jpeg"))
    assert "この質問が届く前のもの" in await town.expert.words(), "the chat had not shown this question yet"


async def test_a_link_opens_in_one_browser_for_an_hour(town: Town, browser: Browser, another: Browser) -> None:
    await up_to(town, "biography")
    link = await address(town.expert)
    shown = await browser.open(link)
    assert (await browser.open(link)).status == 200, "the same browser may come back"
    stolen = await another.open(link)
    assert stolen.status == 410
    assert CLOSED in stolen.text
    assert "略歴" not in stolen.text
    assert (await another.press(link, shown, "次へ", answer="よその人")).status == 410
    unopened = await address(town.expert)
    town.stage.clock.advance(3_601)
    assert (await browser.open(link)).status == 410
    assert (await browser.press(link, shown, "次へ", answer="遅すぎる")).status == 410
    assert (await another.open(unopened)).status == 410
    at = await standing(town, town.expert)
    assert at is not None
    assert "biography" not in at[0].answers


async def test_an_altered_link_and_one_of_another_purpose_open_nothing(
    town: Town, browser: Browser, another: Browser
) -> None:
    rest = await up_to(town, "biography")
    field = (await address(town.expert)).rpartition("/")[2]
    await play(town, *rest[: rest.index(SENT[-1]) + 1], APPROVED[0])
    await town.agency.tap("くわしく見る")
    file = (await files_of(town.agency))[0].rpartition("/")[2]
    middle = len(field) - 10
    other = "A" if field[middle] != "A" else "B"
    altered = [f"{field[:middle]}{other}{field[middle + 1 :]}", f"{field[:20]}x{field[21:]}", field + "x", "x", "a.b.c"]
    for where, tokens in (("f", [*altered, file]), ("file", [*altered, field]), ("qr", [field, file])):
        for token in tokens:
            shown = await another.open(f"{town.stage.address}/p/{where}/{token}")
            assert shown.status == 410, (where, token)
            assert "開けません" in shown.text


async def test_a_page_in_use_stays_open_for_half_a_day_and_keeps_what_is_typed(town: Town, browser: Browser) -> None:
    await up_to(town, "biography")
    link = await address(town.expert)
    shown = await browser.open(link)
    for n in range(1, 14):
        town.stage.clock.advance(3_300)
        shown.ways["保存"] = "keep"
        kept = await browser.press(link, shown, "保存", answer="あ" * 100 * n)
        assert kept.status == (200 if n * 3_300 <= 12 * 3_600 else 410)
    at = await standing(town, town.expert)
    assert at is not None
    assert at[0].at == "biography", "nobody went on"
    assert at[0].partial[0][1] == "あ" * 1_300, "too long, and still there"


async def test_what_cannot_be_read_leaves_what_was_kept_before(town: Town, browser: Browser) -> None:
    await up_to(town, "biography")
    await town.expert.type("製造業で20年。")
    link = await address(town.expert)
    shown = await browser.open(link)
    shown.ways["保存"] = "keep"
    for empty in ("", "😀"):
        await browser.press(link, shown, "保存", answer=empty)
    at = await standing(town, town.expert)
    assert at is not None
    assert at[0].partial[0][1] == "製造業で20年。"


async def test_pages_are_kept_by_nobody_and_run_only_the_script_that_keeps_a_long_text(
    town: Town, browser: Browser
) -> None:
    await up_to(town, "biography")
    link = await address(town.expert)
    for shown in (await browser.open(link), await browser.open(link + "x")):
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert shown.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert shown.html.count("<script") == 0
    writing = await browser.open(link)
    assert writing.html.count("<script") == 1
    assert f'<script src="{WRITE_PATH}" defer></script>' in writing.html
    assert "script-src 'self'; connect-src 'self'" in writing.headers["Content-Security-Policy"]
    assert (await browser.bytes(town.stage.address + WRITE_PATH))[0] == 200
    (cookie,) = (await browser.open(await address(town.expert))).headers.getall("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


async def files_of(phone: Phone) -> list[str]:
    last = [m["message"] for m in (await phone.chat())["messages"] if m["from"] == "bot"][-1]
    return [action["uri"] for action, _ in actions(last) if "/p/file/" in action.get("uri", "")]


async def reviewed(town: Town) -> list[str]:
    """The links of the files that the agency's person sees."""
    await play(town, *SENT, APPROVED[0])
    await town.agency.tap("くわしく見る")
    return await files_of(town.agency)


async def test_a_file_opens_for_the_reviewer_in_one_browser_for_half_an_hour(
    town: Town, browser: Browser, another: Browser
) -> None:
    links = await reviewed(town)
    assert len(links) >= 3
    for link in links:
        status, data = await browser.bytes(link)
        assert (status, data[:3]) == (200, b"\xff\xd8\xff")
        assert (await browser.bytes(link))[0] == 200, "the same browser may come back"
        assert (await another.bytes(link))[0] == 410
    town.stage.clock.advance(1_801)
    assert (await browser.bytes(links[0]))[0] == 410


async def test_a_file_stays_shut_for_a_reviewer_whose_role_is_gone(town: Town, browser: Browser) -> None:
    links = await reviewed(town)

    async def leave(unit: Any) -> None:
        person = await people.person(unit, await people.meet(unit, town.stage.agency))
        assert person.active
        await people.leave(unit, person.active.id)

    await town.store.do(leave)
    shown = await browser.open(links[0])
    assert shown.status == 410
    assert "開けません" in shown.text


async def test_a_fault_on_a_page_is_said_in_japanese_and_tells_nothing(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await up_to(town, "biography")
    link = await address(town.expert)
    shown = await browser.open(link)

    async def broken(*_: Any, **__: Any) -> None:
        raise ValueError("秘密の略歴")

    monkeypatch.setattr(Engine, "answer", broken)
    failed = await browser.press(link, shown, "次へ", answer="秘密の略歴")
    assert failed.status == 500
    assert "こちらの不具合" in failed.text
    assert "Error" not in failed.html
    assert "秘密" not in caplog.text
