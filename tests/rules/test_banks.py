"""Banks and branches are found by name, kana and code in any writing, the likeliest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.bank_names import bank_name, bare_bank_name, branch_name, plain
from rules.banks import YUCHO, bank, branch, read_bank_code, read_branch_code, search_banks, search_branches
from rules.refusal import Refusal
from tests.rules.writings import kana_typed, width_mixed


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("みずほ", "0001"),
        ("みずほ銀行", "0001"),
        ("ミズホギンコウ", "0001"),
        ("三菱UFJ", "0005"),
        ("三菱ＵＦＪ銀行", "0005"),
        ("みつびしゆー", "0005"),
        ("MUFG", "0005"),
        ("中国銀行", "0168"),
        ("北国銀行", "0146"),
        ("北國", "0146"),
        ("paypay", "0033"),
        ("昭和信用金庫", "1345"),
        ("しょうわ信金", "1345"),
        ("しょうわしんようきんこ", "1345"),
        ("中央労働金庫", "2963"),
        ("あすか信用組合", "2060"),
        ("商工組合中央金庫", "2004"),
        ("農林中央金庫", "3000"),
        ("郵便局", "9900"),
        ("ゆうちょ", "9900"),
        ("ユウチョギンコウ", "9900"),
        ("ゆ", "9900"),
        ("0005", "0005"),
        ("５", "0005"),
        ("愛知銀行", "0542"),
        ("JA沖縄県", "9375"),
        ("JAあまみ農業協同組合", "9363"),
    ],
)
def test_the_bank_that_was_meant_comes_first(typed: str, code: str) -> None:
    assert search_banks(typed)[0].code == code


@given(st.sampled_from(["トウキヨウスタ－", "リソナ", "シヨウコウチユウキン", "ペイペイ"]), st.data())
def test_kana_in_any_writing_find_the_same_banks(kana: str, data: st.DataObject) -> None:
    assert search_banks(data.draw(kana_typed(kana))) == search_banks(kana) != []


@given(st.sampled_from(["0001", "1345", "9900"]), st.data())
def test_codes_in_any_width_find_their_bank(code: str, data: st.DataObject) -> None:
    assert [b.code for b in search_banks(data.draw(width_mixed(code)))] == [code]


def test_the_same_name_comes_before_longer_ones_and_those_before_names_that_contain_it() -> None:
    found = [b.name for b in search_banks("みずほ")]
    assert found[:2] == ["みずほ", "みずほ信託"]
    assert found[-1] == "埼玉みずほ農協"


def test_the_kind_of_bank_decides_between_namesakes() -> None:
    assert [b.name for b in search_banks("中央信用組合")][:2] == ["中央信組", "中央労金"]
    assert [b.name for b in search_banks("中央労金")][:2] == ["中央労金", "中央信組"]


@pytest.mark.parametrize("typed", ["", " ", "ー", "存在しない名前", "99999", "\n"])
def test_what_no_bank_is_called_finds_nothing(typed: str) -> None:
    assert search_banks(typed) == []
    assert search_branches("0001", typed) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("0001", "みずほ銀行"),
        ("0005", "三菱UFJ銀行"),
        ("1345", "昭和信用金庫"),
        ("2060", "あすか信用組合"),
        ("2963", "中央労働金庫"),
        ("0430", "ドイツ"),
        (YUCHO, "ゆうちょ銀行"),
    ],
)
def test_banks_show_as_people_call_them_and_are_found_by_what_is_shown(code: str, words: str) -> None:
    found = bank(code)
    assert found
    assert found.words == words
    assert search_banks(words)[0] == found


@pytest.mark.parametrize(
    ("bank_code", "typed", "code"),
    [
        ("0005", "新宿", "341"),
        ("0005", "しんじゅく支店", "341"),
        ("0005", "ｼﾝｼﾞｭｸ", "341"),
        ("0005", "001", "001"),
        ("0005", "1", "001"),
        ("0009", "自由ヶ丘", "655"),
        ("0009", "自由が丘支店", "655"),
        ("0036", "じゃず", "201"),
        (YUCHO, "〇五八", "058"),
        (YUCHO, "○五八店", "058"),
        (YUCHO, "０５８店", "058"),
        (YUCHO, "ゼロゴハチ", "058"),
    ],
)
def test_the_branch_that_was_meant_comes_first(bank_code: str, typed: str, code: str) -> None:
    found = search_branches(bank_code, typed)[0]
    assert (found.bank, found.code) == (bank_code, code)
    assert branch(bank_code, code) == found


def test_branches_of_yucho_show_with_their_ending() -> None:
    assert [b.words for b in search_branches(YUCHO, "058")] == ["〇五八店"]


def test_codes_outside_the_list_have_neither_bank_nor_branch() -> None:
    assert bank("9999") is None
    assert branch("9999", "001") is None
    assert branch("0001", "999") is None
    assert search_branches("9999", "本店") == []


def test_codes_can_be_typed_for_what_is_not_in_the_list() -> None:
    assert read_bank_code(" ０００１ ") == "0001"
    assert read_branch_code("００１") == "001"
    for wrong in ("1", "00011", "abcd", ""):
        with pytest.raises(Refusal, match="4桁"):
            read_bank_code(wrong)
        with pytest.raises(Refusal, match="3桁"):
            read_branch_code(wrong)


@given(st.text())
def test_folding_a_name_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=20))
def test_searching_is_the_same_every_time_and_never_fails(text: str) -> None:
    assert search_banks(text) == search_banks(text)
    assert len(set(search_branches("0001", text))) == len(search_branches("0001", text))


def test_kinds_are_shortened_and_taken_off() -> None:
    assert bank_name("昭和信用金庫") == "昭和信金"
    assert bare_bank_name("昭和信用金庫") == "昭和"
    assert bank_name("信用金庫") == "信用金庫"
    assert branch_name("支店") == "支店"
