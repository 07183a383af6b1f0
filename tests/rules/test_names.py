"""Names keep every character they came with; readings become full-width katakana; all else is refused in words."""

from __future__ import annotations

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.names import (
    KANA_EXAMPLE,
    NAME_EXAMPLE,
    length,
    likely_splits,
    parts,
    read_kana,
    read_name,
    read_trade_kana,
    splits,
)
from rules.refusal import Refusal

OLD_FORMS = "\ufa10\ufa19\ufa1b\uf9dc"  # 塚 神 福 隆 as compatibility ideographs, which NFKC and NFC would replace
HIRAGANA = "".join(map(chr, range(0x3041, 0x3097)))
KATAKANA = "".join(map(chr, range(0x30A1, 0x30F7)))
HALF_WIDTH = "".join(map(chr, range(0xFF66, 0xFF9E)))
KANJI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("試験 太郎", "試験 太郎"),
        ("試験\u3000太郎", "試験 太郎"),
        ("  試験 \u00a0 太郎\n", "試験 太郎"),
        ("試験\u200b太郎", "試験太郎"),
        ("𠮷田 髙﨑", "𠮷田 髙﨑"),
        ("葛\U000e0100城 太郎", "葛\U000e0100城 太郎"),
        ("\U00031350田 太郎", "\U00031350田 太郎"),
        (f"{OLD_FORMS} 太郎", f"{OLD_FORMS} 太郎"),
        ("佐々木 〆子", "佐々木 〆子"),
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("ｼﾞｮﾝ･ﾎﾟｰﾙ ｽﾐｽ", "ジョン・ポール スミス"),
        ("か\u3099く 太郎", "がく 太郎"),
        ("O’Neil Anne-Marie", "O’Neil Anne-Marie"),
    ],
)
def test_a_name_keeps_its_characters_and_only_widths_and_spaces_are_tidied(typed: str, kept: str) -> None:
    assert read_name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "山田😀 太郎", "山田\x07 太郎", "山田\u202e 太郎", "山田 太郎1", "\ue000田 太郎", "山田 ☺\ufe0f"],
)
def test_emoji_control_characters_and_digits_are_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match="使えない文字") as refusal:
        read_name(typed)
    assert refusal.value.example == NAME_EXAMPLE


def test_one_character_is_not_a_family_and_a_given_name() -> None:
    with pytest.raises(Refusal, match="両方"):
        read_name("林")


@pytest.mark.parametrize("typed", ["あ" * 41 + " 太郎", "試験 " + "あ" * 41, "あ" * 81])
def test_more_than_forty_characters_a_part_are_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="40文字まで"):
        read_name(typed)


def test_forty_characters_a_part_are_taken() -> None:
    assert read_name("あ" * 40 + " " + "い" * 40)
    assert read_name("葛\U000e0100" * 40 + " 太")


@given(st.text(KANJI, min_size=1, max_size=40), st.text(KANJI, min_size=1, max_size=40))
def test_kanji_are_never_changed(family: str, given_name: str) -> None:
    assert parts(read_name(f"{family}\u3000{given_name}")) == (family, given_name)


@given(st.text(max_size=60))
def test_reading_a_name_twice_changes_nothing_more(text: str) -> None:
    try:
        once = read_name(text)
    except Refusal:
        return
    assert read_name(once) == once


@given(st.text(HIRAGANA, min_size=1, max_size=40), st.text(HIRAGANA, min_size=1, max_size=40))
def test_hiragana_become_katakana(family: str, given_name: str) -> None:
    assert read_kana(f"{family} {given_name}") == jaconv.hira2kata(f"{family} {given_name}")


@given(st.text(HALF_WIDTH, min_size=1, max_size=40), st.text(HALF_WIDTH, min_size=1, max_size=40))
def test_half_width_kana_become_full_width(family: str, given_name: str) -> None:
    assert read_kana(f"{family} {given_name}") == jaconv.h2z(f"{family} {given_name}")


@given(st.text(KATAKANA + "ー", min_size=2, max_size=40))
def test_full_width_katakana_stay(kana: str) -> None:
    assert read_kana(kana) == kana


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("しけん　たろう", "シケン タロウ"),
        ("ｼｹﾝ ﾀﾛｳ", "シケン タロウ"),
        ("ﾊﾟｰｶﾞｰ ﾀﾛｳ", "パーガー タロウ"),
        ("おーの-た−ろ－", "オーノータ" + "ーロー"),
        ("さゝき ヴァネッサ", "サヽキ ヴァネッサ"),
        ("ハ゜ー カ゛ー", "パー ガー"),
    ],
)
def test_readings_are_converted_rather_than_refused(typed: str, kept: str) -> None:
    assert read_kana(typed) == kept


@pytest.mark.parametrize("typed", ["試験 太郎", "Shiken Taro", "シケン１ タロウ", "シケン😀 タロウ", ""])
def test_what_is_no_kana_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match="カタカナかひらがな") as refusal:
        read_kana(typed)
    assert refusal.value.example == KANA_EXAMPLE


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("さんぷるせいか", "サンプルセイカ"), ("ｱｰﾙ&ﾃﾞｨｰ", "アール&ディー"), ("119 しょうかい", "119 ショウカイ")],
)
def test_a_business_is_read_in_kana_with_its_digits_and_letters(typed: str, kept: str) -> None:
    assert read_trade_kana(typed) == kept


@pytest.mark.parametrize("typed", ["株式会社試験製作所", "シケン😀", "", "　"])
def test_a_business_without_a_reading_in_kana_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match="カタカナかひらがな") as refusal:
        read_trade_kana(typed)
    assert refusal.value.example == "サンプルセイカ"


def test_the_only_space_and_the_only_gap_part_a_name() -> None:
    assert parts("試験 太郎") == ("試験", "太郎")
    assert parts("林修") == ("林", "修")
    assert parts("葛\U000e0100修") == ("葛\U000e0100", "修")


def test_a_name_without_space_or_with_two_has_to_be_asked_about() -> None:
    assert parts("試験太郎") is None
    assert parts("ジョン ポール スミス") is None


def test_the_likeliest_split_comes_first() -> None:
    assert likely_splits("試験太郎", 2) == [("試験", "太郎"), ("試験太", "郎")]
    assert likely_splits("ジョン ポール スミス", 9)[0] == ("ジョン", "ポール スミス")


@given(st.text(KANJI, min_size=2, max_size=60))
def test_every_split_puts_the_name_together_again(name: str) -> None:
    assert splits(name)
    for family, given_name in splits(name):
        assert family + given_name == name
        assert 1 <= length(family) <= 40
        assert 1 <= length(given_name) <= 40
