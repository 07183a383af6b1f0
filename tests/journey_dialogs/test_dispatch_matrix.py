"""Who may do what with a dispatch: every action of the house, in every state, by everybody, executed and taken back.

The tables below are all that may move a dispatch, or begin a dialog about it. Whoever adds an action that does either
adds its line here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from conversations.actions import Action, Doing
from conversations.book import allows
from conversations.dialog import Dialog
from conversations.events import Event, Followed
from conversations.sheet import Given
from rules.dispatch import DISPATCH
from rules.japan_time import DAY
from rules.refusal import Refusal
from storage import dispatches
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.conftest import NOON, World
from tests.journey_dialogs.dispatching import HOUR, MINUTE, client_of, dispatched
from tests.journey_dialogs.matrix import (
    EVERYBODY,
    INSIDERS,
    OUTSIDERS,
    Table,
    TakenBack,
    acting,
    effect,
    gather,
    taken_back,
)

STATES = DISPATCH.states[1:]
CLIENT = "試験製作所"
BEFORE = ("OFFERED", "AGREED", "SCHEDULED")

AGENCY_ACTS: dict[str, dict[str, str]] = {
    "request_again": dict.fromkeys(STATES, "request"),
    "request_another": dict.fromkeys(STATES, "request"),
    "begin_rescheduling": dict.fromkeys(BEFORE, "reschedule"),
    "begin_cancelling": dict.fromkeys(BEFORE, "cancel_dispatch"),
    "confirm_report": {"REPORTED": "AGENCY_CONFIRMED"},
    "return_report": {"REPORTED": "return_report"},
}
MAY_ACT: Table = {
    ("expert", "accept_offer"): {"OFFERED": "accept_offer"},
    ("expert", "begin_declining_offer"): {"OFFERED": "decline_offer"},
    ("expert", "begin_no_show"): {"SCHEDULED": "no_show", "CHECKED_IN": "no_show"},
    ("expert", "check_in"): {"SCHEDULED": "check_in"},
    ("expert", "begin_check_in"): {"SCHEDULED": "check_in"},
    ("expert", "check_in_online"): {"SCHEDULED": "check_in"},
    ("expert", "check_out"): {"CONFIRMED_BY_CLIENT": "check_out"},
    ("expert", "undo_check_in"): {"CHECKED_IN": "SCHEDULED"},
    ("expert", "write_report"): {"CHECKED_OUT": "report"},
    ("expert", "begin_declaring"): {
        "CONFIRMED_BY_CLIENT": "declare",
        "CHECKED_OUT": "declare_both",
        "REPORTED": "declare_both",
        "AGENCY_CONFIRMED": "declare_both",
    },
    **{(who, action): may for who in ("agent", "colleague") for action, may in AGENCY_ACTS.items()},
    ("clerk", "inspect_report"): {"AGENCY_CONFIRMED": "INSPECTED"},
    ("clerk", "return_report"): {"AGENCY_CONFIRMED": "return_report"},
}
NEW = {"day_time": "2026-11-30T10:00", "length": "120"}
ANSWERS: dict[str, dict[str, Any]] = {
    "accept_offer": {"asked_first": "client"},
    "decline_offer": {"reason": "日程が合いません。", "sure": "yes"},
    "reschedule": NEW,
    "cancel_dispatch": {"reason": "事業者の都合により、取り消しになりました。", "sure": "yes"},
}
MAY_FINISH: Table = {
    ("expert", "accept_offer"): {"OFFERED": "SCHEDULED"},
    ("expert", "decline_offer"): {"OFFERED": "DECLINED"},
    **{(who, "reschedule"): dict.fromkeys(BEFORE, "OFFERED") for who in ("agent", "colleague")},
    **{(who, "cancel_dispatch"): dict.fromkeys(BEFORE, "CANCELLED") for who in ("agent", "colleague")},
}


@pytest.fixture
async def crowd(world: World) -> World:
    await gather(world)
    return world


async def visits(world: World) -> list[Dispatch]:
    """One in each state, each at a client of its own, some weeks ago."""
    made = []
    for n, state in enumerate(STATES, 1):
        client = await client_of(world, CLIENT)
        made.append(await dispatched(world, state=state, starts=NOON - n * DAY - 21 * DAY, client=client))
    return made


async def today(unit: Unit, it: Dispatch) -> Dispatch:
    """The one that it is about begins in half an hour, or has begun; the others stay where they are."""
    begun = it.state in ("CHECKED_IN", "CONFIRMED_BY_CLIENT")
    starts = unit.now + (-HOUR // 2 if begun else HOUR // 2)
    soon = replace(it, starts=starts, ends=starts + 2 * HOUR, checked_in=unit.now - MINUTE if begun else 0)
    return await dispatches.save(unit, soon)


async def act(world: World, action: Action, who: str, it: Dispatch, about: str) -> TakenBack | None:
    """None when it was denied: by role, in words, or because such an object does not exist for this action."""

    async def work(unit: Unit) -> None:
        person = await acting(unit, world, who)
        if not action.allows(person.active):
            raise Refusal(f"{who} may not {action.name}")
        now = await today(unit, it)
        event = Event("e", person.id, unit.now, Followed())
        said = await action.act(unit, Doing(event, person, person.active, about, now.version))
        raise TakenBack(it.id, said, now, await dispatches.one(unit, it.id))

    return await taken_back(world, work)


async def finish(world: World, dialog: Dialog, who: str, it: Dispatch) -> TakenBack | None:
    async def work(unit: Unit) -> None:
        person = await acting(unit, world, who)
        if not allows(dialog, person.active):
            raise Refusal(f"{who} may not {dialog.name}")
        now = await today(unit, it)
        subject = f"{it.id}:{now.version}"
        facts = await dialog.facts(unit, person.id, subject)
        event = Event("e", person.id, unit.now, Followed())
        said = await dialog.finish(unit, event, subject, Given(ANSWERS[dialog.name]), facts)
        raise TakenBack(it.id, said, now, await dispatches.one(unit, it.id))

    return await taken_back(world, work)


def gives_away(done: TakenBack | None, it: Dispatch) -> bool:
    """Whether anything of it was said."""
    return done is not None and any(word in repr(done.said) for word in (CLIENT, it.number, it.id))


async def test_every_action_in_every_state_by_everybody(crowd: World) -> None:
    world, found, leaks = crowd, defaultdict[tuple[str, str], dict[str, str]](dict), list[tuple[str, ...]]()
    its = await visits(world)
    for action in world.house.actions:
        for who in EVERYBODY:
            for it in its:
                done = await act(world, action, who, it, it.id)
                if moved := effect(done):
                    found[who, action.name][it.state] = moved
                if who not in INSIDERS and gives_away(done, it):
                    leaks.append((who, action.name, it.state))
    assert leaks == []
    assert dict(found) == MAY_ACT


async def test_no_list_shows_a_dispatch_to_an_outsider(crowd: World) -> None:
    its = await visits(crowd)
    for action in crowd.house.actions:
        for who in OUTSIDERS:
            done = await act(crowd, action, who, its[0], "")
            assert not any(gives_away(done, it) for it in its), (who, action.name)


async def test_every_answer_in_every_state_by_everybody(crowd: World) -> None:
    found = defaultdict[tuple[str, str], dict[str, str]](dict)
    its = await visits(crowd)
    for name in ANSWERS:
        dialog = crowd.dialog(name)
        for who in EVERYBODY:
            for it in its:
                done = await finish(crowd, dialog, who, it)
                if moved := effect(done):
                    found[who, name][it.state] = moved
                assert who in INSIDERS or not gives_away(done, it), (who, name, it.state)
    assert dict(found) == MAY_FINISH
