"""LINE's rules for Flex components: their properties, values, places and actions."""

from __future__ import annotations

from typing import Any

import pytest

from flex_messages.limits.data import LIMITS
from tests.flex_messages.flex_parts import FLEX, TEXT, box, bubble, found, standing, whole
from tests.flex_messages.samples import LIKE, filled, sample

PROPERTIES = [
    (kind, name.rstrip("!"), words)
    for kind, rules in FLEX["components"].items()
    for name, words in (rules | (FLEX["placing"] if kind in FLEX["placed"] else {})).items()
    if words != "any"
]


@pytest.mark.parametrize(("kind", "name", "words"), PROPERTIES, ids=[f"{kind}.{name}" for kind, name, _ in PROPERTIES])
def test_each_property_takes_its_own_values_and_no_others(kind: str, name: str, words: str) -> None:
    good, place = standing(kind, whole(kind) | {name: sample(words)})
    assert found(good) == []
    bad, _ = standing(kind, whole(kind) | {name: {"no": "such value"}})
    assert found(bad)
    assert all(pointer.startswith(f"{place}/{name}") for pointer in found(bad))


@pytest.mark.parametrize("kind", FLEX["components"])
def test_a_property_line_does_not_know_is_invalid(kind: str) -> None:
    container, place = standing(kind, whole(kind) | {"colour": "#000000"})
    assert found(container) == [f"{place}/colour"]


BAD_VALUES = {
    "color": ("red", "#FFF", "#GGGGGG"),
    "space": ("4em", "50%", "3xl"),
    "padding": ("-1px",),
    "offset": ("px",),
    "length": ("xl", "70"),
    "pixels": ("sm",),
    "border": ("heavy",),
    "letters": ("150%", "full"),
    "imageSize": ("huge",),
}


@pytest.mark.parametrize(("syntax", "bad"), [(syntax, bad) for syntax, bads in BAD_VALUES.items() for bad in bads])
def test_values_are_written_as_line_reads_them(syntax: str, bad: str) -> None:
    kind, name = next((kind, name) for kind, name, words in PROPERTIES if words == f"like {syntax}")
    container, place = standing(kind, whole(kind) | {name: bad})
    assert found(container) == [f"{place}/{name}"]


@pytest.mark.parametrize(("name", "bad"), [("angle", "360deg"), ("centerPosition", "101%"), ("type", "radialGradient")])
def test_a_gradient_turns_less_than_a_full_circle(name: str, bad: str) -> None:
    assert found(bubble(box(background=filled(FLEX["background"]) | {name: bad}))) == [
        f"/body/contents/0/background/{name}"
    ]


def test_every_syntax_has_a_sample_that_passes() -> None:
    assert LIKE.keys() == LIMITS["like"].keys()


@pytest.mark.parametrize("layout", FLEX["inside"])
@pytest.mark.parametrize("kind", FLEX["components"])
def test_a_box_holds_what_its_layout_allows(layout: str, kind: str) -> None:
    container = bubble(box(whole(kind), layout=layout))
    assert (found(container) == []) is (kind in FLEX["inside"][layout])


@pytest.mark.parametrize("block", FLEX["blocks"])
@pytest.mark.parametrize("kind", ["box", "image", "video", "text", "button"])
def test_a_block_is_what_line_wants_there(block: str, kind: str) -> None:
    container = {"type": "bubble", block: whole(kind)}
    assert (found(container) == []) is (kind in FLEX["blocks"][block])


@pytest.mark.parametrize(
    ("container", "pointers"),
    [
        ({"type": "bubble"}, ["/"]),
        ({"type": "balloon"}, ["/type"]),
        ([], ["/type"]),
        (bubble(None), ["/body/contents"]),
        (bubble({"type": "text"}), ["/body/contents/0/text"]),
        (bubble({"type": "text", "text": ""}), ["/body/contents/0/text"]),
        (bubble({"type": "text", "contents": [TEXT]}), ["/body/contents/0/contents/0"]),
        (bubble({"type": "spacer"}), ["/body/contents/0"]),
        (bubble("text"), ["/body/contents/0"]),
        (bubble({"type": ["text"]}), ["/body/contents/0"]),
        (bubble(box(layout="diagonal")), ["/body/contents/0/layout"]),
        (bubble({"type": "box", "layout": "vertical"}), ["/body/contents/0/contents"]),
        (bubble({"type": "box", "layout": "vertical", "contents": {}}), ["/body/contents/0/contents"]),
        (bubble(TEXT | {"position": "absolute"}, TEXT), ["/body/contents/0/position"]),
        (bubble(TEXT, TEXT | {"position": "absolute"}), []),
        (bubble(TEXT, styles={"body": {"separator": "yes"}}), ["/styles/body/separator"]),
        (bubble(TEXT, styles={"side": {}}), ["/styles/side"]),
        (bubble(TEXT, size="huge"), ["/size"]),
        (bubble(TEXT, foot=box()), ["/foot"]),
    ],
)
def test_what_is_wrong_is_pointed_at(container: Any, pointers: list[str]) -> None:
    assert found(container) == pointers


def test_an_empty_box_and_a_null_property_are_fine() -> None:
    assert found(bubble(box(), TEXT | {"color": None})) == []


@pytest.mark.parametrize(("kind", "most"), [("button", 40), ("box", 40)])
def test_a_label_has_at_most_forty_characters(kind: str, most: int) -> None:
    def labelled(label: str) -> list[str]:
        return found(bubble(whole(kind) | {"action": {"type": "postback", "label": label, "data": "d"}}))

    assert labelled("👍🏽" * most) == []
    assert labelled("👍🏽" * (most + 1)) == ["/body/contents/0/action/label"]


def test_only_a_button_needs_a_label() -> None:
    action = {"type": "message", "text": "あ"}
    assert found(bubble(box(action=action))) == []
    assert found(bubble({"type": "button", "action": action})) == ["/body/contents/0/action/label"]


@pytest.mark.parametrize("kind", ["camera", "cameraRoll", "location", "richmenuswitch"])
def test_the_phones_devices_are_for_quick_replies_alone(kind: str) -> None:
    assert found(bubble(box(action={"type": kind, "label": "あ"}))) == ["/body/contents/0/action/type"]
