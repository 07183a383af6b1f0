"""Declarations: who is next, when the pledge is asked, and which office decides when nobody else can."""

from __future__ import annotations

import pytest

from rules.declaring import CAUSES, DECLARATION, FOR_STATE, KINDS, OPEN, cause_of, neighbours, pledges
from rules.dispatch import DISPATCH
from rules.offices import OFFICES


def test_client_agency_and_secretariat_come_one_after_the_other() -> None:
    state = DECLARATION.states[0]
    for event, after in (
        ("confirm_by_client", "CLIENT_CONFIRMED"),
        ("approve_at_agency", "AGENCY_APPROVED"),
        ("approve", "APPROVED"),
    ):
        assert [e for e in ("confirm_by_client", "approve_at_agency", "approve") if DECLARATION.may(state, e)] == [
            event
        ]
        state = DECLARATION.go(state, event)
        assert state == after
    assert not any(DECLARATION.may(state, event) for event in DECLARATION.events)


def test_what_is_open_can_still_be_decided_and_nothing_else_can() -> None:
    for state in DECLARATION.states:
        assert (state in OPEN) == any(DECLARATION.may(state, event) for event in DECLARATION.events)


@pytest.mark.parametrize(
    ("cause", "asked"),
    [("forgot", True), ("battery", True), ("other", True), ("client", False), ("wrong_pin", False), ("outage", False)],
)
def test_the_pledge_is_for_the_experts_own_mistakes_alone(cause: str, asked: bool) -> None:
    assert pledges(cause) is asked


def test_a_button_is_known_again_by_its_sentence() -> None:
    assert [cause_of(cause.words) for cause in CAUSES.values()] == list(CAUSES)
    assert cause_of("急に雨が降りました。") == "other"


def test_what_can_be_declared_is_named_and_every_state_of_it_is_on_the_road() -> None:
    assert {kind for kinds in FOR_STATE.values() for kind in kinds} == set(KINDS)
    assert set(FOR_STATE) <= set(DISPATCH.states)


def test_the_nearest_office_comes_after_the_own_one() -> None:
    assert neighbours("関東")[0] == "関東"
    assert set(neighbours("関東")[1:3]) == {"東北", "中部"}
    assert neighbours("北海道") == list(OFFICES)
