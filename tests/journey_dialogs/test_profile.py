"""「プロフィール登録」 as a conversation: consents, person, review, and what comes back after a return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from conversations.events import Other
from conversations.play import pdf, photo, play, restart, tap
from conversations.registration.chapters import ORDER
from conversations.registration.facts import ProfileFacts
from conversations.registration.person import full, in_parts
from conversations.registration.profile import ASKED, PROFILE
from conversations.texts import text
from tests.journey_dialogs.conftest import drawable
from tests.journey_dialogs.filled import (
    ACCOUNT,
    ACTIVE,
    CONSENTS,
    DECLARED,
    DONE,
    EMPLOYED,
    FACTS,
    NO_RESUME,
    PAST,
    PERSON,
    QUALIFIED,
    REST,
    SHOWN,
    SUPPORTED,
    TEACHING,
    employer,
    more_employers,
    profile,
    rows,
)


def test_the_profile_of_a_qualified_expert_from_the_consents_to_the_review() -> None:
    said = profile(*QUALIFIED, *REST)
    assert said.step == "review"
    assert rows(said) == {
        "個人情報の取扱い": "同意済み（2026年11月24日版）",
        "利用規約": "同意済み（2026年11月24日版）",
        "登録要件": "ア 公的資格",
        "資格": "税理士",
        "登録番号": "第412345号",
        "有効期限": "2029年3月31日（令和11年）",
        "証明書": "写真ほか 計2件",
        "国・自治体からの人件費補助の有無": "なし",
        "反社会的勢力の排除に関する表明・確約": "表明・確約済み（2026年11月24日版）",
        "氏名": "試験 太郎",
        "フリガナ": "シケン タロウ",
        "生年月日": "1968年（昭和43年）",
        "郵便番号": "東京都渋谷区",
        "番地・建物": "入力済み",
        "電話番号": "090-••••-5678",
        "メールアドレス": "t•••@example.jp",
        "所属・役職": "見本経営研究所 代表",
        "活動できる都道府県": "東京都",
        "支援分野": "経営革新、創業",
        "略歴": "製造業で20年。",
        "職務経歴書": "なし",
        "プロフィール写真": "写真",
        "本人確認書類": "運転免許証",
        "謝金の振込口座": "ゆうちょ銀行 〇五八店（058） 普通 •••••67",
    }
    last = said.asked[-1][1].cards[-1]
    assert last.note is not None
    assert last.note.text == "サンプル商工会議所が内容を確認します。3営業日ほどでお知らせします。"
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
    wordy = ("略" * 400, DONE)
    for branch in branches:
        past = wordy if branch[2] == EMPLOYED[2] else (*wordy, NO_RESUME)
        said = profile(*branch, *DECLARED, "試" * 30, "1", *PERSON[1:], *ACTIVE, *past, *SHOWN, *ACCOUNT)
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
    said = profile(*QUALIFIED, *PERSON, *ACTIVE, "あ" * 300, "い" * 200)
    assert said.step == "biography"
    assert "あと101文字だけ短く" in said.last_words
    said.hear(DONE)
    assert said.step == "biography"
    assert said.trouble is not None


@pytest.mark.parametrize("event", ["写真です", pdf("me"), photo("", problem="too_big"), Other("video")])
def test_what_is_no_picture_is_not_a_portrait(event: Any) -> None:
    said = profile(*QUALIFIED, *PERSON, *ACTIVE, *PAST, NO_RESUME, event)
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
