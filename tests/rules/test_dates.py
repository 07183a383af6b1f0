"""Days, months and periods as people write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import dates
from rules.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昭和43年3月5日", "1968-03-05"),
        ("S43.3.5", "1968-03-05"),
        ("s43/3/5", "1968-03-05"),
        ("19680305", "1968-03-05"),
        ("1968-3-5", "1968-03-05"),
        ("1968年3月5日", "1968-03-05"),
        ("１９６８／０３／０５", "1968-03-05"),
        ("Ｓ４３．３．５", "1968-03-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("令和 8年 11月 24日(火)", "2026-11-24"),
        ("平成31年4月30日", "2019-04-30"),
        ("平成32年3月31日", "2020-03-31"),
        ("昭和64年1月7日", "1989-01-07"),
        ("大正1年7月30日", "1912-07-30"),
        ("2024-02-29", "2024-02-29"),
        ("2026ー11ー24", "2026-11-24"),
    ],
)
def test_a_day_is_read_in_any_common_way(text: str, day: str) -> None:
    assert dates.day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "あした",
        "令和11年の3月すえ",
        "2023-02-29",
        "2026年13月1日",
        "令和0年1月1日",
        "令和1年4月30日",
        "😀",
        "2026-11",
        "1" * 400,
    ],
)
def test_what_is_no_day_is_refused_with_an_example_that_can_be_read(text: str) -> None:
    with pytest.raises(Refusal) as no:
        dates.day(text)
    for example in no.value.example.split("、"):
        assert dates.day(example)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2015年4月", "2015-04"),
        ("2015/4", "2015-04"),
        ("201504", "2015-04"),
        ("２０１５．４", "2015-04"),
        ("H27.4", "2015-04"),
        ("平成27年4月", "2015-04"),
        ("R3.4", "2021-04"),
        ("令和元年5月", "2019-05"),
    ],
)
def test_a_month_is_read_in_any_common_way(text: str, month: str) -> None:
    assert dates.month(text) == month


@pytest.mark.parametrize("text", ["", "2015", "2015年0月", "2015/13", "0000/1", "四月", "2015-04-01"])
def test_what_is_no_month_is_refused_with_an_example_that_can_be_read(text: str) -> None:
    with pytest.raises(Refusal) as no:
        dates.month(text)
    for example in no.value.example.split("、"):
        assert dates.month(example)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2015年4月〜2019年3月", ("2015-04", "2019-03")),
        ("2015年4月~2019年3月", ("2015-04", "2019-03")),
        ("2015/4-2019/3", ("2015-04", "2019-03")),
        ("2015-04-2019-03", ("2015-04", "2019-03")),
        ("2015年4月ー2019年3月", ("2015-04", "2019-03")),
        ("H27.4 から H31.3 まで", ("2015-04", "2019-03")),
        ("2015年4月から現在まで", ("2015-04", "")),
        ("2015年4月〜現在", ("2015-04", "")),
        ("201504-現在", ("2015-04", "")),
        ("2015年4月", ("2015-04", None)),
        ("2015年4月〜", ("2015-04", None)),
        ("現在まで", ("", None)),
    ],
)
def test_a_period_is_read_with_its_end_or_without(text: str, span: tuple[str, str | None]) -> None:
    assert dates.period(text) == span


@pytest.mark.parametrize("text", ["", "〜", "2015年4月〜来年", "昔〜2019年3月", "10年くらい"])
def test_what_is_no_period_is_refused_with_an_example_that_can_be_read(text: str) -> None:
    with pytest.raises(Refusal) as no:
        dates.period(text)
    assert all(dates.period(example) for example in no.value.example.split("、"))


def test_a_day_is_said_in_both_counts_of_years() -> None:
    assert dates.day_words("1968-03-05") == "1968年3月5日（昭和43年）"
    assert dates.day_words("2019-05-01") == "2019年5月1日（令和元年）"
    assert dates.day_words("2019-04-30") == "2019年4月30日（平成31年）"
    assert dates.month_words("2015-04") == "2015年4月"


@given(st.dates())
def test_every_day_survives_being_written_and_read(day: object) -> None:
    iso = str(day)
    assert dates.day(iso) == dates.day(iso.replace("-", "/")) == dates.day(iso.replace("-", "")) == iso


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (dates.day, dates.month, dates.period):
        with suppress(Refusal):
            assert read(text)
