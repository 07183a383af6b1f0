"""活動できる都道府県, 支援分野, 職務経歴書, 本人確認書類, declarations: what is taken there, and what cannot be."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.events import Other, Typed
from conversations.kinds import More
from conversations.play import Conversation, pdf, photo, tap
from conversations.registration.activity import FIELDS
from conversations.sheet import Given
from rules import identity
from rules.offices import PREFECTURES
from rules.refusal import Refusal
from tests.journey_dialogs.conftest import drawable
from tests.journey_dialogs.filled import (
    ACCOUNT,
    ACTIVE,
    DECLARED,
    FACTS,
    NO_RESUME,
    PAST,
    PERSON,
    QUALIFIED,
    profile,
    rows,
)

AREAS = (*QUALIFIED, *PERSON)
FIELD = (*AREAS, ACTIVE[0])
RESUME = (*AREAS, *ACTIVE, *PAST)
ID = (*RESUME, NO_RESUME, photo("me"))
KANTO = ["茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "山梨県", "長野県", "静岡県"]


def areas(*events: Any) -> Conversation:
    return profile(*AREAS, *events)


@pytest.mark.parametrize(
    ("label", "found"), [("自県のみ", ["東京都"]), ("同じ地域の全部", KANTO), ("全国", list(PREFECTURES))]
)
def test_a_shortcut_is_the_whole_answer_tapped_or_typed(label: str, found: list[str]) -> None:
    for said in (areas(tap(label)), areas(label)):
        assert said.step == "fields"
        assert said.answers["areas"] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("東京 神奈川", ["東京都", "神奈川県"]),
        ("神奈川、東京都", ["東京都", "神奈川県"]),
        ("四国", ["徳島県", "香川県", "愛媛県", "高知県"]),
        ("九州と山口", ["山口県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"]),
    ],
)
def test_names_of_prefectures_and_areas_that_are_typed_are_the_whole_answer(typed: str, found: list[str]) -> None:
    said = areas(typed)
    assert said.step == "fields"
    assert said.answers["areas"] == found


def test_prefectures_are_marked_area_by_area_and_taken_away_again() -> None:
    said = areas(tap("選ぶ", row="四国の全部"), tap("外す", row="高知県"), tap("選ぶ", row="大阪府"), tap("次へ"))
    assert said.answers["areas"] == ["大阪府", "徳島県", "香川県", "愛媛県"]


def test_names_typed_after_a_tap_are_added_to_what_is_marked() -> None:
    said = areas(tap("選ぶ", row="大阪府"), "東京 神奈川")
    assert said.step == "areas"
    said.hear(tap("次へ"))
    assert said.answers["areas"] == ["東京都", "神奈川県", "大阪府"]


def test_all_47_marked_one_by_one_can_still_be_drawn() -> None:
    said = areas(tap("選ぶ", row="大阪府"), "関東 東北 北海道 中部 近畿 中国 四国 九州 沖縄")
    assert len(said.asked[-1][1].cards) == 9
    assert drawable(said.said)


@pytest.mark.parametrize("event", ["", "😀", "東亰", "東京 あたり", "海外", Other("sticker"), photo()], ids=repr)
def test_what_is_no_place_is_asked_again(event: Any) -> None:
    said = areas(event)
    assert said.step == "areas"
    assert said.trouble is not None
    assert said.card.example


def test_nothing_chosen_is_no_answer() -> None:
    assert areas("次へ").trouble is not None


def test_fields_of_support_that_are_typed_are_the_whole_answer() -> None:
    said = profile(*FIELD, "IT 創業 資金繰り")
    assert said.step == "biography"
    assert said.answers["fields"] == ["founding", "turnaround", "it"]


def test_fields_of_support_are_tapped_or_typed_by_any_part_of_their_name() -> None:
    said = profile(*FIELD, tap("IT活用"), "創業 M&A 資金繰り", "10", tap("✓ 創業"), tap("次へ"))
    assert said.answers["fields"] == ["succession", "turnaround", "it", "manufacturing"]


@pytest.mark.parametrize("event", ["", "経営全般", "創業 なんでも", Other("sticker"), photo()], ids=repr)
def test_what_is_no_field_is_asked_again(event: Any) -> None:
    said = profile(*FIELD, event)
    assert said.step == "fields"
    assert said.trouble is not None


@pytest.mark.parametrize("step", [FIELDS[0].steps[0], FIELDS[1].steps[0]], ids=lambda step: step.name)
@given(text=st.text(max_size=40) | st.sampled_from([*PREFECTURES, "関東と大阪", "1,2", "創業・IT"]))
def test_any_text_marks_something_or_is_refused_in_words(step: Any, text: str) -> None:
    answers = Given({"place": "東京都／渋谷区／神宮前"})
    with suppress(Refusal):
        value = step.answer.read(Typed(text, "m"), None, answers, FACTS)
        assert value.partial if isinstance(value, More) else value


def test_a_resume_may_be_added() -> None:
    said = profile(*RESUME, pdf("cv"))
    assert said.step == "photo"
    assert said.answers["resume"]["file"] == "cv"


@pytest.mark.parametrize("event", ["あとで送ります", pdf("", problem="encrypted"), Other("video")])
def test_what_is_no_resume_is_asked_again(event: Any) -> None:
    assert profile(*RESUME, event).step == "resume"


def test_a_picture_of_a_document_is_asked_with_the_day_it_goes() -> None:
    said = profile(*ID)
    assert said.step == "id_kind"
    assert "30日後に削除します" in said.card.text
    said.hear(tap("運転免許証"))
    assert said.card.title == "運転免許証の写真を\nお送りください。"
    assert said.card.note is None


def test_of_a_my_number_card_only_the_front_in_its_cover_is_asked() -> None:
    said = profile(*ID, tap("マイナンバーカード"))
    assert said.card.note is not None
    assert "表面のみを、ケースに入れたまま" in said.card.note.text
    assert "12桁の個人番号" in said.card.note.text


@pytest.mark.parametrize("event", ["1234 5678 9012", pdf("id"), photo("", problem="broken"), Other("sticker")])
def test_what_is_no_picture_of_a_document_is_asked_again(event: Any) -> None:
    said = profile(*ID, tap("旅券"), event)
    assert said.step == "id_picture"
    assert said.trouble is not None


@pytest.mark.parametrize("check", ["interview", "off"])
def test_an_office_may_ask_for_no_picture(check: identity.Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(identity._OF_OFFICE, "関東", check)
    said = profile(*ID)
    assert said.step == "account_at"
    for event in ACCOUNT:
        said.hear(event)
    assert "本人確認書類" not in rows(said)


@pytest.mark.parametrize("event", ["たぶん", photo(), Other("sticker"), ""], ids=repr)
def test_a_subsidy_is_yes_or_no(event: Any) -> None:
    said = profile(*QUALIFIED[:-2], event)
    assert said.step == "subsidy"
    assert said.trouble is not None


@pytest.mark.parametrize("event", ["表明・確約します", "はい", tap("同意しない"), photo()], ids=repr)
def test_the_pledge_takes_its_button(event: Any) -> None:
    said = profile(*QUALIFIED[:-1], event)
    assert said.step == "pledge"
    said.hear(DECLARED[1])
    assert said.step == "name"
    assert said.answers["pledge"]["version"] == "2026-11-24"
