"""Postal codes read in any writing; towns come from the offline list; unknown codes have no address."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.postal import POSTAL_EXAMPLE, Place, address_of, read_code, show_code
from rules.refusal import Refusal
from tests.rules.writings import digits_typed


@given(st.from_regex("[0-9]{7}", fullmatch=True), st.data())
def test_any_width_and_hyphen_reads_to_the_same_seven_digits(code: str, data: st.DataObject) -> None:
    typed = data.draw(digits_typed(code[:3], code[3:]))
    assert read_code(typed) == read_code(f"〒{typed}") == read_code(f" 郵便番号：{typed}\n") == code


@given(st.from_regex("[0-9]{7}", fullmatch=True))
def test_a_shown_code_reads_back(code: str) -> None:
    assert read_code(show_code(code)) == code


@pytest.mark.parametrize("text", ["", "150", "150-00011", "15O-0001", "東京都渋谷区", "150/0001"])
def test_what_is_no_postal_code_is_refused_with_an_example_that_reads(text: str) -> None:
    with pytest.raises(Refusal, match="7桁") as refusal:
        read_code(text)
    assert read_code(refusal.value.example) == read_code(POSTAL_EXAMPLE)


def test_a_code_of_one_town_gives_that_town() -> None:
    assert address_of("1500001") == [Place("東京都", "渋谷区", "神宮前")]


def test_a_code_of_several_towns_gives_all_of_them_and_none_twice() -> None:
    assert address_of("0791261") == [
        Place("北海道", "赤平市", "茂尻中央町南"),
        Place("北海道", "赤平市", "茂尻中央町北"),
    ]
    kiyosu = address_of("4520961") or []
    assert len(kiyosu) == len(set(kiyosu)) > 60


def test_one_code_may_lie_in_two_prefectures_and_name_no_town() -> None:
    assert address_of("4980000") == [Place("愛知県", "弥富市", ""), Place("三重県", "桑名郡木曽岬町", "")]


def test_the_streets_of_kyoto_stand_beside_the_town() -> None:
    (place,) = address_of("6028368") or []
    assert place.words == "京都府京都市上京区北町"
    assert "仁和寺街道天神道東入下る" in place.streets


def test_floors_of_high_buildings_are_told_and_other_remarks_are_not() -> None:
    assert [p.words for p in address_of("1006101") or []] == ["東京都千代田区永田町山王パークタワー1階"]
    assert [p.floor for p in address_of("9806190") or []] == [""]
    assert [p.words for p in address_of("0600042") or []] == ["北海道札幌市中央区大通西"]


def test_ranges_that_the_list_cuts_in_the_middle_of_a_number_end_before_it() -> None:
    assert [p.town for p in address_of("0295503") or []] == ["穴明", "清水ケ野", "間木野", "湯田"]


def test_several_towns_in_one_line_of_the_list_are_several_and_a_remark_is_none() -> None:
    assert [p.town for p in address_of("4411324") or []] == ["井道", "奥井道", "内井道"]
    assert address_of("4090142") == [Place("山梨県", "北都留郡小菅村", "")]


@pytest.mark.parametrize("code", ["0608621", "1008111", "9999999"])
def test_codes_of_single_companies_and_unknown_codes_have_no_address(code: str) -> None:
    assert address_of(code) is None


def test_the_list_can_be_read_from_any_thread() -> None:
    found: list[list[Place] | None] = []
    threads = [threading.Thread(target=lambda: found.append(address_of("1500001"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [address_of("1500001")] * 4
