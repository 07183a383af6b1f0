"""登録要件 as a conversation: each of ア〜エ to its evidence, and every answer that cannot be taken there."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.events import Other, Placed
from conversations.play import pdf, photo, play, tap
from conversations.registration.profile import PROFILE
from tests.journey_dialogs.filled import (
    CONSENTS,
    DECLARED,
    DONE,
    EMPLOYED,
    FACTS,
    QUALIFIED,
    REST,
    REST_OF_EMPLOYED,
    SUPPORTED,
    TEACHING,
    employer,
    profile,
    rows,
)


@pytest.mark.parametrize(
    ("typed", "letter"), [("ア", "ア"), ("ｲ", "イ"), ("ウ。", "ウ"), ("4", "エ"), ("公的資格", "ア"), ("オ", "")]
)
def test_a_requirement_is_named_by_its_letter(typed: str, letter: str) -> None:
    said = profile(*CONSENTS, typed)
    assert said.answers["requirement"] == letter if letter else said.trouble


def test_another_qualification_is_asked_its_name() -> None:
    said = profile(*CONSENTS, tap("ア 公的資格"), tap("その他公的資格"))
    assert said.step == "qualification_name"
    said = play(
        PROFILE,
        *CONSENTS,
        tap("ア 公的資格"),
        tap("その他公的資格"),
        "社会保険労務士",
        *QUALIFIED[4:],
        *REST,
        facts=FACTS,
    )
    assert rows(said)["資格"] == "その他公的資格（社会保険労務士）"


def test_the_end_of_a_qualification_may_be_skipped() -> None:
    said = profile(*CONSENTS, tap("ア 公的資格"), tap("弁護士"), "1234", tap("スキップ"))
    assert said.step == "certificates"
    assert said.answers["qualification_until"] is None


@pytest.mark.parametrize("typed", ["昨日くらい", "令和2年3月31日", "2029年13月1日"])
def test_an_end_that_is_no_day_or_is_over_is_asked_again(typed: str) -> None:
    said = profile(*CONSENTS, tap("ア 公的資格"), tap("弁護士"), "1234", typed)
    assert said.step == "qualification_until"
    assert said.trouble is not None
    assert said.card.example


@pytest.mark.parametrize(
    "event",
    [
        "証明書です",
        Other("sticker"),
        Placed(35.0, 139.0),
        photo("", problem="broken"),
        pdf("", problem="encrypted"),
        DONE,
    ],
)
def test_what_is_no_readable_certificate_is_asked_again(event: Any) -> None:
    said = profile(*QUALIFIED[:6], event)
    assert said.step == "certificates"
    assert said.trouble is not None


def test_ten_certificates_are_enough() -> None:
    said = profile(*QUALIFIED[:6], *(photo(f"c{n}") for n in range(10)))
    assert said.step == "subsidy"
    assert len(said.answers["certificates"]) == 10


def test_ten_years_at_several_employers_are_added_up() -> None:
    said = profile(
        *EMPLOYED,
        *employer("2012年4月〜2020年3月"),
        tap("はい"),
        *employer("H32.4〜現在まで", "見本製作所"),
        tap("いいえ"),
    )
    assert said.step == "career_papers"


def test_too_few_years_say_how_many_months_are_missing_and_offer_another_employer() -> None:
    said = profile(*EMPLOYED, *employer("2012年4月〜2020年3月"), tap("いいえ"))
    assert said.step == "careers.more"
    assert "期間の合計は8年です。10年まで、あと24か月です。" in said.last_words
    assert "はい" in said.labels
    said.hear(tap("はい"))
    for typed in employer("2020年4月〜2022年3月"):
        said.hear(typed)
    said.hear(tap("いいえ"))
    assert said.step == "career_papers"


def test_overlapping_employers_count_once() -> None:
    said = profile(
        *EMPLOYED, *employer("2010年1月〜2016年12月"), tap("はい"), *employer("2012年1月〜2018年12月"), tap("いいえ")
    )
    assert "あと12か月" in said.last_words


def test_a_period_may_come_in_two_messages_and_up_to_now() -> None:
    said = profile(*EMPLOYED, "サンプル工業", "部長", "平成20年4月", tap("現在まで"))
    assert said.step == "careers.more"
    assert said.answers["careers"][0]["period"] == {"from": "2008-04", "to": ""}


@pytest.mark.parametrize("typed", ["十年ほど", "2020年4月〜2019年3月", "2020年4月〜2030年3月"])
def test_a_period_that_cannot_be_is_asked_again(typed: str) -> None:
    said = profile(*EMPLOYED, "サンプル工業", "部長", typed)
    assert said.step == "careers.period"
    assert said.trouble is not None
    assert said.card.example


def test_the_employed_send_their_papers_and_the_review_shows_the_careers() -> None:
    said = profile(*EMPLOYED, *employer("2012年4月〜現在まで"), tap("いいえ"), pdf("cv"), DONE, *REST_OF_EMPLOYED)
    assert "サンプル工業" in rows(said)["職歴"]
    assert rows(said)["職歴の書類"] == "PDF"
    assert "資格" not in rows(said)


def test_three_years_of_support_are_enough() -> None:
    enough = ("販路開拓の支援", "2020年1月〜2022年12月", tap("いいえ"))
    said = profile(*SUPPORTED, tap("3年以上の経験"), *enough, *DECLARED, *REST)
    assert said.step == "review"
    short = profile(*SUPPORTED, tap("3年以上の経験"), "販路開拓の支援", "2020年2月〜2022年12月", tap("いいえ"))
    assert "あと1か月" in short.last_words


def test_an_equivalent_record_is_told_in_words() -> None:
    said = profile(*SUPPORTED, tap("相応の実績"), "5社の商品開発を支援しました。", DONE, *DECLARED, *REST)
    assert rows(said)["支援の経験"] == "相応の実績\n5社の商品開発を支援しました。"


def test_five_years_of_teaching_are_enough() -> None:
    taught = ("見本技術専門校", "講師", "2018年4月〜現在まで", tap("いいえ"), photo("proof"), DONE)
    said = profile(*TEACHING, *taught, *DECLARED, *REST)
    assert said.step == "review"
    assert rows(said)["在職証明"] == "写真"
    short = profile(*TEACHING, "見本技術専門校", "講師", "2022年4月〜現在まで", tap("いいえ"))
    assert "あと5か月" in short.last_words


def test_changing_the_requirement_asks_its_evidence_and_drops_the_other() -> None:
    said = profile(*QUALIFIED, *REST, tap("直す", row="登録要件"), tap("イ 会社等での実務経験"))
    assert said.step == "careers.employer"
    for event in (*employer("2012年4月〜現在まで"), tap("いいえ"), pdf("cv"), DONE):
        said.hear(event)
    assert said.step == "review"
    assert "資格" not in rows(said)
    assert "qualification" not in said.answers
    assert set(said.gone) == {"c1", "c2"}
