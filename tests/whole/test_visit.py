"""A visit as people live it, through HTTP: in the chat, on the measuring page, and when things go wrong."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from bot.measuring import REPEATED
from storage import audit, dispatches, fixes, payments, places
from storage.dispatches import Dispatch
from storage.fixes import Attempt
from tests.whole.browser import Browser
from tests.whole.calendar import advance, december, turn_to
from tests.whole.conftest import Town
from tests.whole.dispatching import DISPATCHED
from tests.whole.hands import Shaky
from tests.whole.phone import actions
from tests.whole.story import APPOINTED, STORY, play
from tests.whole.visiting import (
    ABSENT,
    ARRIVED,
    CONFIRMED,
    DOOR,
    LEFT,
    MOVED,
    UNDONE,
    VISITED,
    at,
    due,
    measured,
    page_of,
    visit_due,
)

ENGLISH = re.compile(r"[A-Za-z]{3,}")
KNOWN = ("LINE", "Android", "iPhone", "Safari", "Chrome", "App", "Wi", "Web")


async def dispatch(town: Town, id: str) -> Dispatch:
    found = await town.store.look(lambda unit: dispatches.one(unit, id))
    assert found is not None
    return found


async def attempts(town: Town, id: str) -> list[Attempt]:
    return await town.store.look(lambda unit: fixes.of_dispatch(unit, id))


async def everything(town: Town) -> list[Dispatch]:
    async def work(unit: Any) -> list[Dispatch]:
        return [it async for it in dispatches.every(unit)]

    return await town.store.look(work)


async def test_from_the_request_to_the_sum_on_three_phones(town: Town) -> None:
    await turn_to(town, december(7), 12)
    await play(town, *STORY, APPOINTED[0], *DISPATCHED)
    await turn_to(town, december(8), 9, 10)
    menu = (await town.expert.chat())["menu"]
    assert menu["areas"][0]["action"]["displayText"] == "チェックイン"
    await play(town, *ARRIVED[:1], at(0))
    assert "訪問先の位置は、まだ登録されていません" in await town.expert.words()
    [it] = await everything(town)
    assert it.state == "SCHEDULED", "nothing is recorded before the tap"
    await play(town, ARRIVED[-1], *CONFIRMED, *LEFT)
    [it] = await everything(town)
    assert it.state == "CHECKED_OUT"
    assert "謝金" in await town.expert.words()
    assert await town.store.look(audit.verify) is None


async def test_a_visit_in_the_chat_from_afar_to_the_sum(town: Town) -> None:
    id = await visit_due(town)
    await play(town, *ARRIVED[:2])
    assert "離れている" in await town.expert.words()
    assert "約3.0km" in await town.expert.words()
    assert (await dispatch(town, id)).state == "SCHEDULED"
    await play(town, *ARRIVED[2:])
    said = await town.expert.words()
    assert "チェックインを記録しました" in said
    assert "位置があいまい 約120m" in said
    kept = [(each.verdict, each.source, bool(each.counted)) for each in await attempts(town, id)]
    assert kept == [("far", "pin", False), ("grey", "pin", True)]
    await advance(town, 1.6)
    await play(town, *CONFIRMED, *LEFT)
    it = await dispatch(town, id)
    assert (it.state, it.breaks) == ("CHECKED_OUT", 0)
    payment = await town.store.look(lambda unit: payments.one(unit, id))
    assert payment is not None
    assert payment.amount == 3 * 2_640
    assert "7,920円" in await town.expert.words()
    assert it.visit["out"]["verdict"] == "grey"


async def test_shaky_hands_check_in_once(town: Town) -> None:
    id = await visit_due(town)
    town.hands = Shaky
    await play(town, *ARRIVED)
    it = await dispatch(town, id)
    assert it.state == "CHECKED_IN"
    assert [line.action for line in await town.store.look(lambda unit: audit.of_subject(unit, id))].count(
        "dispatch.check_in"
    ) == 1


async def test_what_was_taken_back_can_be_done_again(town: Town) -> None:
    id = await visit_due(town)
    await play(town, *UNDONE)
    assert "取り消しました" in await town.expert.words()
    assert (await dispatch(town, id)).state == "SCHEDULED"
    await play(town, *VISITED)
    it = await dispatch(town, id)
    assert (it.state, len(it.visit["undone"])) == ("CHECKED_OUT", 1)


async def test_a_place_that_moved_reaches_the_agency_masked_and_one_tap_approves_it(town: Town) -> None:
    id = await visit_due(town)
    await play(town, *MOVED[:-2])
    assert (await dispatch(town, id)).visit["in"]["claim"] == "moved"
    heard = await town.agency.last()
    assert "訪問先の場所の確認が1件あります" in heard
    assert "試験製作所" not in heard
    await play(town, MOVED[-2])
    assert "約3.0km" in await town.agency.words()
    assert "駅の反対側に移転しました。" in await town.agency.words()
    await play(town, MOVED[-1])
    it = await dispatch(town, id)
    known = await town.store.look(lambda unit: places.of_client(unit, it.client))
    assert len(known) == 2


async def test_an_absent_client_costs_nothing_and_the_agency_reads_why(town: Town) -> None:
    id = await visit_due(town)
    await play(town, *ABSENT)
    assert (await dispatch(town, id)).state == "NO_SHOW"
    assert "不在でした" in await town.agency.words()
    assert await town.store.look(lambda unit: payments.one(unit, id)) is None


async def test_half_an_hour_after_the_end_the_bot_asks_at_night_too(town: Town) -> None:
    await turn_to(town, december(7), 19)
    id = await visit_due(town)
    await play(town, *ARRIVED)
    await turn_to(town, december(7), 21, 31)
    assert "支援は終わりましたか" in await town.expert.last()
    await town.expert.tap("まだ支援中")
    await turn_to(town, december(7), 22, 2)
    assert "支援は終わりましたか" in await town.expert.last()
    await town.expert.tap("今終わりました")
    assert "事業者の方の確認が必要" in await town.expert.words()
    await play(town, *CONFIRMED, *LEFT)
    assert (await dispatch(town, id)).state == "CHECKED_OUT"


async def test_two_visits_a_day_are_closed_one_after_the_other(town: Town) -> None:
    first = await visit_due(town)
    second = await due(town.store, town.stage.expert, town.stage.agency, starts_in=3_600_000, client="見本商店")
    await town.expert.tap("チェックイン")
    assert "この訪問" in await town.expert.words()
    await town.expert.tap_it(*await first_button(town, "この訪問"))
    await play(town, *ARRIVED[1:])
    assert [(await dispatch(town, id)).state for id in (first, second)] == ["CHECKED_IN", "SCHEDULED"]
    await town.expert.type("チェックイン")
    assert "次のチェックインの前に" in await town.expert.words()


async def first_button(town: Town, label: str) -> tuple[str, dict[str, Any]]:
    message = (await town.expert.chat())["messages"][-1]
    return next((message["id"], act) for act, _ in actions(message["message"]) if act.get("label") == label)


async def test_a_place_that_is_unsent_leaves_no_coordinates_and_is_asked_again(town: Town) -> None:
    id = await visit_due(town)
    await play(town, ARRIVED[0], at(120))
    sent = next(m["id"] for m in reversed((await town.expert.chat())["messages"]) if m["from"] == "user")
    async with town.session.post(f"{town.stage.address}/_line/messages/{sent}/unsend", json={}) as got:
        assert got.status < 300
    await town.expert.idle()
    [kept] = await attempts(town, id)
    assert math.isnan(kept.latitude)
    assert "現在地をお知らせください" in await town.expert.last()


# The page


async def test_the_page_measures_shows_and_checks_in_without_the_chat(town: Town) -> None:
    id = await visit_due(town)
    await town.expert.tap("チェックイン")
    address = await page_of(town.expert, "位置を測る")
    async with Browser(town.stage.address) as browser:
        shown = await browser.open(address)
        assert shown.status == 200
        assert "位置を測る" in shown.text
        assert "script-src 'sha256-" in shown.headers["Content-Security-Policy"]
        read = re.sub(r"<[^>]*>", " ", re.sub(r"<script>.*?</script>", "", shown.html, flags=re.DOTALL))
        assert [word for word in ENGLISH.findall(read) if word not in KNOWN] == []
        shown = await measured(browser, address, shown, metres=220, accuracy=40)
        assert "近い" in shown.text
        assert "訪問先まで 約220m" in shown.text
        assert "訪問先は南の方向です。" in shown.text
        assert '<svg viewBox="0 0 350 286"' in shown.html
        assert list(shown.ways) == ["チェックインする", "やめる"]
        assert (await dispatch(town, id)).state == "SCHEDULED"
        done = await browser.press(address, shown, "チェックインする")
    assert "にチェックインを記録しました" in done.text
    it = await dispatch(town, id)
    assert (it.state, it.visit["in"]["source"], it.visit["in"]["verdict"]) == ("CHECKED_IN", "measured", "near")
    await town.expert.idle()
    assert "チェックインを記録しました" in await town.expert.last()


async def test_a_fix_is_taken_once_and_from_nobody_else(town: Town) -> None:
    id = await visit_due(town)
    await town.expert.tap("チェックイン")
    address = await page_of(town.expert, "位置を測る")
    async with Browser(town.stage.address) as browser, Browser(town.stage.address) as other:
        first = await browser.open(address)
        assert (await other.open(address)).status == 410
        await measured(browser, address, first, metres=3_000)
        assert len(await attempts(town, id)) == 1
        again = await measured(browser, address, first, metres=0)
        assert REPEATED in again.text
        for forged in ("", "x", first.hidden["once"][:-2] + "xx"):
            assert REPEATED in (await measured(browser, address, again, changed={"once": forged})).text
        late = await browser.open(address)
        await advance(town, 0.2)
        assert REPEATED in (await measured(browser, address, late)).text
    assert len(await attempts(town, id)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": "NaN"},
        {"longitude": "Infinity"},
        {"latitude": "1e999"},
        {"latitude": "139.7671", "longitude": "35.6812"},
        {"longitude": "541"},
        {"accuracy": "-1"},
        {"accuracy": "とても"},
        {"accuracy": ""},
        {"latitude": "'; DROP TABLE fixes; --"},
    ],
    ids=str,
)
async def test_what_is_no_place_is_refused_on_the_page_and_leaves_no_row(town: Town, wrong: dict[str, str]) -> None:
    id = await visit_due(town)
    await town.expert.tap("チェックイン")
    address = await page_of(town.expert, "位置を測る")
    async with Browser(town.stage.address) as browser:
        shown = await measured(browser, address, await browser.open(address), changed=wrong)
        assert shown.status == 200
        assert "もう一度お願いします" in shown.text
        assert await attempts(town, id) == []
        assert "近い" in (await measured(browser, address, shown)).text


async def test_the_page_works_while_line_is_down(town: Town) -> None:
    id = await visit_due(town)
    await town.expert.tap("チェックイン")
    address = await page_of(town.expert, "位置を測る")
    down = [{"match": "POST /v2/bot/message/push", "kind": "500_before", "times": 50}]
    async with town.session.post(f"{town.stage.address}/_line/faults", json=down) as got:
        assert got.status < 300
    async with Browser(town.stage.address) as browser:
        shown = await measured(browser, address, await browser.open(address))
        await browser.press(address, shown, "チェックインする")
    assert (await dispatch(town, id)).state == "CHECKED_IN"


async def test_measuring_again_replaces_the_place_and_a_rough_one_says_what_helps(town: Town) -> None:
    id = await visit_due(town)
    await play(town, ARRIVED[0], at(120))
    address = await page_of(town.expert, "位置を測り直す")
    async with Browser(town.stage.address) as browser:
        shown = await browser.open(address)
        assert "位置があいまい" in shown.text
        shown = await measured(browser, address, shown, metres=120, accuracy=2_500)
        assert "正確な位置情報" in shown.text
        assert "位置があいまい" in shown.text
        shown = await measured(browser, address, shown, metres=3_000, accuracy=30)
        assert list(shown.ways) == ["場所が変わった", "登録地点が違う", "やめる"]
        shown = await measured(browser, address, shown, metres=15, accuracy=12)
        assert "近い" in shown.text
        done = await browser.press(address, shown, "チェックインする")
    assert done.status == 200
    it = await dispatch(town, id)
    assert it.visit["in"]["distance_m"] <= 16
    verdicts = [(each.source, each.verdict, bool(each.counted)) for each in await attempts(town, id)]
    assert verdicts == [
        ("pin", "grey", False), ("measured", "grey", False), ("measured", "far", False), ("measured", "near", True),
    ]  # fmt: skip


async def test_giving_up_on_the_page_records_nothing(town: Town) -> None:
    id = await visit_due(town)
    await town.expert.tap("チェックイン")
    address = await page_of(town.expert, "位置を測る")
    async with Browser(town.stage.address) as browser:
        shown = await measured(browser, address, await browser.open(address))
        done = await browser.press(address, shown, "やめる")
        assert "取りやめました" in done.text
    assert (await dispatch(town, id)).state == "SCHEDULED"
    assert [each.counted for each in await attempts(town, id)] == [0]


async def test_coordinates_stand_nowhere_in_the_open(town: Town) -> None:
    await visit_due(town)
    await play(town, *ARRIVED)
    found = [path for path in town.stage.data.rglob("*") if path.is_file()]
    assert found
    assert [path.name for path in found if str(DOOR[1]).encode() in path.read_bytes()] == []
