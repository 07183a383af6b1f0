"""Every example that a question gives is an answer that works there, and every word fits where it is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from conversations.appointment.acceptance import AcceptanceFacts
from conversations.approval.dialogs import DecisionFacts
from conversations.changes.fields import ChangeFacts
from conversations.dialog import Dialog, Place
from conversations.dispatch.cards import Seen
from conversations.dispatch.facts import RequestFacts
from conversations.events import Typed
from conversations.house import house
from conversations.invitation.invite import InviteFacts
from conversations.kinds import More
from conversations.others.away import AwayFacts
from conversations.registration.facts import ProfileFacts
from conversations.roster.asking import OnExpert
from conversations.sheet import Given
from conversations.visit.door import Facts as VisitFacts
from rules.distance import thresholds_on
from storage.agencies import Agency
from storage.appointments import Appointment
from storage.changes import Change
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.registrations import Registration
from tests.journey_dialogs.conftest import NOON
from tests.journey_dialogs.dispatching import HOUR

TODAY = date(2026, 11, 24)
REGISTRATION = Registration("r", "p", "a", "i", "関東")
CHANGE = Change("c", "p", "r", "a", "関東")
CLIENT = Client("c", "sole", "", "東京都", "a", "試験製作所")
VISIT = Dispatch("d", "H1", "a", "s", "c", "p", "r", "関東", 2026, NOON - 2 * HOUR, NOON, checked_in=NOON - 2 * HOUR)
FACTS: dict[str, Any] = {
    "check_out": VisitFacts(Seen(VISIT, CLIENT, "試験 太郎", "サンプル商工会議所"), (), thresholds_on(TODAY), NOON),
    "profile": ProfileFacts(REGISTRATION, "サンプル商工会議所", TODAY),
    "change": ChangeFacts(REGISTRATION, "サンプル商工会議所", TODAY, CHANGE, frozenset()),
    "suspend": OnExpert("p", REGISTRATION, None, TODAY),
    "invite": InviteFacts(None, TODAY),
    "request": RequestFacts("p", Agency("a", "サンプル商工会議所", "CCI", "東京都", True), NOON),
    "away": AwayFacts(None, {}, TODAY),
    "acceptance": AcceptanceFacts(Appointment("a", "p", "r", 2026, "関東"), "試験 太郎", TODAY),
}
PLACES = [(dialog, place) for dialog in house(lambda: "@119test").dialogs for place in dialog.places]


@pytest.mark.parametrize(
    ("dialog", "place"), [pytest.param(d, p, id=f"{d.name}-{p.name}") for d, p in PLACES if p.step.example]
)
def test_the_example_of_a_question_answers_it(dialog: Dialog, place: Place) -> None:
    facts = FACTS.get(dialog.name, DecisionFacts({}))
    value = place.kind.read(Typed(place.step.example, "m"), None, Given(), facts)
    if isinstance(value, More):
        return
    if place.step.check is not None:
        value = place.step.check(value, Given(), facts)
    assert value


@pytest.mark.parametrize(("dialog", "place"), [pytest.param(d, p, id=f"{d.name}-{p.name}") for d, p in PLACES])
def test_questions_are_polite_and_blame_nobody(dialog: Dialog, place: Place) -> None:
    asked = place.step.ask
    said = f"{asked if isinstance(asked, str) else ''}{place.step.hint}{place.step.help}"
    assert not [word for word in ("不正", "エラー", "無効", "してください！") if word in said]
    assert not isinstance(asked, str) or asked.endswith(("。", "ください"))
