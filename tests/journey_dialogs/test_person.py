"""生年月日, address, telephone, mail and post: what people type is read, asked again with an example, or read back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.dialog import Place
from conversations.events import Chosen, Other, Placed, Typed
from conversations.kinds import More
from conversations.play import Conversation, photo, tap
from conversations.registration.address import FIELDS as ADDRESS
from conversations.registration.address import office_for, town_of
from conversations.registration.birth import FIELDS as BIRTH
from conversations.registration.contact import FIELDS as CONTACT
from conversations.registration.person import full
from conversations.registration.profile import PROFILE
from conversations.sheet import Given
from rules.refusal import Refusal
from tests.journey_dialogs.filled import AT_HOME, BORN, FACTS, NAMED, QUALIFIED, profile

UP_TO: dict[str, tuple[Any, ...]] = {
    "birth": (*QUALIFIED, *NAMED),
    "postal": (*QUALIFIED, *NAMED, BORN),
    "street": (*QUALIFIED, *NAMED, BORN, *AT_HOME[:2]),
    "phone": (*QUALIFIED, *NAMED, BORN, *AT_HOME),
    "mail": (*QUALIFIED, *NAMED, BORN, *AT_HOME, "090-1234-5678"),
    "affiliation": (*QUALIFIED, *NAMED, BORN, *AT_HOME, "090-1234-5678", "taro@example.jp"),
}
NO_WORDS = ("", "　", "😀", Other("sticker"), Other("video"), photo(), Placed(35.0, 139.0))


def asked(step: str, *events: Any) -> Conversation:
    return profile(*UP_TO[step], *events)


@pytest.mark.parametrize("event", NO_WORDS, ids=repr)
@pytest.mark.parametrize("step", UP_TO)
def test_what_is_no_text_is_asked_again_in_words(step: str, event: Any) -> None:
    said = asked(step, event)
    assert said.step == step
    assert said.trouble is not None
    assert said.trouble.words.endswith("。")
    assert said.card.example


@pytest.mark.parametrize("typed", ["鈴木 花子", "鈴木　花子", "鈴木／花子", "1", tap("鈴木／花子")], ids=repr)
def test_where_a_name_parts_is_said_by_a_tap_or_by_the_name_with_a_space(typed: Any) -> None:
    said = profile(*QUALIFIED, "鈴木花子", typed, "すずきはなこ")
    assert said.step == "kana_parts"
    said.hear("ｽｽﾞｷ ﾊﾅｺ")
    assert (full(said.answers, "name"), full(said.answers, "kana")) == ("鈴木 花子", "スズキ ハナコ")


@pytest.mark.parametrize("typed", ["鈴木花子", "佐藤 花子", "鈴 木 花子", "😀"])
def test_what_parts_no_name_is_asked_again(typed: str) -> None:
    said = profile(*QUALIFIED, "鈴木花子", typed)
    assert (said.step, said.card.text) == ("name_parts", "ボタンから選ぶか、間を空けてもう一度お送りください。")
    assert said.trouble is not None


@pytest.mark.parametrize(
    "typed", ["昭和43年3月5日", "S43.3.5", "19680305", "１９６８年３月５日", "1968/3/5", "昭和43年3月5日生まれ"]
)
def test_a_birthday_is_read_in_any_common_writing(typed: str) -> None:
    assert asked("birth", typed).answers["birth"] == "1968-03-05"


def test_a_birthday_is_picked_from_a_calendar_that_ends_18_years_ago() -> None:
    said = asked("birth")
    pick = said.card.buttons[0].tap
    assert (getattr(pick, "initial", ""), getattr(pick, "most", "")) == ("1970-01-01", "2008-11-24")
    said.hear(tap("カレンダーから選ぶ", picked="1968-03-05"))
    assert said.step == "postal"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2020年1月1日", "18歳以上"),
        ("1850.1.1", "1900年より前"),
        ("昭和99年1月1日", ""),
        ("3月5日", ""),
        ("四十八歳", ""),
    ],
)
def test_a_birthday_that_cannot_be_is_asked_again_with_an_example(typed: str, words: str) -> None:
    said = asked("birth", typed)
    assert said.step == "birth"
    assert said.trouble is not None
    assert words in said.trouble.words
    assert "昭和43年" in said.card.example


@pytest.mark.parametrize("typed", ["150-0001", "1500001", "〒１５０−０００１", "150 0001"])
def test_a_postal_code_offers_its_town_to_be_confirmed(typed: str) -> None:
    said = asked("postal", typed)
    assert said.step == "place"
    assert said.labels[:3] == ["東京都渋谷区神宮前", "ほかの住所", "ページで入力"]
    said.hear(tap("東京都渋谷区神宮前"))
    assert said.step == "street"
    assert town_of(said.answers) == ("東京都", "渋谷区", "神宮前")
    assert office_for(said.answers) == "関東"


def test_a_code_of_many_towns_shows_them_in_lists() -> None:
    said = asked("postal", "452-0961")
    assert said.step == "place"
    assert len(said.labels) > 13
    said.hear("2")
    assert said.step == "street"


@pytest.mark.parametrize("before", [("100-8994",), ("150-0001", tap("ほかの住所"))])
def test_what_the_list_does_not_know_is_typed(before: tuple[Any, ...]) -> None:
    said = asked("postal", *before)
    assert said.step == "prefecture"
    for typed in ("とうきょう", "大阪"):
        said.hear(typed)
    assert said.step == "city"
    for typed in ("大阪市北区", "梅田"):
        said.hear(typed)
    assert said.step == "street"
    assert town_of(said.answers) == ("大阪府", "大阪市北区", "梅田")
    assert office_for(said.answers) == "近畿"


def test_another_code_forgets_the_town_and_the_street_of_the_first() -> None:
    said = asked("phone", "戻る", "戻る", "戻る", "530-0001", tap("大阪府大阪市北区梅田"))
    assert said.step == "street"
    assert town_of(said.answers) == ("大阪府", "大阪市北区", "梅田")


@pytest.mark.parametrize("typed", ["12", "東京都渋谷区", "150-00011", "15O-0001"])
def test_a_code_that_is_none_is_asked_again(typed: str) -> None:
    said = asked("postal", typed)
    assert said.step == "postal"
    assert "150-0001" in said.card.example


def test_an_address_may_be_entered_on_a_page() -> None:
    assert "ページで入力" in asked("postal").labels
    assert "ページで入力" in asked("street").labels
    assert "ページで入力" not in asked("phone").labels


def test_a_street_is_folded_and_counted() -> None:
    assert "100文字まで" in asked("street", "あ" * 101).last_words


@pytest.mark.parametrize("typed", ["０９０−１２３４−５６７８", "09012345678", "+81 90 1234 5678", "TEL: 090(1234)5678"])
def test_a_telephone_number_is_read_in_any_common_writing(typed: str) -> None:
    assert asked("phone", typed).answers["phone"] == "+819012345678"


@pytest.mark.parametrize("typed", ["110", "1234", "電話はありません", "090-1234-567", "0" * 60])
def test_a_number_nobody_could_be_called_on_is_asked_again(typed: str) -> None:
    said = asked("phone", typed)
    assert said.step == "phone"
    assert "090-1234-5678" in said.card.example


def test_a_slip_in_a_mail_address_is_offered_and_never_mended_unasked() -> None:
    said = asked("mail", "taro@gmial.com")
    assert said.step == "mail"
    assert "「taro@gmail.com」のお間違いではありませんか。" in said.card.text
    assert profile(*UP_TO["mail"], "taro@gmial.com", tap("はい、直します")).answers["mail"] == "taro@gmail.com"
    assert profile(*UP_TO["mail"], "taro@gmial.com", tap("いいえ、このままです")).answers["mail"] == "taro@gmial.com"
    assert profile(*UP_TO["mail"], "taro@gmial.com", "taro@example.jp").answers["mail"] == "taro@example.jp"


@pytest.mark.parametrize("typed", ["taro", "taro@", "@example.jp", "たろう@example.jp", "a" * 300 + "@example.jp"])
def test_what_is_no_mail_address_is_asked_again(typed: str) -> None:
    said = asked("mail", typed)
    assert said.step == "mail"
    assert said.trouble is not None
    assert "taro@example.jp" in said.card.example


def test_post_and_affiliation_may_be_skipped() -> None:
    said = asked("affiliation", tap("スキップ"))
    assert said.answers["affiliation"] is None
    assert said.step == "areas"


STEPS = [step for field in (*BIRTH, *ADDRESS, *CONTACT) for step in field.steps]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@given(text=st.text(max_size=40) | st.from_regex(r"[0-9０-９ー〒.@年月日-]{0,14}", fullmatch=True))
def test_any_text_is_an_answer_or_a_refusal_in_words(step: Any, text: str) -> None:
    answers = Given({"postal": "1500001"})
    with suppress(Refusal):
        value = step.answer.read(Typed(text, "m"), None, answers, FACTS)
        assert isinstance(value, More) or step.answer.show(value, answers, FACTS)


@given(st.dates().map(lambda d: f"{d.year}年{d.month}月{d.day}日"))
def test_every_birthday_of_the_last_century_is_read_or_refused_for_its_reason(text: str) -> None:
    (step,) = BIRTH[0].steps
    with suppress(Refusal):
        value = step.answer.read(Typed(text, "m"), None, Given(), FACTS)
        assert "1900-01-01" <= value <= "2008-11-24"


@pytest.mark.parametrize("place", PROFILE.places, ids=lambda place: place.name)
def test_no_question_takes_a_tap_that_was_never_drawn(place: Place) -> None:
    with pytest.raises(Refusal):
        place.kind.read(Chosen(("=never",)), None, Given(), FACTS)
