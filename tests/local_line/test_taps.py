"""Taps: only what is on the screen, and what each kind of action does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_line.conftest import Town

APPROVE = {"type": "postback", "label": "承認", "data": "approve", "displayText": "承認します"}
QUIET = {"type": "postback", "label": "静か", "data": "quiet"}
DAY = {
    "type": "datetimepicker", "label": "日付", "data": "day", "mode": "date", "min": "2026-11-24", "max": "2026-12-31",
}  # fmt: skip
PLACE = {"type": "location", "label": "現在地"}
SAY = {"type": "message", "label": "はい", "text": "はい、そうです"}
PAGE = {"type": "uri", "label": "開く", "uri": "https://demo.invalid/p/1"}
COPY = {"type": "clipboard", "label": "写す", "clipboardText": "ABCD"}


def card(*actions: dict[str, Any]) -> dict[str, Any]:
    buttons = [{"type": "button", "action": each} for each in actions]
    body = {"type": "box", "layout": "vertical", "contents": buttons}
    return {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": body}}


def quick(*actions: dict[str, Any]) -> dict[str, Any]:
    items = [{"type": "action", "action": each} for each in actions]
    return {"type": "text", "text": "どうぞ", "quickReply": {"items": items}}


async def shows(town: Town, *messages: dict[str, Any]) -> str:
    """Pushes to the agency, and returns the id of the last message."""
    got = await town.api("POST", "/v2/bot/message/push", {"to": town.agency, "messages": list(messages)})
    assert got.status == 200, got.body
    return str(got.body["sentMessages"][-1]["id"])


async def refuses(town: Town, message: str | None, action: dict[str, Any], picked: str = "") -> bool:
    status = await town.refused(f"chats/{town.agency}/tap", message=message, action=action, picked=picked)
    return status == 409 and town.bot.events == []


async def test_a_postback_shows_its_words_and_makes_one_event(town: Town) -> None:
    message = await shows(town, card(APPROVE))
    assert await town.taps(town.agency, message, APPROVE) == {}
    (event,) = town.bot.events
    assert (event["type"], event["postback"]) == ("postback", {"data": "approve"})
    assert "replyToken" in event
    assert (await town.chat(town.agency))["messages"][-1]["message"] == {"type": "text", "text": "承認します"}


async def test_the_older_text_of_a_postback_is_a_message_as_well(town: Town) -> None:
    older = {"type": "postback", "label": "x", "data": "d", "text": "古い"}
    await town.taps(town.agency, await shows(town, card(older)), older)
    assert [event["type"] for event in town.bot.events] == ["postback", "message"]


async def test_an_old_button_still_works(town: Town) -> None:
    message = await shows(town, card(APPROVE))
    await town.says(town.agency, text="一")
    await town.taps(town.agency, message, APPROVE)
    assert town.bot.last["type"] == "postback"


async def test_what_is_not_on_the_screen_cannot_be_tapped(town: Town) -> None:
    message = await shows(town, card(APPROVE), quick(QUIET))
    assert await refuses(town, message, APPROVE | {"data": "approve everything"})
    assert await refuses(town, message, QUIET)
    assert await refuses(town, None, APPROVE)
    assert await town.refused(f"chats/{town.clerk}/tap", message=message, action=APPROVE) == 409


async def test_only_the_quick_replies_of_the_last_message_show(town: Town) -> None:
    await shows(town, quick(QUIET), quick(SAY))
    assert [item["action"] for item in (await town.chat(town.agency))["quick"]] == [SAY]
    assert await refuses(town, None, QUIET)
    await shows(town, {"type": "text", "text": "つぎ"})
    assert (await town.chat(town.agency))["quick"] is None


async def test_a_used_quick_reply_vanishes_with_the_others(town: Town) -> None:
    await shows(town, quick(QUIET, SAY))
    await town.taps(town.agency, None, QUIET)
    assert (await town.chat(town.agency))["quick"] is None
    assert len((await town.chat(town.agency))["messages"]) == 1


async def test_writing_anything_makes_quick_replies_vanish(town: Town) -> None:
    await shows(town, quick(QUIET))
    await town.says(town.agency, text="あとで")
    assert (await town.chat(town.agency))["quick"] is None


@pytest.mark.parametrize("device", [{"type": "camera", "label": "x"}, {"type": "cameraRoll", "label": "x"}, PLACE, DAY])
async def test_quick_replies_that_open_something_stay_until_data_is_sent(town: Town, device: dict[str, Any]) -> None:
    await shows(town, quick(device))
    assert await town.taps(town.agency, None, device) == {"open": device["type"]}
    assert (await town.chat(town.agency))["quick"] is not None
    assert town.bot.events == []


async def test_a_picked_day_comes_as_a_postback_and_ends_the_quick_replies(town: Town) -> None:
    await shows(town, quick(DAY))
    await town.taps(town.agency, None, DAY, "2026-11-25")
    assert town.bot.last["postback"] == {"data": "day", "params": {"date": "2026-11-25"}}
    assert (await town.chat(town.agency))["quick"] is None


@pytest.mark.parametrize(("mode", "picked"), [("time", "14:00"), ("datetime", "2026-11-24T14:00")])
async def test_times_come_in_the_form_of_their_mode(town: Town, mode: str, picked: str) -> None:
    action = {"type": "datetimepicker", "label": "x", "data": "d", "mode": mode}
    await town.taps(town.agency, await shows(town, card(action)), action, picked)
    assert town.bot.last["postback"]["params"] == {mode: picked}


@pytest.mark.parametrize(
    ("mode", "picked"),
    [("date", "1899-12-31"), ("date", "2101-01-01"), ("datetime", "2101-01-01T00:00"), ("time", "24:00")],
)
async def test_a_picker_without_bounds_has_those_of_line(town: Town, mode: str, picked: str) -> None:
    action = {"type": "datetimepicker", "label": "x", "data": "d", "mode": mode}
    assert await refuses(town, await shows(town, card(action)), action, picked)


async def test_bounds_written_with_a_small_t_hold_as_well(town: Town) -> None:
    action = {"type": "datetimepicker", "label": "x", "data": "d", "mode": "datetime", "min": "2026-11-24t09:00"}
    shown = await shows(town, card(action))
    assert await refuses(town, shown, action, "2026-11-24T08:59")
    await town.taps(town.agency, shown, action, "2026-11-24T09:00")
    assert town.bot.last["postback"]["params"] == {"datetime": "2026-11-24T09:00"}


@pytest.mark.parametrize("picked", ["2026-11-23", "2027-01-01", "2026-11-31", "14:00", "2026-1-1"])
async def test_the_picker_offers_only_real_days_within_its_bounds(town: Town, picked: str) -> None:
    assert await refuses(town, await shows(town, card(DAY)), DAY, picked)


async def test_message_actions_type_for_the_person(town: Town) -> None:
    await town.taps(town.agency, await shows(town, card(SAY)), SAY)
    assert town.bot.last["message"]["text"] == "はい、そうです"


async def test_addresses_and_copies_make_no_event(town: Town) -> None:
    message = await shows(town, card(PAGE, COPY))
    assert await town.taps(town.agency, message, PAGE) == {"open": "https://demo.invalid/p/1"}
    assert await town.taps(town.agency, message, COPY) == {"copied": "ABCD"}
    assert town.bot.events == []


async def test_an_address_among_quick_replies_makes_them_vanish(town: Town) -> None:
    await shows(town, quick(PAGE))
    await town.taps(town.agency, None, PAGE)
    assert (await town.chat(town.agency))["quick"] is None


async def test_a_postback_may_open_the_keyboard_with_words_in_it(town: Town) -> None:
    typing = QUIET | {"inputOption": "openKeyboard", "fillInText": "理由："}
    message = await shows(town, card(typing))
    assert await town.taps(town.agency, message, typing) == {"inputOption": "openKeyboard", "fillInText": "理由："}


async def test_whoever_blocked_the_account_can_tap_nothing(town: Town) -> None:
    message = await shows(town, card(APPROVE))
    await town.does(town.agency, "block")
    assert await town.refused(f"chats/{town.agency}/tap", message=message, action=APPROVE) == 409
    assert [event["type"] for event in town.bot.events] == ["unfollow"]
