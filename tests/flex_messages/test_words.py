"""The table of words and how dates, money, spans and names are written."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from flex_messages import words
from flex_messages.cards import Status
from flex_messages.limits.count import graphemes

STATES = """下書き 支援機関の確認中 事務局の確認中 差し戻し 登録済み 不承認 派遣停止中 登録抹消
委嘱条件の確認待ち 委嘱条件に同意済み 委嘱状発行済み 就任承諾書提出済み 委嘱期間満了
打診中 調整中 日程確定 支援中 事業者確認済み 支援終了 報告済み 機関確認済み 検収済み 実施なし 取消
支払保留 謝金対象外 支払対象 振込手続き中 振込済み 振込不能"""


def test_every_button_fits_a_quick_reply_and_stands_once() -> None:
    assert len(words.BUTTONS) == len(set(words.BUTTONS))
    assert max(graphemes(word) for word in words.BUTTONS) <= 20


def test_every_state_of_the_programme_has_its_word() -> None:
    known = {word for road in words.STATES.values() for word, _ in road.values()}
    assert set(STATES.split()) <= known


def test_a_state_is_a_word_with_a_tone() -> None:
    assert words.state("registration", "agency_review") == Status("支援機関の確認中", "accent")
    assert words.state("payment", "HELD") == Status("支払保留", "attention")
    with pytest.raises(KeyError):
        words.state("payment", "LOST")


def test_days_and_spans_are_written_as_people_say_them() -> None:
    start, end = datetime(2026, 11, 24, 14, 0), datetime(2026, 11, 24, 16, 0)
    assert words.day(start) == "11月24日(火)"
    assert words.full_day(date(2027, 3, 31)) == "2027年3月31日(水)"
    assert words.span(start, end) == "11月24日(火) 14:00–16:00"
    assert words.span(start, end, lines=True) == "11月24日(火)\n14:00–16:00"
    assert words.clock(datetime(2026, 11, 24, 9, 5)) == "9:05"
    assert words.month("2015-04") == "2015年4月"


@pytest.mark.parametrize(("minutes", "said"), [(0, "0分"), (19, "19分"), (60, "1時間"), (169, "2時間49分")])
def test_durations(minutes: int, said: str) -> None:
    assert words.minutes(minutes) == said


@pytest.mark.parametrize(
    ("metres", "said"),
    [(0, "約10m"), (42, "約40m"), (122, "約120m"), (994, "約990m"), (995, "約1.0km"), (3420, "約3.4km")],
)
def test_distances_are_said_with_care(metres: float, said: str) -> None:
    assert words.distance(metres) == said


def test_money_and_names() -> None:
    assert words.money(13200) == "13,200円"
    assert words.to("試験", "太郎") == "試験 太郎 様"
    assert words.to("見本") == "見本 様"
