"""The words people are found by, however they are written."""

from __future__ import annotations

import pytest

from rules.search_words import folded, holds, pieces_of, pieces_sought, words_of


@pytest.mark.parametrize(
    "written", ["シケン タロウ", "しけん　たろう", "ｼｹﾝ ﾀﾛｳ", "シケンタロウ 様", " シケン　タロウ様"]
)
def test_one_reading_written_in_many_ways_is_one_word(written: str) -> None:
    assert folded(written) == "シケンタロウ"


def test_old_forms_of_characters_stay_what_they_are() -> None:
    assert folded("髙﨑") != folded("高崎")
    assert folded("葛\U000e0100") == folded("葛"), "a variant of one character is that character"


def test_names_are_found_whole_and_in_parts_and_by_number() -> None:
    assert words_of("試験 太郎", "シケン タロウ", "1001") == {
        "試験太郎",
        "試験",
        "太郎",
        "シケンタロウ",
        "シケン",
        "タロウ",
        "1001",
    }


def test_what_is_missing_is_no_word() -> None:
    assert words_of("", "", "1001") == {"1001"}


def test_full_width_digits_are_the_number() -> None:
    assert folded("１００１") == "1001"


@pytest.mark.parametrize("part", ["験太", "太郎", "試験太郎", "ケンタ", "タロウ", "シケンタロウ"])
def test_a_part_of_a_name_is_sought_by_pairs_that_the_name_has(part: str) -> None:
    kept = pieces_of("試験 太郎", "シケン タロウ")
    assert pieces_sought(part)
    assert set(pieces_sought(part)) <= kept
    assert holds(part, "試験 太郎", "シケン タロウ")


def test_a_single_character_is_no_part_and_pairs_alone_prove_nothing() -> None:
    assert pieces_sought("験") == []
    assert len(pieces_sought("シケンタロウ")) == 3
    assert set(pieces_sought("ケンシケ")) <= pieces_of("シケンシ ケ")
    assert not holds("ケンシケン", "シケンシ ケ")
