"""Before → after: only what changed is bold, and no character is torn apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from flex_messages.changed import parts


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("第41234号", "第412345号", [("第41234", False), ("5", True), ("号", False)]),
        ("令和8年3月31日", "令和11年3月31日", [("令和", False), ("11", True), ("年3月31日", False)]),
        ("", "新しい", [("新しい", True)]),
        ("同じ", "同じ", [("同じ", False)]),
        ("長い名前", "長い", [("長い", False)]),
        ("か", "か\u3099", [("か\u3099", True)]),
        ("葛城", "葛\U000e0100城", [("葛\U000e0100", True), ("城", False)]),
    ],
)
def test_only_the_new_part_is_marked(before: str, after: str, cut: list[tuple[str, bool]]) -> None:
    assert parts(before, after) == cut


@given(some.text(), some.text())
def test_nothing_of_the_new_value_is_lost(before: str, after: str) -> None:
    assert "".join(text for text, _ in parts(before, after)) == after
