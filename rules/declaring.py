"""Declarations (申告): the road from an expert's word to the secretariat's approval, and when a pledge is asked.

Ours: of the programme only the form (支援実施申告書兼再発防止誓約書) is known. The client confirms first, then the
agency, then the secretariat; a pledge not to repeat it is asked only for what was the expert's own mistake.
"""

from __future__ import annotations

from rules.road import Road

DECLARATION = Road(
    "declaration",
    ("DECLARED", "CLIENT_CONFIRMED", "AGENCY_APPROVED", "APPROVED", "RETURNED", "REFUSED", "WITHDRAWN"),
    (
        ("confirm_by_client", ("DECLARED",), "CLIENT_CONFIRMED"),
        ("approve_at_agency", ("CLIENT_CONFIRMED",), "AGENCY_APPROVED"),
        ("approve", ("AGENCY_APPROVED",), "APPROVED"),
        ("return", ("DECLARED", "CLIENT_CONFIRMED", "AGENCY_APPROVED"), "RETURNED"),
        ("refuse", ("DECLARED", "CLIENT_CONFIRMED", "AGENCY_APPROVED"), "REFUSED"),
        ("declare_again", ("RETURNED",), "DECLARED"),
        ("withdraw", ("DECLARED", "CLIENT_CONFIRMED", "RETURNED"), "WITHDRAWN"),
    ),
)

OPEN = ("DECLARED", "CLIENT_CONFIRMED", "AGENCY_APPROVED", "RETURNED")
"""Not decided yet: the visit's money is held."""

KINDS = {
    "forgot_in": "チェックインを忘れた",
    "forgot_out": "チェックアウトを忘れた",
    "wrong_time": "時刻が違っている",
    "wrong_place": "場所が遠いと表示された",
    "no_client": "事業者の確認がとれない",
}
"""Key -> words, in the order in which they are offered."""

FOR_STATE = {
    "SCHEDULED": ("forgot_in", "wrong_place"),
    "CHECKED_IN": ("forgot_out", "no_client", "wrong_time"),
    "CONFIRMED_BY_CLIENT": ("forgot_out", "wrong_time"),
    "CHECKED_OUT": ("wrong_time",),
    "REPORTED": ("wrong_time",),
    "AGENCY_CONFIRMED": ("wrong_time",),
}
"""What can be declared while a dispatch is in a state. After the inspection nothing: what is paid stays paid."""

CAUSES = {
    "forgot": "うっかり忘れた",
    "battery": "電池切れ・故障",
    "client": "事業者の都合",
    "no_signal": "電波が届かなかった",
    "wrong_pin": "登録地点が違う",
    "outage": "LINEの障害",
}
"""Key -> words on the button; what somebody writes in their own words is kept as "other"."""

OWN_MISTAKES = ("forgot", "battery", "other")
"""The expert's own to avoid: these ask for the pledge."""

PLEDGE = "今後は、支援の開始時と終了時に、その場で記録します。"
FARTHEST_BACK = 30 * 24 * 60 * 60 * 1000
"""So long after the planned start a visit can be declared (ours), in milliseconds."""
LONGEST = 12 * 60 * 60 * 1000
"""A visit of more than this is a slip of the finger."""


def pledges(cause: str) -> bool:
    return cause in OWN_MISTAKES
