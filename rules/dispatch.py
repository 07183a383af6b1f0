"""The road of a dispatch (派遣): one visit of one expert to one client, from the request to the inspection.

Source: the official page (check-in, check-out, report) for the middle of the road; the states at its sides are ours.

`agree` leads to AGREED and `schedule` on to SCHEDULED. The offer names day and time, so the expert's 引き受ける fires
both in one transaction and AGREED (調整中) is passed through; a dispatch stays there only where an office wants to
receive it before the date stands. A change of the date starts over at OFFERED: the expert agrees again.

`declare` is what an approved declaration does to the road: a forgotten check-in or check-out, a place that was refused
or a client without a phone end where the visit would have ended. Declarations that only correct times of a later state
move nothing.
"""

from __future__ import annotations

from rules.road import Road

DISPATCH = Road(
    "dispatch",
    (
        "DRAFT",
        "OFFERED",
        "AGREED",
        "SCHEDULED",
        "CHECKED_IN",
        "CONFIRMED_BY_CLIENT",
        "CHECKED_OUT",
        "REPORTED",
        "AGENCY_CONFIRMED",
        "INSPECTED",
        "DECLINED",
        "OFFER_EXPIRED",
        "CANCELLED",
        "NO_SHOW",
    ),
    (
        ("offer", ("DRAFT",), "OFFERED"),
        ("agree", ("OFFERED",), "AGREED"),
        ("schedule", ("AGREED",), "SCHEDULED"),
        ("decline", ("OFFERED",), "DECLINED"),
        ("expire", ("OFFERED",), "OFFER_EXPIRED"),
        ("reschedule", ("OFFERED", "AGREED", "SCHEDULED"), "OFFERED"),
        ("cancel", ("DRAFT", "OFFERED", "AGREED", "SCHEDULED"), "CANCELLED"),
        ("check_in", ("SCHEDULED",), "CHECKED_IN"),
        ("undo_check_in", ("CHECKED_IN",), "SCHEDULED"),
        ("confirm_by_client", ("CHECKED_IN",), "CONFIRMED_BY_CLIENT"),
        ("check_out", ("CONFIRMED_BY_CLIENT",), "CHECKED_OUT"),
        ("declare", ("SCHEDULED", "CHECKED_IN", "CONFIRMED_BY_CLIENT"), "CHECKED_OUT"),
        ("no_show", ("SCHEDULED", "CHECKED_IN"), "NO_SHOW"),
        ("report", ("CHECKED_OUT",), "REPORTED"),
        ("return_report_to_expert", ("REPORTED", "AGENCY_CONFIRMED"), "CHECKED_OUT"),
        ("confirm_report", ("REPORTED",), "AGENCY_CONFIRMED"),
        ("inspect", ("AGENCY_CONFIRMED",), "INSPECTED"),
    ),
)

NOT_HELD = ("DECLINED", "OFFER_EXPIRED", "CANCELLED", "NO_SHOW")
"""No support was given: no pay, not counted in the limit of visits, no overlap with others."""

OFFERED_OR_DUE = ("OFFERED", "AGREED", "SCHEDULED")
"""Before check-in: the agency may still change or cancel it."""

UNDER_WAY = ("CHECKED_IN", "CONFIRMED_BY_CLIENT")
"""The expert is at the client's; a second check-in waits until this is closed or declared."""

SUPPORTED = ("CHECKED_OUT", "REPORTED", "AGENCY_CONFIRMED", "INSPECTED")
"""Support was given and has ended."""
