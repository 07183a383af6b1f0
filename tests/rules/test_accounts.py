"""Account numbers are seven digits, shorter ones padded with zeros that the person is told about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.accounts import NUMBER_EXAMPLE, masked, padding_words, read_number
from rules.refusal import Refusal
from tests.rules.writings import digits_typed


@given(st.from_regex("[1-9][0-9]{0,6}", fullmatch=True), st.data())
def test_up_to_seven_digits_in_any_writing_become_seven(number: str, data: st.DataObject) -> None:
    kept = read_number(data.draw(digits_typed(number[:3], number[3:])))
    assert len(kept) == 7
    assert int(kept) == int(number)
    assert read_number(kept) == kept


def test_padding_is_told_and_only_when_there_is_some() -> None:
    assert padding_words("１２３-４５") == "先頭に0を2つ補い、0012345として登録します。"
    assert padding_words("123-4567") == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [("12345678", "7桁まで"), ("12A4567", "数字"), ("一二三", "数字"), ("", "数字"), ("000", "0だけ")],
)
def test_wrong_numbers_are_refused_with_examples_that_are_taken(typed: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refusal:
        read_number(typed)
    assert refusal.value.example == NUMBER_EXAMPLE
    assert [read_number(e) for e in NUMBER_EXAMPLE.split("、")] == ["1234567", "0012345"]


def test_a_masked_number_shows_its_last_two_digits() -> None:
    assert masked("1234567") == "•••••67"
