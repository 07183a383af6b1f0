"""LINE's rules that look at several properties at once."""

from __future__ import annotations

from typing import Any

import pytest

from flex_messages.limits import Fault, faults, menu_faults
from flex_messages.limits.schema import parse
from tests.flex_messages.samples import filled, properties, sample

MESSAGE = {"type": "text", "text": "こんにちは"}


@pytest.mark.parametrize(
    ("text", "index", "good"), [("a$b", 1, True), ("𠮷$", 2, True), ("𠮷$", 1, False), ("ab", 5, False)]
)
def test_a_line_emoji_stands_where_the_text_has_a_dollar(text: str, index: int, good: bool) -> None:
    emoji = {"index": index, "productId": "p", "emojiId": "e"}
    assert (faults([{"type": "text", "text": text, "emojis": [emoji]}]) == []) is good


def test_twenty_emojis_pass_and_twenty_one_do_not() -> None:
    emojis = [{"index": n, "productId": "p", "emojiId": "e"} for n in range(21)]
    assert faults([{"type": "text", "text": "$" * 21, "emojis": emojis[:20]}]) == []
    [fault] = faults([{"type": "text", "text": "$" * 21, "emojis": emojis}])
    assert fault == Fault("messages[0].emojis", "Size must be between 0 and 20")


@pytest.mark.parametrize(
    ("text", "substitution", "properties"),
    [
        ("{who}さん {{ }}", {"who": {"type": "mention", "mentionee": {"type": "all"}}}, []),
        ("{who}さん", {}, ["messages[0].substitution.who"]),
        ("{who です}", {}, ["messages[0].text"]),
        ("{who", {}, ["messages[0].text"]),
        ("{e}", {"e": {"type": "emoji", "productId": "p"}}, ["messages[0].substitution.e.emojiId"]),
        ("{e}", {"e": {"type": "song"}}, ["messages[0].substitution.e.type"]),
    ],
)
def test_braces_of_a_second_text_need_their_substitution(
    text: str, substitution: dict[str, Any], properties: list[str]
) -> None:
    message = {"type": "textV2", "text": text, "substitution": substitution}
    assert [fault.property for fault in faults([message])] == properties


@pytest.mark.parametrize(("kind", "most"), [("mention", 20), ("emoji", 20)])
def test_twenty_substitutions_of_a_kind_pass_and_twenty_one_do_not(kind: str, most: int) -> None:
    one = {
        "mention": {"type": "mention", "mentionee": {"type": "all"}},
        "emoji": {"type": "emoji", "productId": "p", "emojiId": "e"},
    }
    many = {f"k{n}": one[kind] for n in range(most + 1)}
    fewer = dict(list(many.items())[:most])
    assert faults([{"type": "textV2", "text": "あ", "substitution": fewer}]) == []
    [fault] = faults([{"type": "textV2", "text": "あ", "substitution": many}])
    assert fault == Fault("messages[0].substitution", f"Size must be between 0 and {most}")


@pytest.mark.parametrize(
    ("mode", "bounds", "wrong"),
    [
        ("date", {"initial": "2026-11-24", "min": "1900-01-01", "max": "2100-12-31"}, []),
        ("date", {"max": "2101-01-01"}, ["max"]),
        ("date", {"min": "1899-12-31"}, ["min"]),
        ("date", {"initial": "2026-02-30"}, ["initial"]),
        ("date", {"initial": "2026-2-3"}, ["initial"]),
        ("time", {"initial": "06:15", "min": "00:00", "max": "23:59"}, []),
        ("time", {"initial": "24:00"}, ["initial"]),
        ("datetime", {"initial": "2017-12-25t00:00"}, []),
        ("datetime", {"initial": "2017-12-25"}, ["initial"]),
        ("date", {"min": "2026-01-02", "max": "2026-01-02"}, ["max"]),
    ],
)
def test_a_picker_keeps_to_its_mode_and_to_lines_years(mode: str, bounds: dict[str, str], wrong: list[str]) -> None:
    action = {"type": "datetimepicker", "label": "選ぶ", "data": "t", "mode": mode} | bounds
    found = faults([MESSAGE | {"quickReply": {"items": [{"type": "action", "action": action}]}}])
    assert [fault.property.rpartition(".")[2] for fault in found] == wrong


@pytest.mark.parametrize("more", [{"displayText": "a", "text": "b"}, {"fillInText": "a"}])
def test_a_postback_does_not_speak_twice(more: dict[str, str]) -> None:
    assert parse("action quickReply")({"type": "postback", "label": "a", "data": "d"} | more)


@pytest.mark.parametrize(("kind", "rule"), [("buttons", "union template"), ("column", "record column")])
def test_a_template_text_is_shorter_beside_a_title(kind: str, rule: str) -> None:
    whole = {"type": kind} | filled(properties(kind))
    assert parse(rule)(whole | {"text": "あ" * 60, "title": "題"}) == ()
    assert parse(rule)(whole | {"text": "あ" * 61}) == ()
    assert parse(rule)(whole | {"text": "あ" * 61, "title": "題"})


@pytest.mark.parametrize("difference", [{"title": "題"}, {"thumbnailImageUrl": "https://e.jp/a"}, {"actions": []}])
def test_the_columns_of_a_carousel_are_alike(difference: dict[str, Any]) -> None:
    column = sample("record column")
    other = column | (difference if difference.get("actions") is None else {"actions": column["actions"] * 2})
    assert not parse("union template")({"type": "carousel", "columns": [column, column]})
    assert parse("union template")({"type": "carousel", "columns": [column, other]})


@pytest.mark.parametrize(("width", "height", "good"), [(2500, 1724, True), (2500, 1725, False), (800, 551, True)])
def test_a_rich_menu_is_never_too_tall(width: int, height: int, good: bool) -> None:
    menu = sample("record richmenu") | {"size": {"width": width, "height": height}}
    assert (menu_faults(menu) == []) is good


def test_areas_may_stick_out_by_a_pixel_as_in_lines_own_sample() -> None:
    area = {"bounds": {"x": 1667, "y": 0, "width": 834, "height": 843}, "action": {"type": "postback", "data": "a"}}
    assert menu_faults(sample("record richmenu") | {"areas": [area]}) == []
