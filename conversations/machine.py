"""The machine of a dialog: one flat synchronous table of `transitions`, generated from the list of fields and shared
by everybody.

`answer` and `skip` lead on, up to the next place that is always asked; `seek` leads to the first open one, through a
hub, so that
2N edges do the work of N². Guards only read: the answer is stored before an edge is taken.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from transitions import EventData, Machine

from conversations.dialog import Dialog, Place
from conversations.standing import END, HUB, STOPPED, Turn

# It logs what people typed.
logging.getLogger("transitions").setLevel(logging.CRITICAL)

Guard = Callable[[Turn], bool]


@dataclass(frozen=True, slots=True)
class Edge:
    trigger: str
    source: str
    dest: str | None
    guard: Guard | None = None


def fire(turn: Turn, trigger: str) -> bool:
    """Whether an edge was taken; the turn stands at its end then."""
    event = machine(turn.dialog).events.get(trigger)
    return event is not None and turn.state in event.transitions and bool(event.trigger(turn))


def seek(turn: Turn) -> None:
    """To the first open place, wherever one stands."""
    if turn.state != HUB:
        fire(turn, "seek")
    fire(turn, "find")


@cache
def machine(dialog: Dialog) -> Machine:
    table = Machine(
        model=None,
        states=[*dialog.by_name, HUB, END, STOPPED],
        initial=HUB,
        auto_transitions=False,
        send_event=True,
    )
    for edge in edges(dialog):
        table.add_transition(edge.trigger, edge.source, edge.dest, conditions=edge.guard and _guarded(edge.guard))
    return table


def _guarded(guard: Guard) -> Callable[[EventData], bool]:
    def holds(event: EventData) -> bool:
        turn: Any = event.model
        return guard(turn)

    return holds


def edges(dialog: Dialog) -> Iterator[Edge]:
    """The whole table, in the order in which guards are tried."""
    for n, place in enumerate(dialog.places):
        yield from (Edge("answer", place.name, dest, guard) for dest, guard in _onward(dialog.places, n))
        if place.step.optional or (place.loop and place.loop.optional):
            yield from (Edge("skip", place.name, dest, guard) for dest, guard in _onward(dialog.places, n))
        yield from (Edge("back", place.name, dest, guard) for dest, guard in _backward(dialog.places, n))
        yield Edge("refuse", place.name, None)
        yield Edge("cancel", place.name, STOPPED)
        yield Edge("seek", place.name, HUB)
        yield Edge("find", HUB, place.name, _opens(place))
    yield Edge("find", HUB, END)


def always(place: Place) -> bool:
    """Whether the place is asked whatever the answers are."""
    return place.step.when is None and (place.loop is None or place.loop.when is None)


def _onward(places: tuple[Place, ...], n: int) -> Iterator[tuple[str, Guard | None]]:
    place = places[n]
    if place.closes:
        first = _first(places, place)
        yield first.name, _opens(first)
    for one in places[n + 1 :]:
        yield one.name, _opens(one)
        if always(one) or (one.closes and one.loop is place.loop):
            return
    yield END, None


def _backward(places: tuple[Place, ...], n: int) -> Iterator[tuple[str, Guard]]:
    """Nearest first: in a loop back to the list of rows from a later row, else to what was asked before."""
    place = places[n]
    if place.loop and not place.closes and places.index(_first(places, place)) == n:
        closing = next(one for one in places if one.closes and one.loop is place.loop)
        yield closing.name, lambda turn: turn.sheet.row(closing.loop.name) > 0 if closing.loop else False
    for one in reversed(places[:n]):
        if one.loop not in (None, place.loop) and not one.closes and one is not _first(places, one):
            continue  # a loop is entered again by its list of rows, or, when it was skipped, by its first step
        yield one.name, _asked(one)
        if always(one) and not one.closes:
            return


def _first(places: tuple[Place, ...], place: Place) -> Place:
    return next(one for one in places if one.loop is place.loop)


def _opens(place: Place) -> Guard:
    return lambda turn: turn.opens(turn.spot(place))


def _asked(place: Place) -> Guard:
    return lambda turn: turn.asked(turn.spot(place)) and turn.within(place)
