"""What the questions of a declaration need from the store: the visit and what was recorded of it, an outage."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.dispatch.moving import own
from flex_messages.words import day as day_words
from rules.declaring import FARTHEST_BACK, FOR_STATE, KINDS
from rules.japan_time import day
from storage import clients, declarations, dispatches, outages
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from storage.store import Unit

MARGIN = 60 * 60_000
"""So far around the planned visit an outage of LINE is looked for."""


@dataclass(frozen=True, slots=True)
class DeclareFacts:
    """client: the name. outage: (starts, ends) in ms. open: a declaration of the visit that is not decided yet. kind:
    what is declared, "" while it is to be chosen.
    """

    it: Dispatch
    client: str
    outage: tuple[int, int] | None = None
    open: Declaration | None = None
    kind: str = ""
    now: int = 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """What can be declared now; nothing while another one waits to be decided."""
        if self.open is not None:
            return (self.open.kind,) if self.open.state == "RETURNED" else ()
        return FOR_STATE.get(self.it.state, ())

    @property
    def label(self) -> str:
        """11月24日(火) 試験製作所"""
        return f"{day_words(day(self.it.starts))} {self.client}"


async def declare_facts(unit: Unit, person: str, subject: str) -> DeclareFacts:
    """subject: a dispatch and a kind ("ID:forgot_out"). Refusal for anybody else's dispatch."""
    id, _, kind = subject.partition(":")
    return await facts_of(unit, await own(unit, person, id), kind)


async def facts_of(unit: Unit, it: Dispatch, kind: str = "") -> DeclareFacts:
    client = await clients.one(unit, it.client)
    outage = await outages.touching(unit, it.starts - MARGIN, it.ends + MARGIN)
    open_ = await declarations.open_for(unit, it)
    preset = open_.kind if open_ else kind
    return DeclareFacts(it, client.name if client else "", outage, open_, preset if preset in KINDS else "", unit.now)


async def declarable(unit: Unit, person: str) -> list[DeclareFacts]:
    """The expert's visits that have begun and of which something can be declared, the newest first."""
    found = await dispatches.of_expert(unit, person, unit.now - FARTHEST_BACK, unit.now)
    visits = [await facts_of(unit, it) for it in reversed(found) if it.state in FOR_STATE]
    return [visit for visit in visits if visit.kinds]
