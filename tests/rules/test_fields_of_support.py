"""Ten fields of support with keys that never change."""

from __future__ import annotations

import pytest

from rules.fields_of_support import FIELDS_OF_SUPPORT, fields_words, in_order


def test_the_ten_fields_keep_their_keys_and_words() -> None:
    assert list(FIELDS_OF_SUPPORT.items()) == [
        ("innovation", "経営革新"),
        ("founding", "創業"),
        ("succession", "事業承継・M&A"),
        ("turnaround", "事業再生・資金繰り"),
        ("finance", "財務・税務"),
        ("labour", "人材・労務"),
        ("law", "法務・知的財産"),
        ("sales", "販路開拓・商品開発"),
        ("it", "IT活用"),
        ("manufacturing", "ものづくり・海外展開"),
    ]


def test_chosen_fields_come_in_the_order_of_the_table_and_none_twice() -> None:
    assert in_order(["it", "founding", "it"]) == ["founding", "it"]
    assert fields_words(["it", "founding"]) == "創業、IT活用"


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(KeyError):
        in_order(["astrology"])
