"""Telephone numbers read alike in any common writing, show as people write them, and must be numbers to call."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.phones import PHONE_EXAMPLE, masked, read_phone, show_phone
from rules.refusal import Refusal
from tests.rules.writings import digits_typed


@given(st.from_regex("[789]0", fullmatch=True), st.from_regex("[1-9][0-9]{3}", fullmatch=True), st.data())
def test_any_width_and_hyphen_reads_to_the_same_mobile_number(head: str, middle: str, data: st.DataObject) -> None:
    typed = data.draw(digits_typed(f"0{head}", middle, "5678"))
    assert read_phone(typed) == f"+81{head}{middle}5678"
    assert show_phone(read_phone(typed)) == f"0{head}-{middle}-5678"


@pytest.mark.parametrize(
    "typed",
    [
        "03-1234-5678",
        "０３（１２３４）５６７８",
        "(03)1234-5678",
        "+81 3 1234 5678",
        "+81-(0)3-1234-5678",
        "81-3-1234-5678",
        "TEL: 03.1234.5678",
        "電話番号　03・1234・5678",
        "03ー1234ー5678",
    ],
)
def test_common_writings_of_one_number_are_one_number(typed: str) -> None:
    assert read_phone(typed) == "+81312345678"
    assert show_phone("+81312345678") == "03-1234-5678"


@pytest.mark.parametrize(
    ("typed", "shown", "hidden"),
    [
        ("0120123456", "0120-123-456", "0120-•••-456"),
        ("05012345678", "050-1234-5678", "050-••••-5678"),
        ("06012345678", "060-1234-5678", "060-••••-5678"),
        ("0261234567", "0261-23-4567", "0261-••-4567"),
        ("+1 202-555-0123", "+1 202-555-0123", "+1 202-•••-0123"),
    ],
)
def test_numbers_show_in_the_groups_people_know_and_can_be_masked(typed: str, shown: str, hidden: str) -> None:
    assert show_phone(read_phone(typed)) == shown
    assert masked(read_phone(typed)) == hidden


@pytest.mark.parametrize("typed", ["03-1234-567", "03-1234-56789", "1234-5678", "090-1234-567", "00000", "0", "9" * 40])
def test_wrong_lengths_are_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="桁数") as refusal:
        read_phone(typed)
    assert refusal.value.example == PHONE_EXAMPLE


@pytest.mark.parametrize("typed", ["110", "119", "１１８", "117", "171", "1417"])
def test_emergency_and_service_numbers_are_refused_by_name(typed: str) -> None:
    with pytest.raises(Refusal, match="番は登録できません"):
        read_phone(typed)


@pytest.mark.parametrize("typed", ["0570-012-345", "0990-123-456"])
def test_numbers_that_cannot_be_called_back_are_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="折り返し"):
        read_phone(typed)


@pytest.mark.parametrize("typed", ["", "なし", "03-ABCD-EFGH", "03-1234-5678 内線12", "taro@example.jp", "☎"])
def test_what_has_more_than_digits_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="数字"):
        read_phone(typed)


@pytest.mark.parametrize("example", PHONE_EXAMPLE.split("、"))
def test_the_examples_are_taken(example: str) -> None:
    assert show_phone(read_phone(example)) == example


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused_and_what_was_read_reads_again(text: str) -> None:
    try:
        phone = read_phone(text)
    except Refusal:
        return
    assert read_phone(phone) == read_phone(show_phone(phone)) == phone
