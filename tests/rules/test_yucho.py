"""ゆうちょ銀行: 記号・番号 and 店番 become the account other banks send money to; other shapes are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.accounts import Account, read_number
from rules.banks import YUCHO, Branch, search_branches
from rules.refusal import Refusal
from rules.yucho import BRANCH_EXAMPLE, GIRO_EXAMPLE, PAIR_EXAMPLE, from_pair, of_branch, read_branch, read_pair
from tests.rules.writings import HYPHENS, kana_typed, width_mixed

SAVINGS = Account(YUCHO, "058", "普通", "1234567")


@given(width_mixed("10530"), width_mixed("12345671"), st.sampled_from([*HYPHENS, " ", "\u3000", "-2-", "－２－", ""]))
def test_any_writing_of_a_pair_is_the_same_account(symbol: str, number: str, between: str) -> None:
    assert read_pair(symbol + between + number) == from_pair(symbol, number) == SAVINGS


@pytest.mark.parametrize("typed", ["記号10530 番号12345671", "記号：10530、番号：12345671", "10530の12345671"])
def test_pairs_may_say_what_they_are(typed: str) -> None:
    assert read_pair(typed) == SAVINGS


@pytest.mark.parametrize(
    ("symbol", "number", "account"),
    [
        ("10530", "12345671", SAVINGS),
        ("10530", "21", Account(YUCHO, "058", "普通", "0000002")),
        ("17300", "1992761", Account(YUCHO, "738", "普通", "0199276")),
        ("00530", "123456", Account(YUCHO, "059", "当座", "0123456")),
        ("00530", "1", Account(YUCHO, "059", "当座", "0000001")),
        ("00120", "1234567", Account(YUCHO, "019", "当座", "1234567")),
    ],
)
def test_savings_lose_their_last_digit_and_giro_accounts_keep_theirs(
    symbol: str, number: str, account: Account
) -> None:
    assert from_pair(symbol, number) == account


@given(st.integers(1, 9_999_999), st.integers(0, 9))
def test_every_savings_number_keeps_all_but_its_last_digit(number: int, check: int) -> None:
    account = from_pair(f"105{check}0", f"{number}1")
    assert (account.branch, int(account.number), len(account.number)) == ("058", number, 7)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "10530",
        "10530-12345670",
        "12345-12345671",
        "20530-12345671",
        "10531-12345671",
        "10530-123456781",
        "1-0",
        "あ",
    ],
)
def test_wrong_shapes_are_refused_with_an_example_that_is_taken(typed: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_pair(typed)
    assert refusal.value.example == PAIR_EXAMPLE
    assert read_pair(refusal.value.example) == SAVINGS


def test_a_giro_number_of_eight_digits_is_refused_with_a_giro_example() -> None:
    with pytest.raises(Refusal, match="7桁") as refusal:
        from_pair("00530", "12345678")
    assert refusal.value.example == GIRO_EXAMPLE
    assert read_pair(GIRO_EXAMPLE).type == "当座"


def test_a_symbol_that_leads_to_no_branch_is_refused() -> None:
    with pytest.raises(Refusal, match="288"):
        from_pair("12880", "12345671")


@pytest.mark.parametrize(
    "typed", ["058", "０５８", "〇五八", "○五八", "0五八", "零五八", "店番058", "058店", "〇五八支店", "レイゴハチ"]
)
def test_one_branch_in_many_writings_is_one_branch(typed: str) -> None:
    assert read_branch(typed) == "058"
    assert of_branch(read_branch(typed), read_number("１２３４５６７")) == SAVINGS


@given(st.sampled_from(search_branches(YUCHO, "ゼロ") + search_branches(YUCHO, "ナナ")), st.data())
def test_every_branch_is_read_from_its_name_and_its_kana(found: Branch, data: st.DataObject) -> None:
    assert read_branch(found.name) == read_branch(data.draw(kana_typed(found.kana))) == found.code


def test_branches_with_nine_at_the_end_keep_giro_accounts() -> None:
    assert of_branch(read_branch("〇五九"), read_number("123456")) == Account(YUCHO, "059", "当座", "0123456")


@pytest.mark.parametrize("typed", ["", "五八", "0588", "新宿", "288", "ゼロゴ", "058a"])
def test_what_is_no_branch_is_refused_with_examples_that_are_taken(typed: str) -> None:
    with pytest.raises(Refusal, match="店番"):
        read_branch(typed)
    assert {read_branch(example) for example in BRANCH_EXAMPLE.split("、")} == {"058"}
