"""Changes after the approval and moves to a new phone: every state against every event, every field in one class."""

from __future__ import annotations

import pytest

from conversations.registration.profile import ASKED
from rules.change import CHANGE, CLASSES, FIXED, at_once, passes_agency, submission
from rules.registration import REGISTRATION, may_be_offered
from rules.relink import RELINK
from rules.road import Closed, Road

CHANGE_STEPS = {
    ("DRAFT", "apply"): "APPROVED",
    ("DRAFT", "submit_to_agency"): "AGENCY_REVIEW",
    ("DRAFT", "submit_to_secretariat"): "SECRETARIAT_REVIEW",
    ("DRAFT", "withdraw"): "WITHDRAWN",
    ("AGENCY_REVIEW", "approve"): "SECRETARIAT_REVIEW",
    ("AGENCY_REVIEW", "return"): "RETURNED",
    ("AGENCY_REVIEW", "reject"): "REJECTED",
    ("AGENCY_REVIEW", "withdraw"): "WITHDRAWN",
    ("SECRETARIAT_REVIEW", "approve"): "APPROVED",
    ("SECRETARIAT_REVIEW", "return"): "RETURNED",
    ("SECRETARIAT_REVIEW", "reject"): "REJECTED",
    ("SECRETARIAT_REVIEW", "withdraw"): "WITHDRAWN",
    ("RETURNED", "submit_to_agency"): "AGENCY_REVIEW",
    ("RETURNED", "submit_to_secretariat"): "SECRETARIAT_REVIEW",
    ("RETURNED", "withdraw"): "WITHDRAWN",
}
RELINK_STEPS = {
    ("SECRETARIAT_REVIEW", "approve"): "APPROVED",
    ("SECRETARIAT_REVIEW", "reject"): "REJECTED",
    ("SECRETARIAT_REVIEW", "withdraw"): "WITHDRAWN",
    ("APPROVED", "move"): "MOVED",
    ("APPROVED", "withdraw"): "WITHDRAWN",
}


@pytest.mark.parametrize(("road", "steps"), [(CHANGE, CHANGE_STEPS), (RELINK, RELINK_STEPS)])
def test_an_event_leads_where_the_road_is_drawn_and_nowhere_else(road: Road, steps: dict[tuple[str, str], str]) -> None:
    for state in road.states:
        for event in road.events:
            if (state, event) in steps:
                assert road.go(state, event) == steps[state, event]
            else:
                with pytest.raises(Closed):
                    road.go(state, event)


def test_every_field_of_the_profile_is_in_one_class_and_no_other_is() -> None:
    names = [field.name for field in ASKED]
    assert set(CLASSES) | FIXED == set(names)
    assert not set(CLASSES) & FIXED
    assert len(CLASSES) + len(FIXED) == len(names)


def test_the_strictest_field_decides_which_way_a_change_goes() -> None:
    assert at_once(["略歴", "氏名", "資格"]) == ["略歴"]
    assert submission(["氏名"]) == "submit_to_secretariat"
    assert submission(["氏名", "資格"]) == "submit_to_agency"
    assert not passes_agency(["略歴", "氏名"])


@pytest.mark.parametrize(
    ("returned_by", "returned", "leads"),
    [
        ("agency", ["氏名"], "submit_to_agency"),
        ("secretariat", ["氏名"], "submit_to_secretariat"),
        ("secretariat", ["資格", "氏名"], "submit_to_agency"),
    ],
)
def test_what_was_returned_goes_back_to_whom_it_concerns(returned_by: str, returned: list[str], leads: str) -> None:
    assert submission(["氏名", "資格"], returned_by, returned) == leads  # type: ignore[arg-type]


def test_nobody_but_registered_experts_is_offered_anything() -> None:
    assert [state for state in REGISTRATION.states if may_be_offered(state)] == ["REGISTERED"]
