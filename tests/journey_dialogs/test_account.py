"""謝金の振込口座: ゆうちょ both ways, other banks by search, later; and what nobody could pay to is asked again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.events import Other, Typed
from conversations.kinds import More
from conversations.play import Conversation, photo, play, tap
from conversations.registration.account import FIELDS
from conversations.registration.profile import PROFILE
from conversations.registration.transfer import account_of, is_payable, other_holder, words_of
from conversations.sheet import Given
from rules.accounts import Account
from rules.refusal import Refusal
from tests.journey_dialogs.conftest import drawable
from tests.journey_dialogs.filled import ACCOUNT, BEFORE_ACCOUNT, FACTS, QUALIFIED, profile, rows

PAIR = tap("ゆうちょ（記号・番号）")
BRANCH = tap("ゆうちょ（店番・番号）")
OTHER = tap("ほかの金融機関")
MIZUHO = (OTHER, "みずほ銀行", tap("みずほ銀行（0001）"))


def asked(*events: Any) -> Conversation:
    return profile(*QUALIFIED, *BEFORE_ACCOUNT, *events)


def account(*events: Any) -> Account:
    found = account_of(asked(*events).answers)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "typed", ["10530-12345671", "記号10530 番号12345671", "１０５３０−１２３４５６７１", "10530-2-12345671"]
)
def test_a_pass_book_of_yucho_becomes_an_account_that_is_said_before_it_is_sent(typed: str) -> None:
    said = asked(PAIR, typed)
    assert said.step == "holder"
    assert "ゆうちょ銀行 〇五八店（058） 普通 1234567の名義" in said.card.text
    assert account_of(said.answers) == Account("9900", "058", "普通", "1234567")


def test_a_giro_account_keeps_its_number() -> None:
    assert account(PAIR, "00530-123456") == Account("9900", "059", "当座", "0123456")


@pytest.mark.parametrize("typed", ["058", "〇五八", "ゼロゴハチ", "店番058"])
def test_a_branch_of_yucho_is_read_in_figures_kanji_and_kana(typed: str) -> None:
    assert account(BRANCH, typed, "1234567") == Account("9900", "058", "普通", "1234567")


def test_a_bank_and_a_branch_are_searched_and_the_short_number_is_padded_and_said() -> None:
    said = asked(*MIZUHO, "しんじゅく")
    assert said.step == "branch"
    said = asked(*MIZUHO, "240", "1", tap("普通"), "12345")
    assert said.step == "account_number"
    assert "先頭に0を2つ補い、0012345として登録します。" in said.card.text
    said.hear(tap("はい"))
    assert said.step == "holder"
    assert account_of(said.answers) == Account("0001", "240", "普通", "0012345")


def test_what_is_in_no_list_is_given_by_its_codes() -> None:
    said = asked(OTHER, "どこにもない金庫", tap("見つからない"))
    assert said.step == "bank_code"
    said = asked(OTHER, "どこにもない金庫", tap("見つからない"), "9998", "123", tap("当座"), "1234567")
    assert account_of(said.answers) == Account("9998", "123", "当座", "1234567")
    said = asked(*MIZUHO, "どこにもない支店", tap("見つからない"), "９９９", tap("普通"), "1234567")
    assert account_of(said.answers) == Account("0001", "999", "普通", "1234567")
    assert words_of(Account("9998", "123", "当座", "1234567"), masked=True) == "金融機関9998 支店（123） 当座 •••••67"


def test_another_bank_forgets_the_branch_of_the_first() -> None:
    said = asked(*MIZUHO, "240", "1", "戻る", "戻る", "りそな銀行", "1")
    assert said.step == "branch"
    assert "branch" not in said.answers


@pytest.mark.parametrize("event", ["", "😀", Other("sticker"), photo(), "はい", "－－－"], ids=repr)
@pytest.mark.parametrize(
    "before", [(), (PAIR,), (BRANCH,), (OTHER,), (BRANCH, "058"), (BRANCH, "058", "1234567")], ids=len
)
def test_what_is_no_account_is_asked_again(before: tuple[Any, ...], event: Any) -> None:
    said = asked(*before)
    step, number = said.step, said.answers.get("account_number")
    said.hear(event)
    assert said.step == step or (step == "holder" and event == "はい")
    assert said.answers.get("account_number") == number


@pytest.mark.parametrize("typed", ["試験 太郎", "シケン タロウ" * 6, "しけん😀"])
def test_a_holder_that_no_bank_could_write_is_asked_again(typed: str) -> None:
    said = asked(BRANCH, "058", "1234567", typed)
    assert said.step == "holder"
    assert said.trouble is not None
    assert said.card.example == "シケン タロウ"


def test_the_holder_is_folded_and_the_reading_is_offered_as_a_button() -> None:
    said = asked(BRANCH, "058", "1234567")
    assert said.labels[0] == "ｼｹﾝ ﾀﾛｳ"
    said.hear("しけん　たろう")
    assert said.answers["holder"] == "ｼｹﾝ ﾀﾛｳ"
    assert not other_holder(said.answers)


def test_another_holder_is_taken_and_flagged() -> None:
    said = asked(BRANCH, "058", "1234567", "ミホン　ハナコ")
    assert said.step == "review"
    assert other_holder(said.answers)


def test_the_account_may_come_later_and_the_review_says_so() -> None:
    said = asked(tap("あとで入力"))
    assert said.step == "review"
    assert rows(said)["謝金の振込口座"] == "あとで入力"
    assert said.card.subtitle == "謝金の振込口座のほかは、すべて入力済みです。"
    assert not is_payable(said.answers)
    said.hear(tap("直す", row="謝金の振込口座"))
    assert said.step == "account_at"
    for event in ACCOUNT:
        said.hear(event)
    assert said.step == "review"
    assert is_payable(said.answers)


def test_a_returned_account_may_become_another_one() -> None:
    answers = asked(*ACCOUNT).answers
    it = replace(
        FACTS.registration, state="RETURNED", profile=answers, returned=["謝金の振込口座"], reason="ご確認ください。"
    )
    said = play(PROFILE, BRANCH, "〇五八", "7654321", tap("ｼｹﾝ ﾀﾛｳ"), facts=replace(FACTS, registration=it))
    assert said.step == "review"
    (change,) = said.card.changes
    assert (change.before, change.after) == (
        "ゆうちょ銀行 〇五八店（058） 普通 •••••67",
        "ゆうちょ銀行 〇五八店（058） 普通 •••••21",
    )


def test_every_question_of_the_account_can_be_drawn_and_entered_on_a_page() -> None:
    said = asked(OTHER, "信金", tap("もっと見る"), *MIZUHO[1:], "支店", "東", tap("もっと見る"))
    assert all(show.cards[0].buttons[-1].label == "ページで入力" for _, show in said.asked[-7:])
    assert len(drawable(said.said)) > 30


@pytest.mark.parametrize("step", FIELDS[0].steps, ids=lambda step: step.name)
@given(text=st.text(max_size=40) | st.from_regex("[0-9０-９ー-]{0,16}|[ァ-ヶー　]{0,40}", fullmatch=True))
def test_any_text_is_an_answer_or_a_refusal_in_words(step: Any, text: str) -> None:
    answers = Given({"account_at": "bank", "bank": "0001", "kana": "シケン タロウ"})
    with suppress(Refusal):
        value = step.answer.read(Typed(text, "m"), None, answers, FACTS)
        assert isinstance(value, More) or isinstance(step.answer.show(value, answers, FACTS), str)
