"""Account holders in the characters of the transfer file: always the same however typed, compared with the フリガナ."""

from __future__ import annotations

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.holders import HOLDER_EXAMPLE, MOST_BYTES, differs, half_width, read_holder
from rules.names import read_kana
from rules.refusal import Refusal
from tests.rules.writings import HYPHENS, kana_typed

KATAKANA = "".join(map(chr, range(0x30A1, 0x30F5)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("シケン　タロウ", "ｼｹﾝ ﾀﾛｳ"),
        ("しけん たろう", "ｼｹﾝ ﾀﾛｳ"),
        ("キョウゴク ショウヘイ", "ｷﾖｳｺﾞｸ ｼﾖｳﾍｲ"),
        ("おーの ユーコ", "ｵ-ﾉ ﾕ-ｺ"),
        ("ヴィオレッタ", "ｳﾞｲｵﾚﾂﾀ"),
        ("ヲノ ミスヾ", "ｵﾉ ﾐｽｽﾞ"),
        ("さゝき", "ｻｻｷ"),
        ("カ）シケンショウジ", "ｶ)ｼｹﾝｼﾖｳｼﾞ"),
        ("ジョン・スミス", "ｼﾞﾖﾝ.ｽﾐｽ"),
        ("José Smith", "JOSE SMITH"),
        ("ﾊﾟｰｶｰ", "ﾊﾟ-ｶ-"),
        ("ハ゜ーカー", "ﾊﾟ-ｶ-"),
    ],
)
def test_holders_are_folded_to_the_banks_characters(typed: str, kept: str) -> None:
    assert read_holder(typed) == kept


@given(st.text(KATAKANA, min_size=1, max_size=12), st.data())
def test_any_kana_writing_becomes_the_same_single_bytes(kana: str, data: st.DataObject) -> None:
    holder = read_holder(data.draw(kana_typed(kana)))
    assert holder == read_holder(kana)
    assert len(holder.encode("cp932")) == len(holder)
    assert not set(holder) & set("ｧｨｩｪｫｯｬｭｮｦｰ")


@given(st.sampled_from(HYPHENS))
def test_every_dash_is_the_banks_hyphen(dash: str) -> None:
    assert read_holder(f"ユ{dash}コ") == "ﾕ-ｺ"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert half_width(half_width(text)) == half_width(text)


@given(st.text(KATAKANA + "ー・ ", min_size=2, max_size=14))
def test_whatever_is_a_reading_can_be_a_holder_and_does_not_differ_from_it(text: str) -> None:
    try:
        kana = read_kana(text)
    except Refusal:
        return
    if len(half_width(kana)) <= MOST_BYTES:
        assert not differs(read_holder(kana), kana)


@pytest.mark.parametrize(
    "typed", ["", "試験 太郎", "シケン 太郎", "シケン😀", "シケン,タロウ", "シケン＆タロウ", "シケン_"]
)
def test_kanji_and_other_characters_are_refused_with_an_example_that_is_taken(typed: str) -> None:
    with pytest.raises(Refusal, match="カタカナ") as refusal:
        read_holder(typed)
    assert read_holder(refusal.value.example) == read_holder(HOLDER_EXAMPLE)


def test_thirty_bytes_fit_and_voiced_marks_count() -> None:
    assert len(read_holder("ガ" * 15)) == MOST_BYTES
    with pytest.raises(Refusal, match="30文字"):
        read_holder("ガ" * 15 + "ア")


@pytest.mark.parametrize(
    ("holder", "kana", "flag"),
    [
        ("ｼｹﾝ ﾀﾛｳ", "シケン タロウ", False),
        ("ｼｹﾝﾀﾛｳ", "シケン タロウ", False),
        ("ｵ-ﾉ ﾕｳｼﾞ", "オーノ ユウジ", False),
        ("ﾀﾛｳ ｼｹﾝ", "シケン タロウ", True),
        ("ｷﾕｳｾｲ ﾀﾛｳ", "シケン タロウ", True),
        ("TARO SHIKEN", "シケン タロウ", True),
    ],
)
def test_a_holder_who_is_not_the_person_is_flagged(holder: str, kana: str, flag: bool) -> None:
    assert differs(holder, kana) is flag


def test_a_name_cut_at_thirty_bytes_is_no_difference_and_a_shorter_one_is() -> None:
    kana = "シケン " + "ナガイナマエ" * 6
    cut = half_width(kana)[:MOST_BYTES]
    assert not differs(cut, kana)
    assert differs(cut[:-1], kana)


def test_full_width_letters_count_like_half_width_ones() -> None:
    assert read_holder(jaconv.h2z("ABC 1", ascii=True, digit=True)) == "ABC 1"
