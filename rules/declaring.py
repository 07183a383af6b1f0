"""Declarations (申告): the road from an expert's word to the secretariat's approval, and when a pledge is asked.

Ours: of the programme only the form (支援実施申告書兼再発防止誓約書) is known. The client confirms first, then the
agency, then the secretariat; a pledge not to repeat it is asked only for what was the expert's own mistake.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.offices import OFFICES
from rules.road import Road

DECLARATION = Road(
    "declaration",
    ("DECLARED", "CLIENT_CONFIRMED", "AGENCY_APPROVED", "APPROVED", "RETURNED", "REFUSED"),
    (
        ("confirm_by_client", ("DECLARED",), "CLIENT_CONFIRMED"),
        ("approve_at_agency", ("CLIENT_CONFIRMED",), "AGENCY_APPROVED"),
        ("approve", ("AGENCY_APPROVED",), "APPROVED"),
        ("return", ("DECLARED", "CLIENT_CONFIRMED", "AGENCY_APPROVED"), "RETURNED"),
        ("refuse", ("DECLARED", "CLIENT_CONFIRMED", "AGENCY_APPROVED"), "REFUSED"),
        ("declare_again", ("RETURNED",), "DECLARED"),
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
    "CHECKED_IN": ("forgot_out", "no_client"),
    "CONFIRMED_BY_CLIENT": ("forgot_out",),
    "CHECKED_OUT": ("wrong_time",),
    "REPORTED": ("wrong_time",),
    "AGENCY_CONFIRMED": ("wrong_time",),
}
"""What can be declared while a dispatch is in a state. After the inspection nothing: what is paid stays paid."""

BOTH_TIMES = ("forgot_in", "wrong_place", "wrong_time")
"""These claim a start and an end, the others an end alone."""


@dataclass(frozen=True, slots=True)
class Cause:
    """label: on the button; words: the sentence it stands for. own: the expert's own mistake, which asks the pledge."""

    label: str
    words: str
    own: bool = False


CAUSES = {
    "forgot": Cause("うっかり忘れた", "記録の操作を忘れました。", own=True),
    "battery": Cause("電池切れ・故障", "スマートフォンの電池切れか故障で、操作できませんでした。", own=True),
    "client": Cause("事業者の都合", "事業者の方のご都合によるものです。"),
    "no_signal": Cause("電波が届かない", "電波が届かず、操作できませんでした。"),
    "wrong_pin": Cause("登録地点が違う", "登録されている地点が、実際の場所と違っていました。"),
    "outage": Cause("LINEの障害", "LINEの障害のため、操作できませんでした。"),
}
"""Key -> cause. What somebody writes in their own words is "other", and their own to avoid."""

OTHER = "other"
PLEDGE = "今後は、支援の開始時と終了時に、その場で記録します。"
FARTHEST_BACK = 30 * 24 * 60 * 60 * 1000
"""So far back visits are offered when an expert asks what can be declared (ours), in milliseconds."""
LONGEST = 12 * 60 * 60 * 1000
"""A visit of more than this is a slip of the finger."""


def cause_of(words: str) -> str:
    """The key of a ready-made sentence, "other" for anything else."""
    return next((key for key, cause in CAUSES.items() if cause.words == words), OTHER)


def pledges(cause: str) -> bool:
    """Whether the pledge is asked: never for an outage, the client or a wrong pin."""
    return cause == OTHER or CAUSES[cause].own


def neighbours(office: str) -> list[str]:
    """The office itself, then the others, the nearest first: the table goes from north to south."""
    areas = list(OFFICES)
    return sorted(areas, key=lambda area: abs(areas.index(area) - areas.index(office)))
