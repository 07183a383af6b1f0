"""Where an expert works: shortcuts, areas and prefectures, typed or chosen, as a list of prefectures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.areas import AREAS, AREAS_EXAMPLE, SHORTCUTS, gathered, places_words, prefectures_of, read_places
from rules.offices import PREFECTURES, office_of
from rules.refusal import Refusal


@pytest.mark.parametrize("home", PREFECTURES)
def test_the_shortcuts_are_own_prefecture_own_area_and_all_of_japan(home: str) -> None:
    own, region, everywhere = (prefectures_of(choice, home) for choice in SHORTCUTS)
    assert own == (home,)
    assert region == office_of(home).prefectures
    assert everywhere == PREFECTURES


def test_the_eight_areas_together_are_all_of_japan() -> None:
    assert gathered(AREAS, "東京都") == list(PREFECTURES)


@pytest.mark.parametrize("choice", ["江戸", "", "東京"])
def test_what_was_never_offered_is_a_fault(choice: str) -> None:
    with pytest.raises(KeyError):
        prefectures_of(choice, "東京都")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("東京 神奈川", "東京都、神奈川県"),
        ("神奈川、東京都　神奈川県", "東京都、神奈川県"),
        ("関東と大阪", "関東の全部、大阪府"),
        ("東京都と京都府", "東京都、京都府"),
        ("九州・沖縄", "九州・沖縄の全部"),
        ("九州", "九州・沖縄の全部"),
        ("福岡・沖縄", "福岡県、沖縄県"),
        ("関西エリア", "近畿の全部"),
        ("中国地方の全部、北海道", "北海道、中国の全部"),
        ("全国", "全国"),
        ("自県のみ", "広島県"),
        ("同じ地域の全部 香川", "中国の全部、香川県"),
        ("岡山,鳥取,島根,広島,山口", "中国の全部"),
    ],
)
def test_typed_places_are_read_and_said_again(typed: str, words: str) -> None:
    assert places_words(read_places(typed, "広島県")) == words


@given(st.sets(st.sampled_from(PREFECTURES), min_size=1))
def test_what_is_said_reads_back_to_the_same_prefectures(chosen: set[str]) -> None:
    places = gathered(chosen, "東京都")
    assert set(places) == chosen
    assert read_places(places_words(places), "東京都") == places


def test_what_cannot_be_read_is_quoted_with_examples_that_can() -> None:
    with pytest.raises(Refusal, match="江戸") as refusal:
        read_places("東京 江戸", "東京都")
    assert refusal.value.example == AREAS_EXAMPLE
    assert read_places(AREAS_EXAMPLE, "東京都") == list(PREFECTURES)
    with pytest.raises(Refusal, match="都道府県"):
        read_places(" 、", "東京都")
