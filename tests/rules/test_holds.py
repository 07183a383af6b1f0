"""Each reason to hold an honorarium has words and somebody who clears it; days of payment are bank days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.business_days import is_bank_day
from rules.holds import (
    AHEAD,
    HOLDS,
    PAY_WITHIN,
    Standing,
    check_transfer_day,
    first_transfer_day,
    holds,
    pay_by,
    transfer_days,
)
from rules.refusal import Refusal

CLEAR = Standing(accepted=True, reported=True, agency_confirmed=True, inspected=True)
DAYS = st.dates(date(2021, 4, 1), date(2040, 12, 31))
TRUTHS = st.booleans()


@pytest.mark.parametrize(
    ("it", "codes"),
    [
        (CLEAR, []),
        (replace(CLEAR, accepted=False), ["no_acceptance"]),
        (replace(CLEAR, reported=False, agency_confirmed=False, inspected=False), ["no_report"]),
        (replace(CLEAR, agency_confirmed=False, inspected=False), ["not_confirmed"]),
        (replace(CLEAR, inspected=False), ["not_inspected"]),
        (replace(CLEAR, declaration_open=True), ["open_declaration"]),
        (replace(CLEAR, unclear=True), ["unclear"]),
        (replace(CLEAR, has_account=False, verified=False), ["no_account"]),
        (replace(CLEAR, verified=False), ["unverified_account"]),
        (replace(CLEAR, returned=True, verified=False), ["returned_by_bank"]),
        (Standing(False, False, False, False, has_account=False), ["no_acceptance", "no_report", "no_account"]),
    ],
)
def test_each_reason_is_named(it: Standing, codes: list[str]) -> None:
    assert [hold.code for hold in holds(it)] == codes


@given(st.builds(Standing, *[TRUTHS] * 9))
def test_only_what_is_clear_is_not_held(it: Standing) -> None:
    done = it.accepted and it.reported and it.agency_confirmed and it.inspected
    clear = done and it.has_account and it.verified and not (it.declaration_open or it.unclear or it.returned)
    assert (holds(it) == ()) == clear


def test_every_reason_has_words_and_a_button() -> None:
    assert all(hold.words.endswith("。") and hold.button and hold.code == code for code, hold in HOLDS.items())


@given(DAYS)
def test_money_is_due_on_a_bank_day_within_sixty_days(visit: date) -> None:
    due = pay_by(visit)
    assert is_bank_day(due)
    assert PAY_WITHIN - 10 <= (due - visit).days <= PAY_WITHIN == 60


@given(DAYS)
def test_the_days_that_are_offered_for_a_transfer_are_taken(today: date) -> None:
    days = transfer_days(today, 30)
    assert days[0] == first_transfer_day(today) > today
    assert days == sorted(set(days))
    for day in days:
        check_transfer_day(day, today)
    for day in (today + timedelta(days=n) for n in range(AHEAD + 5)):
        if day not in days:
            with pytest.raises(Refusal) as refusal:
                check_transfer_day(day, today)
            check_transfer_day(date.fromisoformat(refusal.value.example), today)


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-12-30", "間に合いません"), ("2026-12-31", "休業日"), ("2027-01-03", "休業日"), ("2027-02-10", "30日先")],
)
def test_a_day_without_transfers_is_refused_in_words(day: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        check_transfer_day(date.fromisoformat(day), date(2026, 12, 30 if words != "休業日" else 29))
