"""LINE's rules, each at its edge: n passes and n + 1 does not. The edges come from the data file itself."""

from __future__ import annotations

from typing import Any

import pytest

from flex_messages.limits import Fault, faults, refusal
from flex_messages.limits.schema import parse
from tests.flex_messages.samples import Edge, edges

EDGES = [edge for edge in edges() if edge.where != "emojis"]
MESSAGE = {"type": "text", "text": "こんにちは"}


@pytest.mark.parametrize("edge", EDGES, ids=[edge.name for edge in EDGES])
def test_the_last_good_value_passes_and_the_next_one_is_named(edge: Edge) -> None:
    rule = parse(edge.rule)
    assert list(rule(edge.good)) == []
    found = rule(edge.bad)
    assert [path[0] for path, _ in found] == [edge.where] * len(found)
    assert found


def test_there_are_edges_to_test() -> None:
    assert len(EDGES) > 300


@pytest.mark.parametrize("count", [1, 5])
def test_one_to_five_messages_make_a_request(count: int) -> None:
    assert faults([MESSAGE] * count) == []


@pytest.mark.parametrize("count", [0, 6])
def test_no_message_or_six_are_refused_in_lines_words(count: int) -> None:
    assert faults([MESSAGE] * count) == [Fault("messages", "Size must be between 1 and 5")]


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ({"type": "text", "text": ""}, Fault("messages[0].text", "May not be empty")),
        ({"type": "text"}, Fault("messages[0].text", "May not be empty")),
        ({"type": "text", "text": None}, Fault("messages[0].text", "May not be empty")),
        ({"type": "text", "text": "あ" * 5001}, Fault("messages[0].text", "Length must be between 0 and 5000")),
        ({"type": "text", "text": "𠮷" * 2501}, Fault("messages[0].text", "Length must be between 0 and 5000")),
        (
            {"type": "image", "originalContentUrl": "https://e.jp/a"},
            Fault("messages[0].previewImageUrl", "must be specified"),
        ),
        (
            {"type": "image", "originalContentUrl": "http://e.jp/a", "previewImageUrl": "https://e.jp/a"},
            Fault("messages[0].originalContentUrl", "invalid uri"),
        ),
        (
            {"type": "text", "text": 5},
            Fault(
                "messages[0].text",
                "The property, messages[0].text, in the request body is invalid (line: -, column: -)",
            ),
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_lines_own_words(message: dict[str, Any], fault: Fault) -> None:
    assert faults([message]) == [fault]


def test_an_unknown_type_of_message_lists_the_known_ones() -> None:
    [fault] = faults([{"type": "poem"}])
    assert fault.property == "messages[0].type"
    assert fault.message.startswith("Must be one of the following values: [text, textV2, sticker")


def test_all_faults_of_all_messages_are_found_at_once() -> None:
    item = {"type": "action", "action": {"type": "message", "label": "あ" * 21, "text": ""}}
    broken = {"type": "text", "text": "", "quickReply": {"items": [item]}}
    assert [fault.property for fault in faults([MESSAGE, broken])] == [
        "messages[1].text",
        "messages[1].quickReply.items[0].action.label",
        "messages[1].quickReply.items[0].action.text",
    ]


@pytest.mark.parametrize("kind", ["richmenuswitch", "telepathy"])
def test_actions_stand_only_where_line_allows_them(kind: str) -> None:
    item = {"type": "action", "action": {"type": kind, "label": "あ", "data": "x", "richMenuAliasId": "a"}}
    [fault] = faults([MESSAGE | {"quickReply": {"items": [item]}}])
    assert fault.property == "messages[0].quickReply.items[0].action.type"


def test_properties_line_does_not_know_are_ignored_outside_of_flex() -> None:
    assert faults([MESSAGE | {"mood": "calm"}]) == []


def test_the_400_counts_the_faults_of_fields() -> None:
    assert refusal(faults([{"type": "text", "text": ""}, {"type": "text"}])) == {
        "message": "The request body has 2 error(s)",
        "details": [
            {"message": "May not be empty", "property": "messages[0].text"},
            {"message": "May not be empty", "property": "messages[1].text"},
        ],
    }


def test_the_400_names_the_message_whose_flex_container_is_wrong() -> None:
    bubble = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [{"type": "spacer"}]}}
    flex = {"type": "flex", "altText": "a", "contents": bubble}
    assert refusal(faults([MESSAGE, flex, flex])) == {
        "message": "A message (messages[1])\u00a0in the request body is invalid",
        "details": [{"message": "invalid property", "property": "/body/contents/0"}],
    }


def test_the_400_for_a_wrong_type_has_no_details() -> None:
    assert refusal(faults([{"type": "text", "text": ""}, {"type": "text", "text": []}])) == {
        "message": "The property, messages[1].text, in the request body is invalid (line: -, column: -)"
    }
