"""The edges of what LINE accepts, through its own doors."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_line.conftest import Api, Town

FAMILY = "👨‍👩‍👧‍👦"  # one character to people, seven to Unicode


async def judged(town: Town, message: dict[str, Any]) -> Api:
    return await town.api("POST", "/v2/bot/message/validate/reply", {"messages": [message]})


def quick(action: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": "x", "quickReply": {"items": [{"type": "action", "action": action}]}}


def bubble(text: str = "x") -> dict[str, Any]:
    return {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": text}]},
    }


def flex(container: dict[str, Any]) -> dict[str, Any]:
    return {"type": "flex", "altText": "x", "contents": container}


@pytest.mark.parametrize(
    ("fits", "exceeds"),
    [
        ({"type": "text", "text": "😀" * 2_500}, {"type": "text", "text": "😀" * 2_500 + "x"}),
        (
            quick({"type": "postback", "label": "x", "data": "x" * 300}),
            quick({"type": "postback", "label": "x", "data": "x" * 301}),
        ),
        (
            quick({"type": "postback", "label": FAMILY * 20, "data": "x"}),
            quick({"type": "postback", "label": FAMILY * 21, "data": "x"}),
        ),
        (
            flex({"type": "carousel", "contents": [bubble()] * 12}),
            flex({"type": "carousel", "contents": [bubble()] * 13}),
        ),
        (flex(bubble("x" * 30_000)), flex(bubble("x" * 30_720))),
    ],
    ids=["5000 units of text", "300 of data", "20 characters of label", "12 bubbles", "30 KB of bubble"],
)
async def test_what_just_fits_is_accepted_and_one_more_is_not(
    town: Town, fits: dict[str, Any], exceeds: dict[str, Any]
) -> None:
    accepted, refused = await judged(town, fits), await judged(town, exceeds)
    assert (accepted.status, accepted.body) == (200, {})
    assert refused.status == 400


async def test_a_fault_inside_a_flex_message_is_a_pointer_into_its_container(town: Town) -> None:
    broken = bubble()
    broken["body"]["contents"].append({"type": "spacer"})
    got = await judged(town, flex(broken))
    assert got.words == "A message (messages[0])\u00a0in the request body is invalid"
    assert got.details == [("/body/contents/1", "invalid property")]


async def test_validation_sends_nothing(town: Town) -> None:
    for kind in ("reply", "push", "multicast", "narrowcast", "broadcast"):
        got = await town.api("POST", f"/v2/bot/message/validate/{kind}", {"messages": [{"type": "text", "text": "x"}]})
        assert (got.status, got.body) == (200, {})
    assert await town.seen(town.agency) == []


async def test_validation_knows_five_kinds(town: Town) -> None:
    assert (await town.api("POST", "/v2/bot/message/validate/shout", {"messages": []})).status == 404
