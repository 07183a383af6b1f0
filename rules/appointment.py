"""The road of an appointment (委嘱): one per expert and fiscal year, 1 April to 31 March.

Source: 専門家登録の流れ 05–06. From CONSENTED on an expert can be dispatched; money waits for ACCEPTED (就任承諾書).
"""

from __future__ import annotations

from rules.road import Road

_OPEN = ("CONDITIONS_SENT", "CONSENTED", "APPOINTED", "ACCEPTED")

APPOINTMENT = Road(
    "appointment",
    (*_OPEN, "DECLINED", "EXPIRED", "REVOKED"),
    (
        ("consent", ("CONDITIONS_SENT",), "CONSENTED"),
        ("decline", ("CONDITIONS_SENT",), "DECLINED"),
        ("appoint", ("CONSENTED",), "APPOINTED"),
        ("accept", ("APPOINTED",), "ACCEPTED"),
        ("expire", _OPEN, "EXPIRED"),
        ("revoke", _OPEN, "REVOKED"),
    ),
)


def may_be_dispatched(state: str) -> bool:
    """From the consent to the conditions on, whether or not the 就任承諾書 has come back."""
    return state in ("CONSENTED", "APPOINTED", "ACCEPTED")


def may_be_paid(state: str) -> bool:
    """Without the 就任承諾書 the honorarium is held."""
    return state == "ACCEPTED"
