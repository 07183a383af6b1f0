"""The road of a registration: once per person, from the invitation to the roster.

Source: 専門家登録の流れ 01–04 (an agency recommends and approves, the secretariat approves finally);
returning, rejecting, suspending and withdrawing are our own additions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rules.road import Road

Reviewer = Literal["agency", "secretariat"]

REVIEWS = {"agency": "AGENCY_REVIEW", "secretariat": "SECRETARIAT_REVIEW"}
REVIEWED = ("AGENCY_REVIEW", "SECRETARIAT_REVIEW")

REGISTRATION = Road(
    "registration",
    (
        "INVITED",
        "DRAFT",
        "AGENCY_REVIEW",
        "SECRETARIAT_REVIEW",
        "REGISTERED",
        "RETURNED",
        "REJECTED",
        "SUSPENDED",
        "WITHDRAWN",
    ),
    (
        ("begin", ("INVITED",), "DRAFT"),
        ("submit", ("DRAFT",), "AGENCY_REVIEW"),
        ("approve", ("AGENCY_REVIEW",), "SECRETARIAT_REVIEW"),
        ("approve", ("SECRETARIAT_REVIEW",), "REGISTERED"),
        ("return", REVIEWED, "RETURNED"),
        ("reject", REVIEWED, "REJECTED"),
        ("resubmit_to_agency", ("RETURNED",), "AGENCY_REVIEW"),
        ("resubmit_to_secretariat", ("RETURNED",), "SECRETARIAT_REVIEW"),
        ("withdraw", ("INVITED", "DRAFT", *REVIEWED, "RETURNED", "REGISTERED", "SUSPENDED"), "WITHDRAWN"),
        ("suspend", ("REGISTERED",), "SUSPENDED"),
        ("reinstate", ("SUSPENDED",), "REGISTERED"),
    ),
)


def may_be_offered(state: str) -> bool:
    """Whether somebody whose registration is in this state is found for a dispatch and may be offered one.

    What they were offered and have agreed to before, what they earned and what they owe goes on in every state.
    """
    return state == "REGISTERED"


def reviewer_of(state: str) -> Reviewer | None:
    """Who decides in this state; None when nobody has to."""
    match state:
        case "AGENCY_REVIEW":
            return "agency"
        case "SECRETARIAT_REVIEW":
            return "secretariat"
    return None


def resubmission(returned_by: Reviewer, fields: Iterable[str], requirement_fields: Iterable[str]) -> str:
    """The event that sends a returned registration back to the right reviewer.

    What the agency returned goes to the agency. What the secretariat returned passes the agency again only if one of
    the returned fields is about the requirements (登録要件); all else goes straight back to the secretariat.
    """
    again = returned_by == "agency" or not set(fields).isdisjoint(requirement_fields)
    return "resubmit_to_agency" if again else "resubmit_to_secretariat"
