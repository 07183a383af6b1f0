"""LINE's rules for bubbles and carousels as a whole: weight, number, likeness, and LINE's own example."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from tests.flex_messages.flex_parts import TEXT, box, bubble, found, whole


@pytest.mark.parametrize(
    ("ratio", "good"),
    [
        ("1:3", True),
        ("1:3.01", False),
        ("100000:1", True),
        ("100001:1", False),
        ("1.91:1", True),
        ("0:1", False),
        ("4x3", False),
    ],
)
def test_a_picture_is_at_most_three_times_as_tall_as_wide(ratio: str, good: bool) -> None:
    image = {"type": "image", "url": "https://e.jp/a.png", "aspectRatio": ratio}
    assert (found(bubble(image)) == []) is good


def filled_to(size: int) -> dict[str, Any]:
    """A bubble whose JSON has exactly `size` bytes."""
    bare = bubble({"type": "text", "text": "a"})
    return bubble({"type": "text", "text": "a" * (size - len(orjson.dumps(bare)) + 1)})


def test_a_bubble_has_at_most_30_kilobytes() -> None:
    assert found(filled_to(30720)) == []
    assert found(filled_to(30721)) == ["/"]


def test_a_carousel_has_at_most_50_kilobytes() -> None:
    rest = 51200 - len(b'{"type":"carousel","contents":[,]}') - 30000
    assert found({"type": "carousel", "contents": [filled_to(30000), filled_to(rest)]}) == []
    assert found({"type": "carousel", "contents": [filled_to(30000), filled_to(rest + 1)]}) == ["/"]


@pytest.mark.parametrize(("count", "good"), [(0, False), (1, True), (12, True), (13, False)])
def test_a_carousel_has_one_to_twelve_bubbles(count: int, good: bool) -> None:
    assert (found({"type": "carousel", "contents": [bubble(TEXT)] * count}) == []) is good


@pytest.mark.parametrize(
    ("second", "pointers"),
    [
        (bubble(TEXT, size="mega"), []),
        (bubble(TEXT, size="kilo"), ["/contents/1/size"]),
        (bubble({"type": "text"}), ["/contents/1/body/contents/0/text"]),
        ({"type": "carousel", "contents": []}, ["/contents"]),
        (None, ["/contents"]),
        ({"type": "bubble", "hero": whole("video")}, ["/contents/1/hero"]),
    ],
)
def test_the_bubbles_of_a_carousel_are_of_one_size_and_hold_no_video(second: Any, pointers: list[str]) -> None:
    assert found({"type": "carousel", "contents": [bubble(TEXT), second]}) == pointers


def test_a_carousel_knows_no_other_property() -> None:
    assert found({"type": "carousel", "contents": [bubble(TEXT)], "size": "kilo"}) == ["/size"]


@pytest.mark.parametrize(("size", "good"), [("kilo", True), ("giga", True), ("micro", False)])
def test_a_video_needs_a_wide_bubble(size: str, good: bool) -> None:
    assert (found({"type": "bubble", "size": size, "hero": whole("video")}) == []) is good


def test_at_most_ten_pictures_move() -> None:
    moving = {"type": "image", "url": "https://e.jp/a.png", "animated": True}
    assert found(bubble(*[moving] * 10)) == []
    assert found(bubble(*[moving] * 11)) == ["/"]


def test_the_restaurant_of_lines_own_documentation_passes() -> None:
    stars = [{"type": "icon", "size": "sm", "url": "https://example.com/gold_star_28.png"}] * 4
    row = box(
        {"type": "text", "text": "Place", "color": "#aaaaaa", "size": "sm", "flex": 1},
        {"type": "text", "text": "Flex Tower", "wrap": True, "color": "#666666", "size": "sm", "flex": 5},
        layout="baseline",
        spacing="sm",
    )
    call = {
        "type": "button",
        "style": "link",
        "height": "sm",
        "action": {"type": "uri", "label": "CALL", "uri": "https://line.me/"},
    }
    restaurant = {
        "type": "bubble",
        "hero": {
            "type": "image",
            "url": "https://example.com/cafe.png",
            "size": "full",
            "aspectRatio": "20:13",
            "aspectMode": "cover",
            "action": {"type": "uri", "uri": "https://line.me/"},
        },
        "body": box(
            {"type": "text", "text": "Brown Cafe", "weight": "bold", "size": "xl"},
            box(*stars, {"type": "text", "text": "4.0", "flex": 0, "margin": "md"}, layout="baseline", margin="md"),
            box(row, row, margin="lg", spacing="sm"),
        ),
        "footer": box(call, call, box(margin="sm"), spacing="sm", flex=0),
    }
    assert found(restaurant) == []
