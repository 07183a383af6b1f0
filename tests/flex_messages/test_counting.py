"""LINE counts some texts in UTF-16 code units and some in grapheme clusters; people's names must survive both."""

from __future__ import annotations

import pytest

from flex_messages.limits.count import graphemes, units, within

CLUSTERS = {
    "a family": "👨‍👩‍👧‍👦",
    "a flag": "🇯🇵",
    "a skin tone": "👍🏽",
    "a keycap": "1️⃣",
    "a heart on fire": "❤️‍🔥",
    "a flag of tags": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "a combining accent": "e\u0301",
    "a combining voice mark": "か\u3099",
    "a half-width voice mark": "ｶﾞ",
    "an ideographic variation": "葛\U000e0100",
    "a Hangul syllable": "\u1112\u1161\u11ab",
    "a new line of two": "\r\n",
    "a rare name character": "𠮷",
}


@pytest.mark.parametrize("text", CLUSTERS.values(), ids=CLUSTERS.keys())
def test_what_looks_like_one_character_counts_as_one(text: str) -> None:
    assert graphemes(text) == 1
    assert graphemes(text * 3) == 3


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("\n\r", 2), ("🇯🇵🇺", 2), ("\n\u0301", 2), ("髙﨑 𣘺", 4), ("한국", 2)]
)
def test_other_texts_count_as_they_are_read(text: str, count: int) -> None:
    assert graphemes(text) == count


@pytest.mark.parametrize(("text", "count"), [("", 0), ("あ", 1), ("𠮷", 2), ("👨‍👩‍👧‍👦", 11), ("\ud83d", 1)])
def test_code_units_are_those_of_utf_16(text: str, count: int) -> None:
    assert units(text) == count


@pytest.mark.parametrize("by_grapheme", [True, False])
def test_within_agrees_with_the_counts(by_grapheme: bool) -> None:
    count = graphemes if by_grapheme else units
    for text in ("あ" * 5, "𠮷" * 5, "👍🏽" * 5, "👨‍👩‍👧‍👦" * 2, ""):
        for most in range(30):
            assert within(text, most, by_grapheme=by_grapheme) is (count(text) <= most)
