"""Months of practice: merged before adding, counted to the day of asking, and what is missing said with its number."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.careers import Spell, duration_words, merged, month_number, total_months
from rules.refusal import Refusal
from rules.requirements import QUALIFICATIONS, REQUIREMENTS, check_practice, judged_by_secretariat, short_by

TODAY = date(2026, 11, 24)

months = st.builds(lambda y, m: f"{y:04}-{m:02}", st.integers(1950, 2030), st.integers(1, 12))
spells = st.builds(Spell, months, st.one_of(st.just(""), months))
days = st.dates(date(1960, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("periods", "sum_of_months"),
    [
        ([("2016-04", "2026-03")], 120),
        ([("2020-01", "2020-01")], 1),
        ([("2020-01", "2020-12"), ("2020-07", "2021-06")], 18),
        ([("2020-01", "2020-12"), ("2020-03", "2020-05")], 12),
        ([("2020-01", "2020-06"), ("2020-07", "2020-12")], 12),
        ([("2020-01", "2020-06"), ("2021-01", "2021-06")], 12),
        ([("2026-10", "")], 1),
        ([("2026-11", "")], 0),
        ([("2026-10", "2026-11")], 1),
        ([("2026-12", "2027-12")], 0),
        ([("2021-06", "2020-01")], 0),
        ([], 0),
    ],
)
def test_periods_are_added_in_whole_months(periods: list[tuple[str, str]], sum_of_months: int) -> None:
    assert total_months([Spell(*p) for p in periods], TODAY) == sum_of_months


def test_the_running_month_counts_on_its_last_day() -> None:
    assert total_months([Spell("2026-11")], date(2026, 11, 29)) == 0
    assert total_months([Spell("2026-11")], date(2026, 11, 30)) == 1
    assert total_months([Spell("2026-12")], date(2026, 12, 31)) == 1


@given(st.lists(spells, max_size=8), days)
def test_the_sum_is_the_number_of_different_months_worked(periods: list[Spell], today: date) -> None:
    over = (today.year * 12 + today.month - 1) + (1 if (today.day, today.month) in _LAST_DAYS(today.year) else 0)
    worked = {
        n
        for s in periods
        for n in range(month_number(s.first), min(over, month_number(s.last) + 1 if s.last else over))
    }
    assert total_months(periods, today) == len(worked)


@given(st.lists(spells, max_size=8), days)
def test_merged_ranges_are_in_order_and_apart(periods: list[Spell], today: date) -> None:
    ranges = merged(periods, today)
    assert all(start < end for start, end in ranges)
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


@given(st.lists(spells, max_size=6), spells, days)
def test_one_more_period_never_makes_the_sum_smaller(periods: list[Spell], more: Spell, today: date) -> None:
    assert total_months([*periods, more], today) >= total_months(periods, today)


@pytest.mark.parametrize(("letter", "enough"), [("イ", 120), ("ウ", 36), ("エ", 60)])
def test_the_last_missing_month_decides(letter: str, enough: int) -> None:
    last = month_number("2000-01") + enough - 1
    just = [Spell("2000-01", f"{last // 12}-{last % 12 + 1:02}")]
    short = [Spell("2000-02", just[0].last)]
    check_practice(letter, just, TODAY)
    assert short_by(letter, just, TODAY) == 0
    assert short_by(letter, short, TODAY) == 1
    with pytest.raises(Refusal, match="あと1か月です"):
        check_practice(letter, short, TODAY)


def test_the_words_say_what_there_is_and_what_is_missing() -> None:
    with pytest.raises(Refusal) as refusal:
        check_practice("イ", [Spell("2018-01", "2026-06")], TODAY)
    assert refusal.value.words.startswith("期間の合計は8年6か月です。10年まで、あと18か月です。")


def test_a_qualification_asks_for_no_months() -> None:
    check_practice("ア", [], TODAY)
    assert list(REQUIREMENTS) == ["ア", "イ", "ウ", "エ"]
    assert QUALIFICATIONS == ("中小企業診断士", "税理士", "公認会計士", "弁護士", "技術士", "その他公的資格")


def test_only_other_qualifications_and_equivalent_records_need_a_judgement() -> None:
    assert [q for q in QUALIFICATIONS if judged_by_secretariat("ア", qualification=q)] == ["その他公的資格"]
    assert "実績" in judged_by_secretariat("ウ", equivalent=True)
    assert judged_by_secretariat("ウ") == judged_by_secretariat("イ", equivalent=True) == ""


@pytest.mark.parametrize(("n", "words"), [(0, "0か月"), (5, "5か月"), (24, "2年"), (130, "10年10か月")])
def test_durations_in_words(n: int, words: str) -> None:
    assert duration_words(n) == words


def _LAST_DAYS(year: int) -> set[tuple[int, int]]:
    february = 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return {(d, m + 1) for m, d in enumerate((31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))}
