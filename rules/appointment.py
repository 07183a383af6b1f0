"""The road of an appointment (委嘱): one per expert and fiscal year, 1 April to 31 March; and the gates that look at
it.

Source: 専門家登録の流れ 05–06. From CONSENTED on an expert can be dispatched; money waits for ACCEPTED (就任承諾書).
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from rules.fiscal_year import fiscal_year
from rules.japan_time import day as day_of
from rules.road import Road

_OPEN = ("CONDITIONS_SENT", "CONSENTED", "APPOINTED", "ACCEPTED")

APPOINTMENT = Road(
    "appointment",
    (*_OPEN, "DECLINED", "EXPIRED", "REVOKED"),
    (
        ("consent", ("CONDITIONS_SENT",), "CONSENTED"),
        ("decline", ("CONDITIONS_SENT",), "DECLINED"),
        ("offer_again", ("DECLINED",), "CONDITIONS_SENT"),
        ("appoint", ("CONSENTED",), "APPOINTED"),
        ("accept", ("APPOINTED",), "ACCEPTED"),
        ("expire", _OPEN, "EXPIRED"),
        ("revoke", _OPEN, "REVOKED"),
    ),
)


class Appointed(Protocol):
    """What the gates need to know of an appointment. Times in milliseconds, 0 = not yet; ended: expired or revoked."""

    @property
    def state(self) -> str: ...
    @property
    def fiscal_year(self) -> int: ...
    @property
    def consented(self) -> int: ...
    @property
    def accepted(self) -> int: ...
    @property
    def ended(self) -> int: ...


def may_be_dispatched(it: Appointed | None, day: date) -> bool:
    """Whether a visit on this day is covered: from the consent on, within the fiscal year, until it was revoked.

    A visit's gates look at the appointment of its date, so an expired one still covers the days it was in force.
    """
    if it is None or not it.consented or fiscal_year(day) != it.fiscal_year or day < day_of(it.consented):
        return False
    return it.state != "REVOKED" or day < day_of(it.ended)


def may_be_paid(it: Appointed | None) -> bool:
    """Without the 就任承諾書 the honorarium is held. What was earned before the end of an appointment is paid after
    it.
    """
    return it is not None and bool(it.accepted)
