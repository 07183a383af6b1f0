"""法人番号: every slip of one digit is found, as are most swaps; any common writing is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.corporate_number import EXAMPLE, check_digit, grouped, read_corporate_number
from rules.refusal import Refusal
from tests.rules.writings import HYPHENS, width_mixed

TWELVE = st.from_regex("[0-9]{12}", fullmatch=True).filter(str.isascii)


@pytest.mark.parametrize("number", ["7000012050002", "8700110005901", "1180301018771"])
def test_numbers_in_public_use_are_read(number: str) -> None:
    """国税庁, its worked example, and a car maker."""
    assert read_corporate_number(number) == number


def test_the_check_digit_of_the_worked_example_is_eight() -> None:
    assert check_digit("700110005901") == 8


@given(TWELVE)
def test_every_number_with_its_check_digit_is_read(twelve: str) -> None:
    number = f"{check_digit(twelve)}{twelve}"
    assert number[0] in "123456789"
    assert read_corporate_number(number) == read_corporate_number(grouped(number)) == number


@given(TWELVE, st.integers(0, 11), st.integers(1, 8))
def test_a_slip_of_one_digit_is_refused(twelve: str, at: int, by: int) -> None:
    """Only 0 and 9 in the same place are alike to a sum of nines."""
    wrong = str((int(twelve[at]) + by) % 10)
    if {wrong, twelve[at]} == {"0", "9"} or wrong == twelve[at]:
        return
    with pytest.raises(Refusal, match="ありません"):
        read_corporate_number(f"{check_digit(twelve)}{twelve[:at]}{wrong}{twelve[at + 1 :]}")


@given(
    width_mixed("7"),
    width_mixed("0000"),
    width_mixed("1205"),
    width_mixed("0002"),
    st.sampled_from([*HYPHENS, " ", "　", ""]),
)
def test_any_writing_is_the_same_number(a: str, b: str, c: str, d: str, between: str) -> None:
    assert read_corporate_number(f" {a}{between}{b}{between}{c}{between}{d}\n") == EXAMPLE


@pytest.mark.parametrize(
    "typed", ["法人番号：7000012050002", "T7000012050002", "登録番号 Ｔ７００００１２０５０００２", "No.7000012050002"]
)
def test_a_label_in_front_is_left_out(typed: str) -> None:
    assert read_corporate_number(typed) == EXAMPLE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "数字13桁"),
        ("株式会社見本", "数字13桁"),
        ("70000120500O2", "数字13桁"),
        ("七〇〇〇〇一二〇五〇〇〇二", "数字13桁"),
        ("٧٠٠٠٠١٢٠٥٠٠٠٢", "数字13桁"),
        ("000012050002", "会社法人等番号"),
        ("70000120500021", "14桁"),
        ("1234", "4桁になっています"),
        ("0000012050002", "ありません"),
        ("6000012050002", "ありません"),
    ],
)
def test_what_is_no_corporate_number_is_refused_in_clear_words(typed: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refusal:
        read_corporate_number(typed)
    assert read_corporate_number(refusal.value.example) == EXAMPLE
    assert len(typed) < 5 or typed not in refusal.value.words
