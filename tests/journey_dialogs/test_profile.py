"""「プロフィール登録」 as a conversation: every branch to the end, and every kind of answer that cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conversations.events import Other, Placed
from conversations.play import Conversation, pdf, photo, play, restart, tap
from conversations.registration.chapters import ORDER
from conversations.registration.facts import ProfileFacts
from conversations.registration.person import full, in_parts
from conversations.registration.profile import ASKED, PROFILE
from conversations.texts import text
from storage.registrations import Registration
from tests.journey_dialogs.conftest import drawable

FACTS = ProfileFacts(Registration("r", "p", "a", "i", "関東", state="DRAFT"), "サンプル商工会議所", date(2026, 11, 24))
CONSENTS = (tap("同意する"), tap("同意する"))
DONE = "入力を終える"
QUALIFIED = (
    *CONSENTS,
    tap("ア 公的資格"),
    tap("税理士"),
    "第412345号",
    "令和11年3月31日",
    photo("c1"),
    pdf("c2"),
    DONE,
)
REST = ("試験　太郎", "しけん　たろう", "製造業で20年。", DONE, photo("me"))
EMPLOYED = (*CONSENTS, tap("イ 会社等での実務経験"))
SUPPORTED = (*CONSENTS, tap("ウ 中小企業者等の支援"))
TEACHING = (*CONSENTS, tap("エ 指導・教育・研究"))


def employer(period: str, name: str = "サンプル工業") -> tuple[str, ...]:
    return (name, "生産技術部長", period)


def more_employers(n: int, name: str) -> tuple[Any, ...]:
    rows = [(*employer(f"{2000 + 2 * row}年4月〜{2002 + 2 * row}年3月", name), tap("はい")) for row in range(n)]
    return tuple(event for row in rows for event in row)[:-1]


def profile(*events: Any) -> Conversation:
    return play(PROFILE, *events, facts=FACTS)


def rows(said: Conversation) -> dict[str, str]:
    return {row.label: row.value for section in said.card.sections for row in section.rows}


def test_the_profile_of_a_qualified_expert_from_the_consents_to_the_review() -> None:
    said = profile(*QUALIFIED, *REST)
    assert said.step == "review"
    assert rows(said) == {
        "個人情報の取扱い": "同意済み（2026-11-24）",
        "利用規約": "同意済み（2026-11-24）",
        "登録要件": "ア 公的資格",
        "資格": "税理士",
        "登録番号": "第412345号",
        "有効期限": "2029年3月31日（令和11年）",
        "証明書": "写真ほか 計2件",
        "氏名": "試験 太郎",
        "フリガナ": "シケン タロウ",
        "略歴": "製造業で20年。",
        "プロフィール写真": "写真",
    }
    assert said.card.note is not None
    assert said.card.note.text == "サンプル商工会議所が内容を確認します。3営業日ほどでお知らせします。"
    said.hear(tap("送信する"))
    assert said.finished


def test_every_question_of_every_branch_can_be_drawn() -> None:
    long = "長" * 60
    branches: tuple[tuple[Any, ...], ...] = (
        (*QUALIFIED[:2], tap("ア 公的資格"), tap("その他公的資格"), long, "番" * 40, tap("スキップ"), photo("c"), DONE),
        (*EMPLOYED, *more_employers(10, long), tap("いいえ"), pdf("cv"), DONE),
        (*SUPPORTED, tap("相応の実績"), "実" * 400, DONE),
        (*TEACHING, long, long, "2018年4月〜現在まで", tap("いいえ"), photo("proof"), DONE),
    )
    for branch in branches:
        said = profile(*branch, "試" * 30, "1", *REST[1:])
        assert said.step == "review"
        assert len(drawable(said.said)) > 10


def test_sending_takes_a_tap() -> None:
    said = profile(*QUALIFIED, *REST, "送信する")
    assert not said.finished
    assert said.trouble is not None


def test_the_fields_are_in_the_five_chapters_in_their_order() -> None:
    assert list(PROFILE.chapters) == [chapter for chapter in ORDER if chapter in PROFILE.chapters]
    assert {field.chapter for field in ASKED} == set(PROFILE.chapters)


@pytest.mark.parametrize("step", ["personal_information", "terms_of_use"])
def test_a_consent_keeps_version_hash_and_time(step: str) -> None:
    kept = profile(*CONSENTS).answers[step]
    assert (kept["version"], kept["hash"]) == (text(step).version, text(step).hash)
    assert kept["at"] > 0


@pytest.mark.parametrize("event", ["同意する", "はい", photo(), tap("同意しない")])
def test_without_a_tap_on_agreeing_nothing_goes_on(event: Any) -> None:
    said = profile(event)
    assert said.step == "personal_information"
    assert said.trouble is not None


def test_the_whole_text_of_a_consent_can_be_opened() -> None:
    assert "全文を読む" in profile().labels


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
    assert said.step == "name"
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
    said = profile(*EMPLOYED, *employer("2012年4月〜現在まで"), tap("いいえ"), pdf("cv"), DONE, *REST)
    assert "サンプル工業" in rows(said)["職歴"]
    assert rows(said)["職歴の書類"] == "PDF"
    assert "資格" not in rows(said)


def test_three_years_of_support_are_enough() -> None:
    said = profile(*SUPPORTED, tap("3年以上の経験"), "販路開拓の支援", "2020年1月〜2022年12月", tap("いいえ"), *REST)
    assert said.step == "review"
    short = profile(*SUPPORTED, tap("3年以上の経験"), "販路開拓の支援", "2020年2月〜2022年12月", tap("いいえ"))
    assert "あと1か月" in short.last_words


def test_an_equivalent_record_is_told_in_words() -> None:
    said = profile(*SUPPORTED, tap("相応の実績"), "5社の商品開発を支援しました。", DONE, *REST)
    assert rows(said)["支援の経験"] == "相応の実績\n5社の商品開発を支援しました。"


def test_five_years_of_teaching_are_enough() -> None:
    said = profile(
        *TEACHING, "見本技術専門校", "講師", "2018年4月〜現在まで", tap("いいえ"), photo("proof"), DONE, *REST
    )
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


@pytest.mark.parametrize(
    ("typed", "choice", "parts"),
    [
        ("試験太郎", "試験／太郎", ("試験", "太郎")),
        ("ジョン ポール スミス", "ジョン／ポール スミス", ("ジョン", "ポール スミス")),
    ],
)
def test_a_name_whose_parts_are_not_plain_is_asked_where_it_parts(
    typed: str, choice: str, parts: tuple[str, str]
) -> None:
    said = profile(*QUALIFIED, typed)
    assert said.step == "name_parts"
    said.hear(tap(choice))
    assert said.step == "kana"
    assert in_parts(said.answers, "name") == parts
    assert full(said.answers, "name") == " ".join(parts)


def test_a_mended_name_forgets_where_the_old_one_parted() -> None:
    said = profile(*QUALIFIED, "試験太郎", tap("試験／太郎"), *REST[1:], tap("直す", row="氏名"), "見本 花子")
    assert said.step == "review"
    assert rows(said)["氏名"] == "見本 花子"
    assert "name_parts" not in said.answers


@pytest.mark.parametrize("typed", ["😀", "試験😀 太郎", "林", "試験 太郎2", "あ" * 41 + " い"])
def test_a_name_that_cannot_be_taken_is_asked_again_with_an_example(typed: str) -> None:
    said = profile(*QUALIFIED, typed)
    assert said.step == "name"
    assert said.trouble is not None
    assert "試験 太郎" in said.card.example


@pytest.mark.parametrize("typed", ["𠮷田 髙﨑", "葛\U000e0100城 太郎", "\ufa10田 \ufa19子"])
def test_rare_and_old_characters_are_kept(typed: str) -> None:
    assert profile(*QUALIFIED, typed).answers["name"] == typed


@pytest.mark.parametrize("typed", ["シケン タロウ", "しけん　たろう", "ｼｹﾝ ﾀﾛｳ"])
def test_readings_become_full_width_katakana(typed: str) -> None:
    assert profile(*QUALIFIED, "試験 太郎", typed).answers["kana"] == "シケン タロウ"


@pytest.mark.parametrize("typed", ["試験 太郎", "Shiken Taro", "シケン１"])
def test_a_reading_that_is_no_kana_is_asked_again(typed: str) -> None:
    said = profile(*QUALIFIED, "試験 太郎", typed)
    assert said.step == "kana"
    assert said.trouble is not None
    assert "シケン タロウ" in said.card.example


def test_a_long_biography_is_cut_by_its_writer_and_nothing_is_lost() -> None:
    said = profile(*QUALIFIED, *REST[:2], "あ" * 300, "い" * 200)
    assert said.step == "biography"
    assert "あと101文字だけ短く" in said.last_words
    said.hear(DONE)
    assert said.step == "biography"
    assert said.trouble is not None


@pytest.mark.parametrize("event", ["写真です", pdf("me"), photo("", problem="too_big"), Other("video")])
def test_what_is_no_picture_is_not_a_portrait(event: Any) -> None:
    said = profile(*QUALIFIED, *REST[:4], event)
    assert said.step == "photo"
    assert said.trouble is not None


def test_the_draft_survives_a_restart() -> None:
    said = profile(*QUALIFIED, restart())
    assert said.step == "name"
    assert said.answers["qualification"] == "税理士"


def sent_before(fields: Sequence[str]) -> tuple[ProfileFacts, dict[str, Any]]:
    answers = profile(*QUALIFIED, *REST).answers
    it = replace(
        FACTS.registration, state="RETURNED", profile=answers, returned=list(fields), reason="ご確認ください。"
    )
    return replace(FACTS, registration=it), answers


def test_a_returned_registration_asks_exactly_the_returned_fields_and_shows_before_and_after() -> None:
    facts, before = sent_before(["登録番号", "フリガナ"])
    said = play(PROFILE, facts=facts)
    assert said.step == "qualification_number"
    assert said.card.note is not None
    assert said.card.note.text == "ご確認ください。"
    said.hear("第9号")
    assert said.step == "kana"
    said.hear("しけん たろお")
    assert said.step == "review"
    assert [(c.field, c.before, c.after) for c in said.card.changes] == [
        ("登録番号", "第412345号", "第9号"),
        ("フリガナ", "シケン タロウ", "シケン タロオ"),
    ]
    said.hear(tap("送信する"))
    assert said.finished
    mended = {"qualification_number": "第9号", "kana": "シケン タロオ", "review": "send"}
    assert {**said.answers, "review": "send"} == {**before, **mended}


def test_a_returned_requirement_may_become_another_with_its_own_evidence() -> None:
    facts, _ = sent_before(["登録要件"])
    said = play(
        PROFILE,
        tap("イ 会社等での実務経験"),
        *employer("2012年4月〜現在まで"),
        tap("いいえ"),
        pdf("cv"),
        DONE,
        facts=facts,
    )
    assert said.step == "review"
    assert said.answers["requirement"] == "イ"
