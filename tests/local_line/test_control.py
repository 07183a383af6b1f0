"""The control API: people, clock, stream, idleness, starting over, and the page."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from bot.local_line import Clock, LocalLine
from tests.local_line.conftest import NOON, Town


async def next_event(stream: aiohttp.ClientResponse) -> tuple[str, object]:
    """The name and data of the next event; a comment is ("", None)."""
    name, data = "", None
    while (line := (await stream.content.readline()).decode().rstrip("\n")) or not (name or data is None):
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data = json.loads(line.removeprefix("data: "))
        elif not line:
            break
    return name, data


async def test_the_phones_to_draw_come_in_order_with_their_roles(town: Town) -> None:
    assert await town.control("GET", "people") == [
        {"user": town.expert, "name": "試験 太郎", "role": "専門家"},
        {"user": town.agency, "name": "見本 花子", "role": "支援機関"},
        {"user": town.clerk, "name": "例示 一郎", "role": "事務局"},
    ]


async def test_an_unknown_person_or_message_is_not_found(town: Town) -> None:
    for path in ("chats/U0/send", "chats/U0/follow", "chats/U0/tap", "messages/1/unsend"):
        assert await town.refused(path, text="x") == 404


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": 5}, {"location": {"latitude": "north"}}, {"sticker": False}]
)
async def test_what_a_phone_cannot_send_is_refused(town: Town, body: dict[str, object]) -> None:
    assert await town.refused(f"chats/{town.agency}/send", **body) == 400
    assert town.bot.events == []


async def test_a_chat_shows_both_sides_in_order(town: Town) -> None:
    await town.says(town.agency, text="一")
    await town.reply(town.bot.last["replyToken"], "はい。")
    chat = await town.chat(town.agency)
    assert set(chat) == {"friend", "messages", "quick", "menu", "loading"}
    assert [(each["from"], each["message"], each["at"]) for each in chat["messages"]] == [
        ("user", {"type": "text", "text": "一"}, NOON),
        ("bot", {"type": "text", "text": "はい。"}, NOON),
    ]


async def test_the_clock_can_be_advanced_set_and_let_run(town: Town) -> None:
    assert await town.control("POST", "clock", advance=1.5) == {"now": NOON + 1_500}
    assert await town.control("POST", "clock", set=NOON) == {"now": NOON}
    assert await town.control("GET", "clock") == {"now": NOON}
    assert (await town.control("POST", "clock", freeze=False))["now"] >= NOON
    assert await town.refused("clock", backwards=True) == 400


async def test_the_clock_is_real_time_shifted_and_a_stopped_one_goes_on_where_it_stood() -> None:
    clock = Clock()
    clock.freeze()
    clock.set(NOON)
    stood = clock()
    clock.freeze(False)
    assert NOON <= stood <= clock() < NOON + 60_000


async def test_a_timer_rings_once_its_instant_is_reached_in_whatever_way() -> None:
    clock, rung = Clock(), asyncio.Event()
    clock.freeze()
    clock.at(clock() + 1_000, rung.set)
    clock.advance(0.999)
    assert not rung.is_set()
    clock.advance(0.001)
    assert rung.is_set()
    clock.freeze(False)
    async with asyncio.timeout(5):
        await clock.until(clock() + 1)


async def test_the_stream_tells_of_chats_calls_and_the_clock(town: Town) -> None:
    async with town.http.get("/_line/stream") as stream:
        assert stream.content_type == "text/event-stream"
        assert await next_event(stream) == ("", None)
        await town.push(town.agency, "お知らせ")
        assert await next_event(stream) == ("chat", {"user": town.agency})
        name, data = await next_event(stream)
        assert isinstance(data, dict)
        row = data["row"]
        assert (name, row["method"], row["path"], row["status"]) == ("log", "POST", "/v2/bot/message/push", 200)
        assert (row["user"], row["words"]) == (town.agency, "お知らせ")
        await town.control("POST", "clock", advance=1)
        assert await next_event(stream) == ("clock", {"now": NOON + 1_000})


async def test_idle_waits_for_the_bots_answer(town: Town) -> None:
    town.bot.silent = True
    await town.control("POST", f"chats/{town.agency}/send", text="一")
    waiting = asyncio.create_task(town.idle())
    await asyncio.wait({waiting}, timeout=0.1)
    assert not waiting.done()
    town.bot.released.set()
    await waiting
    assert len(town.bot.got) == 1


async def test_the_log_of_calls_is_newest_first(town: Town) -> None:
    await town.push(town.agency)
    await town.api("GET", "/v2/bot/nowhere")
    assert [(row["path"], row["status"]) for row in await town.control("GET", "requests")] == [
        ("/v2/bot/nowhere", 404),
        ("/v2/bot/message/push", 200),
    ]


async def test_starting_over_keeps_people_and_clock_and_forgets_the_rest(town: Town) -> None:
    before = await town.control("GET", "people")
    await town.does(town.expert, "follow")
    await town.push(town.agency)
    await town.control("POST", "config", duplicates=True)
    await town.control("POST", "clock", advance=60)
    await town.control("POST", "reset")
    assert await town.control("GET", "people") == before
    assert [(await town.chat(user))["friend"] for user in (town.expert, town.agency)] == ["none", "friend"]
    assert await town.seen(town.agency) == []
    assert (await town.control("GET", "config"))["duplicates"] == 0.0
    assert await town.control("GET", "clock") == {"now": NOON + 60_000}
    await town.says(town.agency, text="一")
    assert len(town.bot.events) == 2


@pytest.mark.parametrize("wrong", [{"novelty": 1}, {"batch": "many"}, {"redelivery": 10}])
async def test_a_switch_that_is_not_there_is_refused(town: Town, wrong: dict[str, object]) -> None:
    assert await town.refused("config", **wrong) == 400


async def test_the_same_seed_gives_the_same_people_and_a_later_run_other_messages() -> None:
    ids = []
    for ms in (NOON, NOON, NOON + 1):
        line = LocalLine()
        line.clock.freeze()
        line.clock.set(ms)
        ids.append((line.add("試験 太郎", "専門家"), line.ids.message(), line.ids.ulid()))
    assert ids[0] == ids[1]
    assert ids[0][0] == ids[2][0]
    assert not set(ids[0][1:]) & set(ids[2][1:])


@pytest.mark.parametrize(("path", "kind"), [("/", "text/html"), ("/_line/static/main.js", "text/javascript")])
async def test_the_page_and_its_files_have_their_types(town: Town, path: str, kind: str) -> None:
    async with town.http.get(path) as got:
        assert (got.status, got.content_type) == (200, kind)


@pytest.mark.parametrize(
    "path", ["/_line/static/nothing.js", "/_line/static/%2e%2e/line.py", "/_line/static/%2e%2e/%2e%2e/line.py"]
)
async def test_nothing_beside_the_pages_files_is_served(town: Town, path: str) -> None:
    async with town.http.get(path) as got:
        assert got.status == 404


async def test_the_map_knows_what_was_sent_newest_first_and_forgets_what_was_taken_back(town: Town) -> None:
    shop = {"title": "見本商店", "address": "見本区1-2-3", "latitude": 35.6, "longitude": 0.0}
    await town.says(town.agency, location=shop)
    away = await town.says(town.clerk, location={"latitude": 43.0, "longitude": 141.3})
    await town.says(town.clerk, location=shop | {"title": "見本商店 本店"})
    known = await town.control("GET", "places")
    assert [each["name"] for each in known] == ["東京駅", "札幌駅", "大阪駅", "見本商店 本店", "送った位置"]
    assert known[3] == {"name": "見本商店 本店", "address": "見本区1-2-3", "latitude": 35.6, "longitude": 0.0}
    await town.control("POST", f"messages/{away}/unsend")
    assert len(await town.control("GET", "places")) == 4
