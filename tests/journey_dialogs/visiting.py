"""A visit of the small world and the places around its door, for the tests of check-in and check-out."""

from __future__ import annotations

from typing import Any

from conversations.dialog import Dialog
from conversations.dispatch.cards import Seen
from conversations.events import Measured, Placed
from conversations.play import NOON, Conversation, play
from conversations.visit.check_in import CHECK_IN_DIALOG
from conversations.visit.door import Facts, attempt, judged
from rules.distance import THRESHOLDS
from storage import fixes
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.fixes import Purpose
from storage.places import Place
from storage.store import Unit
from tests.journey_dialogs.conftest import World
from tests.journey_dialogs.dispatching import DOOR, HOUR

METRE = 1 / 111_000  # degrees of latitude, about
VISIT = Dispatch(
    "d", "H1001", "a", "m", "c", "e", "r", "関東", 2026, NOON, NOON + 2 * HOUR, state="SCHEDULED", since=NOON
)
CLIENT = Client("c", "sole", "", "東京都", "a", "試験製作所", address="千代田区丸の内1-1")
PLACE = Place("p", "c", "approved", "pin", *DOOR, "本社", "", "m", NOON)
FACTS = Facts(Seen(VISIT, CLIENT, "試験 太郎", "サンプル商工会議所"), (PLACE,), THRESHOLDS[0], NOON)


def pin(metres: float = 0, **more: Any) -> Placed:
    """Dropped on LINE's map so far north of the door."""
    return Placed(DOOR[0] + metres * METRE, DOOR[1], message="m-pin", **more)


def fix(metres: float = 0, accuracy: float = 20) -> Measured:
    """Measured by the phone so far north of the door."""
    return Measured(DOOR[0] + metres * METRE, DOOR[1], accuracy)


def checking_in(*events: Any, facts: Facts = FACTS, dialog: Dialog = CHECK_IN_DIALOG) -> Conversation:
    return play(dialog, *events, facts=facts)


async def stood(world: World, it: Dispatch, purpose: Purpose, place: Any, **answers: Any) -> dict[str, Any]:
    """The answers of a dialog whose place was sent now, and kept as the engine keeps it."""
    of = world.dialog({"in": "check_in", "out": "check_out", "absent": "no_show"}[purpose])
    kind = of.by_name["here"].kind

    async def work(unit: Unit) -> dict[str, Any]:
        facts = await of.facts(unit, it.expert, it.id)
        value = kind.stamped(kind.read(place, None, {}, facts), unit.now)
        here = judged(value, {}, facts)
        await fixes.keep(unit, attempt(it.id, it.expert, purpose, here))
        return {"here": here, **answers}

    return await world.store.do(work)


async def recorded(world: World, it: Dispatch, purpose: Purpose, place: Any, **answers: Any) -> list[Any]:
    """The place is sent and the tap follows: what is said."""
    given = await stood(world, it, purpose, place, **answers)
    name = {"in": "check_in", "out": "check_out", "absent": "no_show"}[purpose]
    return await world.finish(name, "expert", it.id, given)
