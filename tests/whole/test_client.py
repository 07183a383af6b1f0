"""The client's page as strangers reach it: without LINE and JavaScript, on any phone; what it takes and refuses."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from PIL import Image

from bot.signatures import KEPT_SIDE
from storage import dispatches, files
from storage.codes import TRIES
from storage.dispatches import Dispatch
from tests.whole.browser import Browser, Shown
from tests.whole.calendar import advance
from tests.whole.confirming import (
    ANSWERS,
    CONFIRMED_BY_CLIENT,
    MINUTE,
    SEND,
    address_of,
    drawn,
    link,
    opened,
    sent,
    under_way,
)
from tests.whole.conftest import Town
from tests.whole.hands import Shaky
from tests.whole.phone import actions
from tests.whole.story import play

ENGLISH = re.compile(r"[A-Za-z]{2,}")
HOSTILE = '<script>alert(1)</script>"&amp;'


async def dispatch(town: Town, id: str) -> Dispatch:
    found = await town.store.look(lambda unit: dispatches.one(unit, id))
    assert found is not None
    return found


async def asked(town: Town) -> tuple[str, str, str]:
    """(the dispatch, its number, the six digits), after the expert asked for a code."""
    id = await under_way(town)
    await town.expert.type("事業者に確認してもらう")
    it = await dispatch(town, id)
    return id, it.number, await digits(town)


async def digits(town: Town) -> str:
    found = re.findall(r"確認コード (\d{3}) (\d{3})", await town.expert.words())
    return "".join(found[-1])


async def page_to_sign(town: Town) -> Shown:
    _, action = await town.expert.find("スマートフォンがない方の署名")
    return await opened(town.expert, action["uri"].replace("https://demo.invalid", town.stage.address))


async def typed(town: Town, number: str, code: str) -> Shown:
    async with Browser(town.stage.address) as browser:
        shown = await browser.open(town.stage.address + "/p/c")
        return await browser.press(town.stage.address + "/p/c", shown, "次へ", number=number, code=code)


async def test_a_client_confirms_by_the_link_and_the_expert_goes_on(town: Town) -> None:
    id = await under_way(town)
    await play(town, *CONFIRMED_BY_CLIENT)
    it = await dispatch(town, id)
    assert (it.state, it.said["how"]) == ("CONFIRMED_BY_CLIENT", "own_phone")
    assert "事業者の確認が終わりました" in await town.expert.last()
    await town.expert.tap("チェックアウト")
    assert "休憩はありましたか" in await town.expert.last()


async def test_the_page_says_everything_and_needs_nothing(town: Town) -> None:
    await asked(town)
    page = await opened(town.expert, await link(town.expert))
    for said in ("試験 太郎", "試験製作所", "かかりません", "サンプル商工会議所", "03-0000-0000", "販路開拓・商品開発"):
        assert said in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "script" not in page.headers["Content-Security-Policy"]
    assert "<script" not in page.html
    assert "max-age" not in page.headers.get("Set-Cookie", "")
    assert ENGLISH.findall(page.text) == []
    assert set(page.ways) == {"確認する", "内容が違います"}


async def test_a_link_that_was_used_is_shut_and_the_same_page_gives_the_same_receipt(town: Town) -> None:
    await asked(town)
    address = await link(town.expert)
    page, other = await opened(town.expert, address), await opened(town.expert, address)
    first = await sent(town.expert, page, "確認する", **ANSWERS)
    again = await sent(town.expert, page, "確認する", **ANSWERS)
    receipt = re.findall(r"K\d+", first.text)
    assert receipt
    assert re.findall(r"K\d+", again.text) == receipt
    refused = await sent(town.expert, other, "確認する", **ANSWERS)
    assert (refused.status, "受け付けられません" in refused.text) == (410, True)
    assert re.findall(r"K\d+", refused.text) == []
    assert (await opened(town.expert, address)).status == 410


async def test_digits_typed_in_any_width_open_the_page(town: Town) -> None:
    id, number, code = await asked(town)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    shown = await typed(town, number.lower().translate(wide), f"{code[:3]}　{code[3:]}".translate(wide))
    assert "支援の内容をご確認ください" in shown.text.replace(" ", "")
    done = await sent(town.expert, shown, "確認する", **ANSWERS)
    assert "確認を受け付けました" in done.text
    assert (await dispatch(town, id)).said["how"] == "own_phone"


async def test_wrong_digits_used_up_and_unknown_numbers_get_the_same_answer(town: Town) -> None:
    _, number, code = await asked(town)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    answers = {(await typed(town, "H9999", code)).text.replace("H9999", number)}
    for _ in range(TRIES):
        answers.add((await typed(town, number, wrong)).text)
    answers.add((await typed(town, number, code)).text)
    assert len(answers) == 1
    await town.expert.type("事業者に確認してもらう")
    assert "ご確認ください" in (await typed(town, number, await digits(town))).text


async def test_what_is_no_code_is_said_before_anything_is_looked_up(town: Town) -> None:
    _, number, _ = await asked(town)
    assert "6けたの数字です" in (await typed(town, number, "12")).text
    assert "受付番号を読み取れません" in (await typed(town, HOSTILE, "123456")).text


async def test_after_ten_minutes_neither_link_nor_digits_open_but_an_opened_page_is_taken(town: Town) -> None:
    id, number, code = await asked(town)
    address = await link(town.expert)
    page = await opened(town.expert, address)
    await advance(town, 10 / 60)
    assert (await opened(town.expert, address)).status == 410
    assert "コードの期限が切れています" in (await typed(town, number, code)).text
    assert "確認を受け付けました" in (await sent(town.expert, page, "確認する", **ANSWERS)).text
    assert (await dispatch(town, id)).client_confirmed


async def test_a_page_that_lay_open_for_long_is_not_taken(town: Town) -> None:
    id, *_ = await asked(town)
    page = await opened(town.expert, await link(town.expert))
    await advance(town, 0.52)
    refused = await sent(town.expert, page, "確認する", **ANSWERS)
    assert (refused.status, "時間がたったか" in refused.text) == (410, True)
    assert not (await dispatch(town, id)).client_confirmed


async def test_what_is_missing_is_said_and_what_was_filled_in_stays(town: Town) -> None:
    await asked(town)
    page = await opened(town.expert, await link(town.expert))
    again = await sent(town.expert, page, "確認する", name="", post="officer")
    assert "氏名をご記入ください" in again.text
    assert 'value="officer" checked' in again.html
    again = await sent(town.expert, page, "確認する", name=HOSTILE)
    assert "お立場" in again.text
    assert "<script" not in again.html
    again = await sent(town.expert, page, "確認する", **ANSWERS, ends="")
    assert "時刻" in again.text
    assert "確認を受け付けました" in (await sent(town.expert, page, "確認する", **ANSWERS)).text


async def test_an_objection_reaches_agency_and_secretariat_and_never_the_expert(town: Town) -> None:
    id, *_ = await asked(town)
    heard = len(await town.expert.heard())
    page = await opened(town.expert, await link(town.expert))
    why = await sent(town.expert, page, "内容が違います", **ANSWERS)
    assert "専門家には伝わりません" in why.text
    back = await sent(town.expert, why, "戻る")
    assert back.inputs["name"] == ANSWERS["name"]
    assert "読み取れませんでした" in (await sent(town.expert, why, "知らせる", wrong="")).text
    done = await sent(town.expert, why, "知らせる", wrong="15時に帰られました。")
    assert "支援機関と事務局にお伝えしました" in done.text
    assert (await sent(town.expert, why, "知らせる", wrong="15時に帰られました。")).text == done.text
    await town.expert.idle()
    for phone in (town.agency, town.secretariat):
        assert "15時" not in await phone.last()
        await phone.tap("開く")
        assert "15時に帰られました。" in await phone.last()
    assert len(await town.expert.heard()) == heard
    assert (await dispatch(town, id)).flags == ("client_objected",)


async def test_a_signature_is_drawn_anew_and_kept(town: Town) -> None:
    id, *_ = await asked(town)
    page = await page_to_sign(town)
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    [script] = re.findall(r'<script src="(/p/sign-[0-9a-f]+\.js)"></script>', page.html)
    async with town.session.get(town.stage.address + script) as got:
        assert (got.status, got.content_type) == (200, "text/javascript")
    done = await sent(town.expert, page, "確認する", **ANSWERS, signature=drawn(2400, 1400))
    assert "専門家の方にお返しください" in done.text
    assert "感想" not in done.text
    it = await dispatch(town, id)
    assert it.said["how"] == "signature"
    row = await town.store.look(lambda unit: files.one(unit, it.said["signature"]))
    assert row is not None
    assert (row.purpose, row.kind, row.person) == ("signature", "image/png", it.expert)
    kept = next((town.stage.data / "files").rglob(it.said["signature"][2:])).read_bytes()
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.mode, max(image.size)) == ("L", KEPT_SIDE)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "data:image/png;base64,",
        "data:image/png;base64,AAAA",
        "data:image/jpeg;base64,AAAA",
        "data:image/png;base64,%%%",
        "x" * 500,
        address_of(Image.new("RGB", (360, 200), "white")),
        address_of(Image.new("RGB", (4000, 2), "black")),
        "data:image/png;base64," + "A" * 450_000,
    ],
    ids=["none", "empty", "no picture", "other kind", "no base64", "words", "blank", "too wide", "too large"],
)
async def test_what_is_no_signature_is_asked_again(town: Town, bad: str) -> None:
    id, *_ = await asked(town)
    page = await page_to_sign(town)
    again = await sent(town.expert, page, "確認する", **ANSWERS, signature=bad)
    assert "署名" in again.text
    assert "受け付けました" not in again.text
    assert not (await dispatch(town, id)).client_confirmed
    assert "確認を受け付けました" in (await sent(town.expert, page, "確認する", **ANSWERS, signature=drawn())).text


async def test_a_page_that_is_far_too_large_is_refused_and_changes_nothing(town: Town) -> None:
    id, *_ = await asked(town)
    page = await page_to_sign(town)
    refused = await sent(town.expert, page, "確認する", **ANSWERS, signature="x" * 900_000)
    assert (refused.status, "大きすぎました" in refused.text) == (413, True)
    assert not (await dispatch(town, id)).client_confirmed


async def test_a_rating_is_given_once_on_the_own_phone_alone(town: Town) -> None:
    id, *_ = await asked(town)
    page = await opened(town.expert, await link(town.expert))
    form: dict[str, Any] = {**page.hidden, **ANSWERS, "starts": page.inputs["starts"], "ends": page.inputs["ends"]}
    async with town.session.post(
        town.stage.address + SEND, data={**form, "go": "confirm"}, allow_redirects=False
    ) as got:
        assert got.status == 303
        receipt = town.stage.address + got.headers["Location"]
    async with Browser(town.stage.address) as browser:
        shown = await browser.open(receipt)
        assert "よろしければ" in shown.text
        again = await browser.press(receipt, shown, "感想を送る", comment="助かりました。")
        assert "ボタンから1つ" in again.text or "選んでください" in again.text
        done = await browser.press(receipt, shown, "感想を送る", rating="5", comment="助かりました。")
        assert "ご感想をありがとうございました" in done.text
        assert "すでに受け取っています" in (await browser.press(receipt, shown, "感想を送る", rating="1")).text
    it = await dispatch(town, id)
    assert (it.said["rating"], it.said["comment"]) == (5, "助かりました。")
    await town.expert.type("派遣予定")
    assert "助かりました" not in "\n".join(await town.expert.heard())


@pytest.mark.parametrize("path", ["/p/v/x", "/p/s/x", "/p/k/x", "/p/v/" + "a" * 400])
async def test_unknown_addresses_are_shut_in_words(town: Town, path: str) -> None:
    async with Browser(town.stage.address) as browser:
        shown = await browser.open(town.stage.address + path)
    assert (shown.status, "開けません" in shown.text) == (410, True)


async def test_a_page_with_a_forged_token_is_not_taken(town: Town) -> None:
    id, *_ = await asked(town)
    page = await opened(town.expert, await link(town.expert))
    token = page.hidden["page"]
    for forged in ("", token[:-2] + "xx", "x" * 5000):
        page.hidden["page"] = forged
        assert (await sent(town.expert, page, "確認する", **ANSWERS)).status == 410
    assert not (await dispatch(town, id)).client_confirmed


async def test_two_taps_leave_one_code_that_works(town: Town) -> None:
    await under_way(town, client="二度押し商店")
    await town.expert.type("事業者に確認してもらう")
    town.hands = Shaky
    await town.expert.tap("新しいコードを出す")
    town.hands = type(town.phone(""))
    links = [
        action["clipboardText"].split()[-1].replace("https://demo.invalid", town.stage.address)
        for message in (await town.expert.chat())["messages"]
        for action, _ in actions(message["message"])
        if action["type"] == "clipboard"
    ]
    assert [(await opened(town.expert, each)).status for each in links] == [410, 410, 200]


async def test_what_was_undone_before_the_client_pressed_is_said(town: Town) -> None:
    id = await under_way(town, began=MINUTE)
    await town.expert.type("事業者に確認してもらう")
    page = await opened(town.expert, await link(town.expert))
    it = await dispatch(town, id)

    async def undone(unit: Any) -> None:
        from conversations.dispatch.following import step

        await step(unit, it, "undo_check_in", it.expert, checked_in=0)

    await town.store.do(undone)
    refused = await sent(town.expert, page, "確認する", **ANSWERS)
    assert (refused.status, "受け付けられません" in refused.text) == (410, True)
