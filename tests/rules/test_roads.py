"""Every state against every event of each road: what is drawn leads where it says, everything else is closed."""

from __future__ import annotations

import pytest

from rules.appointment import APPOINTMENT
from rules.dispatch import DISPATCH, NOT_HELD, OFFERED_OR_DUE, SUPPORTED, UNDER_WAY
from rules.payment import FIXED, OPEN, PAYMENT
from rules.registration import REGISTRATION, resubmission, reviewer_of
from rules.road import Closed, Road

REGISTRATION_STEPS = {
    ("INVITED", "begin"): "DRAFT",
    ("INVITED", "withdraw"): "WITHDRAWN",
    ("DRAFT", "submit"): "AGENCY_REVIEW",
    ("DRAFT", "withdraw"): "WITHDRAWN",
    ("AGENCY_REVIEW", "approve"): "SECRETARIAT_REVIEW",
    ("AGENCY_REVIEW", "return"): "RETURNED",
    ("AGENCY_REVIEW", "reject"): "REJECTED",
    ("AGENCY_REVIEW", "withdraw"): "WITHDRAWN",
    ("SECRETARIAT_REVIEW", "approve"): "REGISTERED",
    ("SECRETARIAT_REVIEW", "return"): "RETURNED",
    ("SECRETARIAT_REVIEW", "reject"): "REJECTED",
    ("SECRETARIAT_REVIEW", "withdraw"): "WITHDRAWN",
    ("RETURNED", "resubmit_to_agency"): "AGENCY_REVIEW",
    ("RETURNED", "resubmit_to_secretariat"): "SECRETARIAT_REVIEW",
    ("RETURNED", "withdraw"): "WITHDRAWN",
    ("REGISTERED", "suspend"): "SUSPENDED",
    ("REGISTERED", "withdraw"): "WITHDRAWN",
    ("SUSPENDED", "reinstate"): "REGISTERED",
    ("SUSPENDED", "withdraw"): "WITHDRAWN",
}
APPOINTMENT_STEPS = {
    ("CONDITIONS_SENT", "consent"): "CONSENTED",
    ("CONDITIONS_SENT", "decline"): "DECLINED",
    ("CONDITIONS_SENT", "expire"): "EXPIRED",
    ("CONDITIONS_SENT", "revoke"): "REVOKED",
    ("DECLINED", "offer_again"): "CONDITIONS_SENT",
    ("CONSENTED", "appoint"): "APPOINTED",
    ("CONSENTED", "expire"): "EXPIRED",
    ("CONSENTED", "revoke"): "REVOKED",
    ("APPOINTED", "accept"): "ACCEPTED",
    ("APPOINTED", "expire"): "EXPIRED",
    ("APPOINTED", "revoke"): "REVOKED",
    ("ACCEPTED", "expire"): "EXPIRED",
    ("ACCEPTED", "revoke"): "REVOKED",
}
DISPATCH_STEPS = {
    ("DRAFT", "offer"): "OFFERED",
    ("DRAFT", "cancel"): "CANCELLED",
    ("OFFERED", "agree"): "AGREED",
    ("OFFERED", "decline"): "DECLINED",
    ("OFFERED", "expire"): "OFFER_EXPIRED",
    ("OFFERED", "reschedule"): "OFFERED",
    ("OFFERED", "cancel"): "CANCELLED",
    ("AGREED", "schedule"): "SCHEDULED",
    ("AGREED", "reschedule"): "OFFERED",
    ("AGREED", "cancel"): "CANCELLED",
    ("SCHEDULED", "reschedule"): "OFFERED",
    ("SCHEDULED", "cancel"): "CANCELLED",
    ("SCHEDULED", "check_in"): "CHECKED_IN",
    ("SCHEDULED", "declare"): "CHECKED_OUT",
    ("SCHEDULED", "no_show"): "NO_SHOW",
    ("CHECKED_IN", "undo_check_in"): "SCHEDULED",
    ("CHECKED_IN", "confirm_by_client"): "CONFIRMED_BY_CLIENT",
    ("CHECKED_IN", "declare"): "CHECKED_OUT",
    ("CHECKED_IN", "no_show"): "NO_SHOW",
    ("CONFIRMED_BY_CLIENT", "check_out"): "CHECKED_OUT",
    ("CONFIRMED_BY_CLIENT", "declare"): "CHECKED_OUT",
    ("CHECKED_OUT", "report"): "REPORTED",
    ("REPORTED", "return_report_to_expert"): "CHECKED_OUT",
    ("REPORTED", "confirm_report"): "AGENCY_CONFIRMED",
    ("AGENCY_CONFIRMED", "return_report_to_expert"): "CHECKED_OUT",
    ("AGENCY_CONFIRMED", "inspect"): "INSPECTED",
}
PAYMENT_STEPS = {
    ("CALCULATED", "hold"): "HELD",
    ("CALCULATED", "bar"): "BARRED",
    ("CALCULATED", "release"): "PAYABLE",
    ("HELD", "bar"): "BARRED",
    ("HELD", "release"): "PAYABLE",
    ("HELD", "recalculate"): "CALCULATED",
    ("BARRED", "recalculate"): "CALCULATED",
    ("PAYABLE", "hold"): "HELD",
    ("PAYABLE", "bar"): "BARRED",
    ("PAYABLE", "recalculate"): "CALCULATED",
    ("PAYABLE", "export"): "EXPORTED",
    ("EXPORTED", "settle"): "PAID",
    ("EXPORTED", "return_by_bank"): "RETURNED_BY_BANK",
    ("PAID", "return_by_bank"): "RETURNED_BY_BANK",
    ("RETURNED_BY_BANK", "reopen"): "HELD",
}
ROADS = (
    (REGISTRATION, REGISTRATION_STEPS),
    (APPOINTMENT, APPOINTMENT_STEPS),
    (DISPATCH, DISPATCH_STEPS),
    (PAYMENT, PAYMENT_STEPS),
)


def _matrix() -> list[object]:
    return [
        pytest.param(road, state, event, steps.get((state, event)), id=f"{road.name}-{state}-{event}")
        for road, steps in ROADS
        for state in road.states
        for event in road.events
    ]


@pytest.mark.parametrize(("road", "state", "event", "leads_to"), _matrix())
def test_an_event_leads_where_the_road_is_drawn_and_nowhere_else(
    road: Road, state: str, event: str, leads_to: str | None
) -> None:
    assert road.may(state, event) == (leads_to is not None)
    if leads_to:
        assert road.go(state, event) == leads_to
    else:
        with pytest.raises(Closed, match=state):
            road.go(state, event)


@pytest.mark.parametrize("road", [road for road, _ in ROADS])
def test_unknown_events_and_states_are_closed(road: Road) -> None:
    assert not road.may(road.states[0], "to_" + road.states[-1])
    assert not road.may("NOWHERE", road.events[0])
    with pytest.raises(Closed):
        road.go("NOWHERE", road.events[0])


@pytest.mark.parametrize(("road", "steps"), ROADS)
def test_the_picture_shows_every_step_once(road: Road, steps: dict[tuple[str, str], str]) -> None:
    drawn = road.mermaid().splitlines()
    arrows = {f"    {source} --> {dest}: {event}" for (source, event), dest in steps.items()}
    assert drawn[:2] == ["stateDiagram-v2", f"    [*] --> {road.states[0]}"]
    assert sorted(drawn[2:]) == sorted(arrows)


def test_each_review_has_its_reviewer_and_no_other_state_has_one() -> None:
    reviewers = {state: reviewer_of(state) for state in REGISTRATION.states if reviewer_of(state)}
    assert reviewers == {"AGENCY_REVIEW": "agency", "SECRETARIAT_REVIEW": "secretariat"}


def test_what_the_agency_returned_comes_back_to_the_agency() -> None:
    assert resubmission("agency", ["電話番号"], {"登録要件"}) == "resubmit_to_agency"


def test_requirements_that_the_secretariat_returned_pass_the_agency_again() -> None:
    assert resubmission("secretariat", ["電話番号", "登録要件"], {"登録要件"}) == "resubmit_to_agency"


def test_other_fields_that_the_secretariat_returned_go_straight_back() -> None:
    assert resubmission("secretariat", ["電話番号", "謝金の振込口座"], {"登録要件"}) == "resubmit_to_secretariat"


def test_every_state_of_a_dispatch_has_one_group() -> None:
    groups = ("DRAFT", *OFFERED_OR_DUE, *UNDER_WAY, *SUPPORTED, *NOT_HELD)
    assert sorted(groups) == sorted(DISPATCH.states)


def test_a_visit_is_inspected_only_after_the_client_or_a_declaration_confirmed_it() -> None:
    """Every way to CHECKED_OUT passes the client's confirmation, an approved declaration, or a returned report."""
    ways = {(source, event) for (source, event), dest in DISPATCH_STEPS.items() if dest == "CHECKED_OUT"}
    assert {event for _, event in ways} == {"check_out", "declare", "return_report_to_expert"}
    assert {source for source, event in ways if event == "check_out"} == {"CONFIRMED_BY_CLIENT"}


def test_what_the_bank_has_is_never_worked_out_anew() -> None:
    assert sorted((*OPEN, *FIXED)) == sorted(PAYMENT.states)
    assert not any(PAYMENT.may(state, event) for state in FIXED for event in ("recalculate", "release", "bar"))
    assert [state for state in PAYMENT.states if PAYMENT.may(state, "export")] == ["PAYABLE"]
