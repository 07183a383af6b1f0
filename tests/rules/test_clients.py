"""What firms are found by, and when two of them look like one."""

from __future__ import annotations

import pytest

from rules.clients import LONGEST, bare, likeness, name_words, search_word, words_of


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("株式会社試験製作所", "試験製作所"),
        ("試験製作所 株式会社", "試験製作所"),
        ("（株）試験製作所", "試験製作所"),
        ("㈲サンプル 商店", "サンプル商店"),
        ("特定非営利活動法人みほん", "ミホン"),
        ("ｻﾝﾌﾟﾙ商店", "サンプル商店"),
        ("株式会社", "株式会社"),
    ],
)
def test_the_form_of_a_company_is_no_part_of_what_is_compared(name: str, plain: str) -> None:
    assert bare(name) == plain


@pytest.mark.parametrize(
    "typed", ["試験", "試験製作", "試験製作所", "株式会社試験製作所", "しけん", "シケンセイサクショ"]
)
def test_a_client_is_found_by_the_beginning_of_its_name_and_reading(typed: str) -> None:
    assert search_word(typed) in name_words("株式会社試験製作所", "シケンセイサクショ")


def test_a_long_name_is_found_though_only_its_beginning_is_kept() -> None:
    name = "株式会社" + "見本" * 20
    assert search_word(name) in name_words(name)
    assert max(len(word) for word in name_words(name) if word != name) == LONGEST


@pytest.mark.parametrize("typed", ["製作所", "試", "見本"])
def test_other_words_do_not_find_it(typed: str) -> None:
    assert search_word(typed) not in name_words("株式会社試験製作所", "シケンセイサクショ")


def test_the_same_business_is_known_by_name_phone_or_address() -> None:
    one = likeness("試験商店", "+81312345678", "東京都千代田区丸の内1丁目2番3号")
    assert likeness("有限会社 試験商店", "", "") <= one
    assert likeness("", "+81312345678", "") <= one
    assert likeness("", "", "東京都千代田区丸の内１－２－３") <= one
    assert not likeness("見本商店", "+81398765432", "東京都千代田区丸の内1-2-4") & one


def test_nothing_that_can_be_typed_finds_a_client_by_its_phone() -> None:
    words = words_of("試験商店", "", "+81312345678", "東京都千代田区1-1")
    assert search_word("+81312345678") not in words
    assert search_word("phone +81312345678") not in words
