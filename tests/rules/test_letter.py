"""Fiscal years, official days, numbers, issuers and periods of a 委嘱状; the conditions say what the rules say."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.texts import text
from rules.conditions import key_terms, version_words
from rules.fiscal_year import era_day, fiscal_year, last_day, year_to_prepare, year_words
from rules.letter import issuer_of, letter_number, period_of
from rules.schemes import SCHEMES, Hourly


@pytest.mark.parametrize(
    ("day", "year", "prepared"),
    [("2026-03-31", 2025, 2026), ("2026-04-01", 2026, 2026), ("2027-02-28", 2026, 2026), ("2027-03-01", 2026, 2027)],
)
def test_a_fiscal_year_begins_in_april_and_the_next_is_prepared_from_march(day: str, year: int, prepared: int) -> None:
    assert fiscal_year(date.fromisoformat(day)) == year
    assert year_to_prepare(date.fromisoformat(day)) == prepared


def test_days_and_years_are_written_in_the_japanese_count() -> None:
    assert era_day(date(2026, 11, 24)) == "令和8年11月24日"
    assert era_day(date(2019, 5, 1)) == "令和元年5月1日"
    assert era_day(date(2019, 4, 30)) == "平成31年4月30日"
    assert year_words(2026) == "令和8年度"
    assert last_day(2026) == date(2027, 3, 31)


def test_a_number_names_office_year_and_the_running_number() -> None:
    assert letter_number("関東", 2026, 12) == "関東専派8第0012号"
    assert letter_number("関東", 2026, 12, "{area}第{n}号") == "関東第12号"


def test_an_office_may_have_an_issuer_of_its_own() -> None:
    data = {
        "issuer": {"organisation": ["本部", "{area}事務局"], "title": "長", "name": "見本 一郎"},
        "issuers": {"関東": {"organisation": ["関東"], "title": "所長", "name": "例示 二郎"}},
    }
    assert issuer_of("近畿", data).organisation == ("本部", "近畿事務局")
    assert issuer_of("関東", data).name == "例示 二郎"


def test_a_period_covers_the_days_since_the_consent_but_none_before_april() -> None:
    consented, issued = date(2026, 11, 20), date(2026, 11, 24)
    assert period_of(2026, consented, issued) == (consented, date(2027, 3, 31))
    assert period_of(2026, consented, issued, "issue") == (issued, date(2027, 3, 31))
    assert period_of(2027, date(2027, 3, 5), date(2027, 3, 20)) == (date(2027, 4, 1), date(2028, 3, 31))


def test_the_text_of_the_conditions_says_the_figures_of_the_rules() -> None:
    words = text("conditions").words
    pay = SCHEMES["R3"].pay
    assert isinstance(pay, Hourly)
    for figure in (f"{pay.yen:,}円", f"{pay.cap:,}円", f"{pay.step}分未満"):
        assert figure in words
    assert dict(key_terms(SCHEMES["R3"]))["上限"] == "31,680円"


def test_a_scheme_of_one_sum_a_visit_has_neither_cap_nor_steps() -> None:
    assert key_terms(SCHEMES["R4"])[0] == ("謝金", "1回26,400円（税込）")
    assert {"上限", "端数"}.isdisjoint(dict(key_terms(SCHEMES["R4"])))


def test_a_version_that_is_a_day_is_written_as_one() -> None:
    assert version_words("2026-11-24") == "2026年11月24日版"
    assert version_words("第3") == "第3版"
