"""Every prefecture has one office; names are read with and without 都 府 県."""

from __future__ import annotations

import pytest

from rules.offices import OFFICES, PREFECTURES, office_of, read_area, read_prefecture
from rules.refusal import Refusal


def test_the_eight_offices_serve_the_47_prefectures_each_once() -> None:
    assert list(OFFICES) == ["北海道", "東北", "関東", "中部", "近畿", "中国", "四国", "九州・沖縄"]
    assert len(PREFECTURES) == len(set(PREFECTURES)) == 47
    assert sum(len(o.prefectures) for o in OFFICES.values()) == 47


@pytest.mark.parametrize(
    ("prefecture", "area"),
    [
        ("東京都", "関東"),
        ("静岡県", "関東"),
        ("新潟県", "関東"),
        ("福井県", "近畿"),
        ("三重県", "中部"),
        ("沖縄県", "九州・沖縄"),
    ],
)
def test_border_prefectures_go_to_the_office_of_the_table(prefecture: str, area: str) -> None:
    assert office_of(prefecture).area == area


def test_each_office_has_an_address_of_its_own() -> None:
    assert len({o.mail for o in OFFICES.values()}) == 8
    assert office_of("東京都").mail == "nw_kantou@pasona.co.jp"


@pytest.mark.parametrize("prefecture", PREFECTURES)
def test_prefectures_are_read_with_and_without_their_ending(prefecture: str) -> None:
    assert read_prefecture(prefecture) == prefecture
    assert read_prefecture(f" {prefecture}　") == prefecture
    assert read_prefecture(prefecture if prefecture == "北海道" else prefecture[:-1]) == prefecture


@pytest.mark.parametrize("text", ["", "東", "京都県", "江戸", "東京 神奈川"])
def test_what_is_no_prefecture_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match="都道府県") as refusal:
        read_prefecture(text)
    assert refusal.value.example == "東京都"


@pytest.mark.parametrize(
    ("text", "area"), [("関東", "関東"), ("近畿エリア", "近畿"), ("広島", "中国"), ("沖縄県", "九州・沖縄")]
)
def test_an_area_is_read_from_its_name_or_a_prefecture(text: str, area: str) -> None:
    assert read_area(text) == area
