"""The gates that look at an appointment: who may be dispatched on which day, and whose honorarium is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from rules.appointment import may_be_dispatched, may_be_paid
from rules.japan_time import JAPAN


def at(iso: str) -> int:
    return int(datetime.fromisoformat(iso).replace(tzinfo=JAPAN).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Given:
    state: str
    fiscal_year: int = 2026
    consented: int = at("2026-11-20T09:00")
    accepted: int = 0
    ended: int = 0


DAYS = ("2026-03-31", "2026-11-19", "2026-11-20", "2026-12-24", "2026-12-25", "2027-03-31", "2027-04-01")
FROM_CONSENT = ("2026-11-20", "2026-12-24", "2026-12-25", "2027-03-31")


@pytest.mark.parametrize(
    ("it", "covered"),
    [
        (None, ()),
        (Given("CONDITIONS_SENT", consented=0), ()),
        (Given("DECLINED", consented=0), ()),
        (Given("CONSENTED"), FROM_CONSENT),
        (Given("APPOINTED"), FROM_CONSENT),
        (Given("ACCEPTED", accepted=at("2026-11-25T09:00")), FROM_CONSENT),
        (Given("EXPIRED", ended=at("2027-04-01T00:00")), FROM_CONSENT),
        (Given("EXPIRED", consented=0, ended=at("2027-04-01T00:00")), ()),
        (Given("REVOKED", ended=at("2026-12-25T15:00")), ("2026-11-20", "2026-12-24")),
        (Given("CONSENTED", fiscal_year=2027), ("2027-04-01",)),
    ],
    ids=lambda value: value.state if isinstance(value, Given) else "",
)
def test_a_visit_is_covered_from_the_consent_to_31_march_unless_revoked(
    it: Given | None, covered: tuple[str, ...]
) -> None:
    assert tuple(day for day in DAYS if may_be_dispatched(it, date.fromisoformat(day))) == covered


def test_the_day_of_a_consent_is_that_of_japan() -> None:
    late = Given("CONSENTED", consented=at("2026-11-20T00:30"))
    assert may_be_dispatched(late, date(2026, 11, 20))
    assert not may_be_dispatched(late, date(2026, 11, 19))


@pytest.mark.parametrize("state", ["APPOINTED", "ACCEPTED", "EXPIRED", "REVOKED"])
def test_money_waits_for_the_acceptance_and_for_nothing_else(state: str) -> None:
    assert not may_be_paid(Given(state))
    assert may_be_paid(Given(state, accepted=at("2026-12-01T10:00")))


def test_nobody_without_an_appointment_is_paid() -> None:
    assert not may_be_paid(None)
