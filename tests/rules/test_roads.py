"""Every state against every event of both roads: what is drawn leads where it says, everything else is closed."""

from __future__ import annotations

import pytest

from rules.appointment import APPOINTMENT
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
    ("CONSENTED", "appoint"): "APPOINTED",
    ("CONSENTED", "expire"): "EXPIRED",
    ("CONSENTED", "revoke"): "REVOKED",
    ("APPOINTED", "accept"): "ACCEPTED",
    ("APPOINTED", "expire"): "EXPIRED",
    ("APPOINTED", "revoke"): "REVOKED",
    ("ACCEPTED", "expire"): "EXPIRED",
    ("ACCEPTED", "revoke"): "REVOKED",
}


def _matrix(road: Road, steps: dict[tuple[str, str], str]) -> list[object]:
    return [
        pytest.param(road, state, event, steps.get((state, event)), id=f"{road.name}-{state}-{event}")
        for state in road.states
        for event in road.events
    ]


@pytest.mark.parametrize(
    ("road", "state", "event", "leads_to"),
    _matrix(REGISTRATION, REGISTRATION_STEPS) + _matrix(APPOINTMENT, APPOINTMENT_STEPS),
)
def test_an_event_leads_where_the_road_is_drawn_and_nowhere_else(
    road: Road, state: str, event: str, leads_to: str | None
) -> None:
    assert road.may(state, event) == (leads_to is not None)
    if leads_to:
        assert road.go(state, event) == leads_to
    else:
        with pytest.raises(Closed, match=state):
            road.go(state, event)


@pytest.mark.parametrize("road", [REGISTRATION, APPOINTMENT])
def test_unknown_events_and_states_are_closed(road: Road) -> None:
    assert not road.may(road.states[0], "to_" + road.states[-1])
    assert not road.may("NOWHERE", road.events[0])
    with pytest.raises(Closed):
        road.go("NOWHERE", road.events[0])


@pytest.mark.parametrize(("road", "steps"), [(REGISTRATION, REGISTRATION_STEPS), (APPOINTMENT, APPOINTMENT_STEPS)])
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
