"""Who may do what with a registration, an appointment and a payment: the tables are all that is allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.money import ledger
from rules.appointment import APPOINTMENT
from rules.payment import PAYMENT
from rules.registration import REGISTRATION
from storage import appointments, payments, registrations
from storage.appointments import Appointment
from storage.payments import Payment
from storage.registrations import Registration
from storage.store import Unit
from tests.journey_dialogs.appointing import appointment
from tests.journey_dialogs.conftest import NOON, World
from tests.journey_dialogs.dispatching import HOUR, dispatched
from tests.journey_dialogs.matrix import Table, executed, gather

NAME = "試験 太郎"

THEMSELVES = ("expert", "expert as agency", "expert as office")
BOTH = ("agent", "colleague")
ALL = REGISTRATION.states
ON_THE_WAY = tuple(state for state in ALL if state not in ("REJECTED", "WITHDRAWN"))


def begins(dialog: str, *states: str) -> dict[str, str]:
    return dict.fromkeys(states, dialog)


REGISTRATIONS: Table = {
    **{(who, "profile"): begins("profile", "DRAFT", "RETURNED") for who in THEMSELVES},
    **{(who, "begin_profile"): {"INVITED": "DRAFT", **begins("profile", "DRAFT", "RETURNED")} for who in THEMSELVES},
    ("expert", "change"): begins("choose_changes", "REGISTERED", "SUSPENDED"),
    ("expert", "choose_changes"): begins("choose_changes", "REGISTERED", "SUSPENDED"),
    ("expert", "leave"): begins("leave", *ON_THE_WAY),
    **{(who, deed): begins(deed, "AGENCY_REVIEW") for who in BOTH for deed in ("approve", "return", "reject")},
    **{(who, "begin_phone"): begins("phone", *ALL) for who in BOTH},
    ("clerk", "approve"): {"SECRETARIAT_REVIEW": "REGISTERED"},
    ("clerk", "return"): begins("return", "SECRETARIAT_REVIEW"),
    ("clerk", "reject"): begins("reject", "SECRETARIAT_REVIEW"),
    ("clerk", "erase_id_document"): {state: state for state in ALL},
    ("clerk", "begin_suspending"): begins("suspend", "REGISTERED"),
    ("clerk", "reinstate"): {"SUSPENDED": "REGISTERED"},
    ("clerk", "begin_striking"): begins("strike", *ON_THE_WAY),
}
APPOINTMENTS: Table = {
    ("expert", "consent_to_conditions"): {"CONDITIONS_SENT": "CONSENTED"},
    ("expert", "begin_declining"): begins("decline_conditions", "CONDITIONS_SENT"),
    ("expert", "begin_acceptance"): begins("acceptance", "APPOINTED"),
    ("clerk", "issue_letter"): {"CONSENTED": "APPOINTED"},
    ("clerk", "offer_again"): {"DECLINED": "CONDITIONS_SENT"},
    ("clerk", "begin_revoking"): begins("revoke_appointment", "CONDITIONS_SENT", "CONSENTED", "APPOINTED", "ACCEPTED"),
}
PAYMENTS: Table = {("clerk", "begin_transfer"): begins("make_transfer", "PAYABLE")}
"""No button moves money by itself: lists, transfers and decisions are dialogs."""
ABOUT_THE_VISIT = ("request_again", "request_another")


@pytest.fixture
async def crowd(world: World) -> World:
    await gather(world)
    return world


async def test_a_registration(world: World) -> None:
    crowd = world
    await gather(crowd, applied=True)
    of = (await crowd.registration()).id

    async def put(unit: Unit, state: str) -> tuple[str, Registration]:
        it = await registrations.one(unit, of)
        assert it is not None
        return of, await registrations.save(unit, replace(it, state=state))

    found, leaks = await executed(crowd, REGISTRATION.states, put, registrations.one, NAME)
    assert leaks == []
    assert found == REGISTRATIONS


async def test_an_appointment(crowd: World) -> None:
    of = (await appointment(crowd)).id

    async def put(unit: Unit, state: str) -> tuple[str, Appointment]:
        it = await appointments.one(unit, of)
        assert it is not None
        return of, await appointments.save(unit, replace(it, state=state))

    found, leaks = await executed(crowd, APPOINTMENT.states, put, appointments.one, NAME)
    assert leaks == []
    assert found == APPOINTMENTS


async def test_a_payment(crowd: World) -> None:
    visit = await dispatched(crowd, state="INSPECTED", checked_in=NOON - 2 * HOUR, checked_out=NOON)
    await crowd.store.do(lambda unit: ledger.reconsider(unit, visit))
    of = visit.id

    async def put(unit: Unit, state: str) -> tuple[str, Payment]:
        it = await payments.one(unit, of)
        assert it is not None
        transfer = "t" if state in ("EXPORTED", "PAID") else ""
        return of, await payments.save(unit, replace(it, state=state, transfer=transfer))

    found, leaks = await executed(crowd, PAYMENT.states, put, payments.one, NAME)
    assert leaks == []
    assert {cell: may for cell, may in found.items() if cell[1] not in ABOUT_THE_VISIT} == PAYMENTS
