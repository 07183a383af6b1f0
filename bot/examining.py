"""What LINE's API shows of how the channel is set up, held against our settings. Asks only: nothing is changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Literal, NamedTuple

import orjson

from bot.line import Answer, Line
from flex_messages.menus import DEFAULT, MENUS, menu_object

NEARLY_USED = 80  # per cent of the month's messages
PUBLISH = "run `python main.py menus publish`"


class Finding(NamedTuple):
    """Of one check. "warn": it works today, but not for long."""

    verdict: Literal["ok", "warn", "FAULT"]
    check: str
    words: str


async def of_line(line: Line, address: str) -> AsyncIterator[Finding]:
    """Token, bot, webhook, menus and quota; the first alone when LINE does not let us in.

    address: where the service takes webhooks, an absolute URL.
    """
    answer = await line.ask("/v2/bot/info")
    if answer.status != 200:
        yield Finding("FAULT", "token", _refused(answer))
        return
    yield Finding("ok", "token", "LINE takes it")
    yield Finding("ok", "bot", f"{answer.body.get('displayName')} ({answer.body.get('basicId')})")
    yield await _webhook(line, address)
    yield await _test_call(line, address)
    yield await _menus(line)
    yield await _quota(line)


def _refused(answer: Answer) -> str:
    """Why LINE did not say who we are."""
    match answer.status:
        case 0:
            return f"LINE_API_URL gives no answer ({answer.words})"
        case 401:
            return "LINE does not know LINE_CHANNEL_ACCESS_TOKEN: issue one in the LINE Developers Console"
    return _no(answer)


def _no(answer: Answer) -> str:
    return f"LINE answered {answer.status or 'nothing'}: {answer.words}"


async def _webhook(line: Line, address: str) -> Finding:
    answer = await line.ask("/v2/bot/channel/webhook/endpoint")
    set_to = answer.body.get("endpoint")
    match answer.status:
        case 404:
            return Finding("FAULT", "webhook address", f"none is set. Set {address} in the LINE Developers Console")
        case 200 if set_to != address:
            return Finding("FAULT", "webhook address", f"LINE sends to {set_to}, PUBLIC_URL says {address}")
        case 200 if not answer.body.get("active"):
            return Finding("FAULT", "webhook address", "'Use webhook' is off in the LINE Developers Console")
        case 200:
            return Finding("ok", "webhook address", address)
    return Finding("FAULT", "webhook address", _no(answer))


async def _test_call(line: Line, address: str) -> Finding:
    """LINE calls the address without events and says how that ended (60 times an hour at most)."""
    answer = await line.post("/v2/bot/channel/webhook/test", orjson.dumps({"endpoint": address}))
    if answer.status != 200:
        return Finding("FAULT", "webhook test call", _no(answer))
    if answer.body.get("success"):
        return Finding("ok", "webhook test call", "the service answered LINE")
    if answer.body.get("statusCode") == 401:
        said = "the service refused LINE's signature: LINE_CHANNEL_SECRET is not the one of this channel"
    else:
        said = f"LINE did not reach {address}: {answer.body.get('reason')}, {answer.body.get('detail')}. Does it run?"
    return Finding("FAULT", "webhook test call", said)


async def _menus(line: Line) -> Finding:
    """Compares as publishing does: the name of a menu ends with a hash of what it shows."""
    answer = await line.ask("/v2/bot/richmenu/list")
    if answer.status != 200:
        return Finding("FAULT", "rich menus", _no(answer))
    have = {menu["name"]: menu["richMenuId"] for menu in answer.body.get("richmenus", ())}
    kinds = {full.rpartition("-")[0] for full in have}
    missing = [name for name in MENUS if menu_object(name)["name"] not in have]
    if missing:
        faults = [f"{name} is {'out of date' if name in kinds else 'not published'}" for name in missing]
        return Finding("FAULT", "rich menus", f"{', '.join(faults)}: {PUBLISH}")
    default = await line.ask("/v2/bot/user/all/richmenu")
    if default.status not in (200, 404):
        return Finding("FAULT", "rich menus", _no(default))
    if default.body.get("richMenuId") != have[menu_object(DEFAULT)["name"]]:
        return Finding("FAULT", "rich menus", f"newcomers do not see the menu {DEFAULT}: {PUBLISH}")
    return Finding("ok", "rich menus", f"all {len(MENUS)} as they should be")


async def _quota(line: Line) -> Finding:
    most, so_far = await line.ask("/v2/bot/message/quota"), await line.ask("/v2/bot/message/quota/consumption")
    for answer in (most, so_far):
        if answer.status != 200:
            return Finding("FAULT", "quota", _no(answer))
    used, limit = so_far.body.get("totalUsage", 0), most.body.get("value")
    if most.body.get("type") == "none" or limit is None:
        return Finding("ok", "quota", f"no limit; {used} messages sent this month")
    said = f"{used} of {limit} messages of this month are used"
    if used >= limit:
        return Finding("FAULT", "quota", f"{said}: LINE takes no notice any more, only answers")
    return Finding("warn" if used * 100 >= limit * NEARLY_USED else "ok", "quota", said)
