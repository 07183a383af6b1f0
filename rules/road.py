"""A road: the states something may pass through and the events that move it. Whatever is not drawn is denied.

One flat synchronous machine of `transitions` per road, shared by everybody; events are fired on throw-away travellers.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from transitions import Machine

# The library logs every state change; the journal of record is the audit log.
logging.getLogger("transitions").setLevel(logging.CRITICAL)

Edge = tuple[str, tuple[str, ...], str]  # event, states it may start from, state it leads to


class Closed(Exception):
    """The road has no such event in this state. The caller either asked `may` first or has a fault."""


@dataclass(slots=True, eq=False)
class _Traveller:
    state: str


class Road:
    """`name` for pictures and faults; the first of `states` is where the road begins."""

    def __init__(self, name: str, states: Sequence[str], edges: Sequence[Edge]) -> None:
        self.name = name
        self.states = tuple(states)
        self.edges = tuple(edges)
        self.events = tuple(dict.fromkeys(event for event, _, _ in edges))
        self._machine = Machine(
            model=None,
            states=list(states),
            initial=self.states[0],
            transitions=[{"trigger": e, "source": list(sources), "dest": dest} for e, sources, dest in edges],
            auto_transitions=False,
            send_event=True,
        )

    def may(self, state: str, event: str) -> bool:
        return any(event == name and state in sources for name, sources, _ in self.edges)

    def go(self, state: str, event: str) -> str:
        """The state after the event. Raises Closed when the road has no such step."""
        if not self.may(state, event):
            raise Closed(f"{self.name}: no {event!r} from {state!r}")
        traveller = _Traveller(state)
        self._machine.events[event].trigger(traveller)
        return traveller.state

    def mermaid(self) -> str:
        """The road as a Mermaid state diagram."""
        lines = [f"    {source} --> {dest}: {event}" for event, sources, dest in self.edges for source in sources]
        return "\n".join(("stateDiagram-v2", f"    [*] --> {self.states[0]}", *lines)) + "\n"
