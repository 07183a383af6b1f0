"""What every call is checked for, in which order, and in which words it is refused."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.local_line.conftest import Api, Town

PUSH = "/v2/bot/message/push"
BEARER = {"Authorization": "Bearer local-line-access-token", "Content-Type": "application/json"}


async def raw(town: Town, path: str, data: bytes, headers: dict[str, str]) -> Api:
    async with town.http.post(path, data=io.BytesIO(data), headers=headers, skip_auto_headers=("Content-Type",)) as got:
        return Api(got.status, await got.json(), dict(got.headers))


async def test_every_answer_has_its_own_request_id(town: Town) -> None:
    answers = [
        await town.api("GET", path)
        for path in ("/v2/bot/info", "/v2/bot/nowhere", "/v2/bot/profile/me", "/v2/bot/info")
    ]
    ids = [each.headers["x-line-request-id"] for each in answers]
    assert [each.status for each in answers] == [200, 404, 400, 200]
    assert len(set(ids)) == 4
    assert all(len(each) == 36 for each in ids)


async def test_an_unknown_route_is_not_found_even_without_a_token(town: Town) -> None:
    got = await raw(town, "/v2/bot/nowhere", b"", {})
    assert (got.status, got.words) == (404, "Not found")


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer stolen"}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}]
)
async def test_a_call_without_a_good_token_is_refused_before_anything_is_read(
    town: Town, header: dict[str, str]
) -> None:
    got = await raw(town, PUSH, b"{" * 3_000_000, header)
    assert got.status == 401
    assert got.words.startswith("Authentication failed due to the following reason: ")


async def test_more_than_two_mebibytes_are_too_much_whatever_they_are(town: Town) -> None:
    assert (await raw(town, PUSH, b" " * 2_097_153, BEARER)).status == 413
    assert (await raw(town, PUSH, b" " * 2_097_152, BEARER)).status == 400


async def test_another_content_type_is_not_supported(town: Town) -> None:
    got = await raw(town, PUSH, b"{}", BEARER | {"Content-Type": "text/plain"})
    assert (got.status, got.words) == (415, "The content type, text/plain, is not supported")


async def test_a_body_that_is_no_json_is_refused_with_the_place(town: Town) -> None:
    got = await raw(town, PUSH, b'{\n "to": }', BEARER)
    assert (got.status, got.words) == (400, "The request body could not be parsed as JSON (line: 2, column: 8)")
    assert (await raw(town, PUSH, b"[]", BEARER)).status == 400
    assert (await raw(town, PUSH, b"\xff", BEARER)).status == 400


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"to": 5, "messages": []}, "to"),
        ({"to": "U1", "messages": "x"}, "messages"),
        ({"to": "U1", "messages": [{"type": "text", "text": "x"}]}, "to"),
        ({"to": "U1", "messages": ["x"]}, "messages[0]"),
    ],
)
async def test_a_property_of_the_wrong_type_is_named(town: Town, body: dict[str, Any], name: str) -> None:
    got = await town.api("POST", PUSH, body)
    assert got.status == 400
    assert got.words == f"The property, {name}, in the request body is invalid (line: -, column: -)"


async def test_all_errors_of_the_fields_come_at_once(town: Town) -> None:
    got = await town.api(
        "POST", PUSH, {"messages": [{"type": "text", "text": ""}, {"type": "text", "text": "x" * 5_001}]}
    )
    assert got.words == "The request body has 3 error(s)"
    assert [where for where, _ in got.details] == ["to", "messages[0].text", "messages[1].text"]


async def test_missing_messages_may_not_be_empty_and_six_are_too_many(town: Town) -> None:
    none = await town.api("POST", PUSH, {"to": town.agency})
    six = await town.push(town.agency, *"一二三四五六")
    assert none.details == [("messages", "May not be empty")]
    assert six.details == [("messages", "Size must be between 1 and 5")]


async def test_unknown_properties_at_the_top_are_ignored(town: Town) -> None:
    body = {"to": town.agency, "messages": [{"type": "text", "text": "一"}], "novelty": 1}
    assert (await town.api("POST", PUSH, body)).status == 200


async def test_fields_are_looked_at_before_the_reply_token(town: Town) -> None:
    got = await town.reply("0" * 32, "")
    assert got.details == [("messages[0].text", "May not be empty")]
    assert (await town.reply("0" * 32)).words == "Invalid reply token"


async def test_a_rate_limit_strikes_per_route_and_refills_evenly(town: Town) -> None:
    await town.control("POST", "config", rates={"POST /v2/bot/message/push": [5, 1]})
    statuses = [(await town.push(town.agency)).status for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert (await town.api("GET", "/v2/bot/info")).status == 200
    await town.control("POST", "clock", advance=0.2)
    statuses = [(await town.push(town.agency)).status for _ in range(2)]
    assert statuses == [200, 429]


async def test_the_list_of_menus_may_be_asked_ten_times_a_second(town: Town) -> None:
    answers = [await town.api("GET", "/v2/bot/richmenu/list") for _ in range(11)]
    assert [each.status for each in answers] == [200] * 10 + [429]
    assert answers[-1].words == "The API rate limit has been exceeded. Try again later."


@pytest.mark.parametrize(
    "path", ["/v2/bot/insight/followers", "/v2/bot/followers/ids", "/v2/bot/message/progress/narrowcast"]
)
async def test_what_this_account_may_not_ask_is_forbidden(town: Town, path: str) -> None:
    got = await town.api("GET", path)
    assert (got.status, got.words) == (403, "Access to this API is not available for your account")
