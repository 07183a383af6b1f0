"""Invitation codes: made from random bytes, read however they are typed, stored as hashes only."""

from __future__ import annotations

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.codes import ALPHABET, TYPED_CODE, hash_code, make_code, meant_as_code, read_code, show_code, typed_line

codes = st.text(ALPHABET, min_size=12, max_size=12)
hyphens = st.sampled_from(["", "-", " ", "－", "‐", "−", "ー", "ｰ", "–", "—", "　", "・"])


def test_the_alphabet_has_32_symbols_and_none_that_look_alike() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("01OI") & set(ALPHABET)


@given(st.binary(min_size=8, max_size=16))
def test_a_code_has_twelve_symbols_of_the_alphabet(entropy: bytes) -> None:
    code = make_code(entropy)
    assert len(code) == 12
    assert set(code) <= set(ALPHABET)


def test_every_random_bit_but_the_top_four_shows_in_the_code() -> None:
    assert len({make_code((1 << bit).to_bytes(8, "big")) for bit in range(60)}) == 60


def test_too_little_randomness_is_a_fault() -> None:
    with pytest.raises(ValueError, match="60 random bits"):
        make_code(b"1234567")


@given(
    codes,
    hyphens,
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "招待コード ", "招待コード:", "招待コード：", "招待コード", "招待コードは"]),
)
def test_a_code_is_read_however_it_is_typed(code: str, hyphen: str, lower: bool, wide: bool, prefix: str) -> None:
    typed = hyphen.join((code[:4], code[4:8], code[8:]))
    typed = typed.lower() if lower else typed
    typed = jaconv.h2z(typed, ascii=True, digit=True) if wide else typed
    assert read_code(f" {prefix}{typed}\n") == code
    assert TYPED_CODE.fullmatch(f" {prefix}{typed}\n")


@given(codes)
def test_what_the_link_types_is_read(code: str) -> None:
    assert typed_line(code) == f"招待コード {show_code(code)}"
    assert read_code(typed_line(code)) == code


@pytest.mark.parametrize(
    "text", ["", "こんにちは", "招待コード", "ABCD-EFGH-JKL", "ABCD-EFGH-JKLMN", "ABCD-EFGH-JKL0", "ABCDEFGHIJKL"]
)
def test_what_is_no_code_is_not_read_as_one(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize("text", ["招待コードを入力", "招待コード", "ABCD-EFGH-JKL", "お問い合わせ", "hello, is it me"])
def test_other_words_are_not_opened_as_a_code(text: str) -> None:
    assert TYPED_CODE.fullmatch(text) is None


@given(st.text())
def test_reading_any_text_gives_a_code_or_nothing(text: str) -> None:
    code = read_code(text)
    assert code is None or (len(code) == 12 and set(code) <= set(ALPHABET))


@pytest.mark.parametrize("text", ["招待コード ABCD", "ABCD-EFGH-JKL", "abcd efgh jkl0", "ＡＢＣＤＥＦＧＨＩＪＫＬ"])
def test_a_mistyped_code_is_known_as_an_attempt_at_one(text: str) -> None:
    assert meant_as_code(text)


@pytest.mark.parametrize("text", ["こんにちは", "お問い合わせ", "hello", "1", "専門家として登録したいのですが"])
def test_other_words_are_not_taken_for_a_code(text: str) -> None:
    assert not meant_as_code(text)


@given(codes)
def test_a_hash_does_not_show_its_code_and_depends_on_the_key(code: str) -> None:
    hashes = {hash_code(code), hash_code(code, b"k1"), hash_code(code, b"k2")}
    assert len(hashes) == 3
    assert all(len(h) == 64 and code.lower() not in h for h in hashes)
    assert hash_code(code, b"k1") == hash_code(code, b"k1")
