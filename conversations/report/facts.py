"""What the questions of a report need: the visit, with the words that stand in it already."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.client.given import POSTS
from conversations.dispatch.cards import Seen, planned, seen
from conversations.dispatch.moving import own
from flex_messages.cards import Row
from flex_messages.words import day, span
from rules.japan_time import moment
from rules.report import due_day
from storage.dispatches import Dispatch
from storage.store import Unit

EXPERTS = ("expert",)
NAME = "report"  # of the dialog


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """now: milliseconds."""

    this: Seen
    now: int

    @property
    def it(self) -> Dispatch:
        return self.this.it

    @property
    def who_confirmed(self) -> str:
        """The client's person who stated the times, with the position: 代表者 見本 花子様."""
        said = who(self.it)
        return f"{said}様" if said else ""


async def report_facts(unit: Unit, person: str, subject: str) -> ReportFacts:
    """subject: the dispatch. Refusal when it is somebody else's."""
    return ReportFacts(await seen(unit, await own(unit, person, subject)), unit.now)


def known(facts: ReportFacts) -> tuple[Row, ...]:
    """日時 is filled in from the visit; a wrong time is corrected by a declaration, not here."""
    return (
        Row("支援先", facts.this.client.name),
        Row("日時", held(facts.it)),
        Row("期限", f"{day(due_day(facts.it.since))}まで"),
    )


def who(it: Dispatch) -> str:
    """代表者 見本 花子: the client's person who confirmed the visit, "" while nobody has."""
    name, post = it.said.get("name", ""), it.said.get("post", "")
    return f"{POSTS.get(post, post)} {name}".strip() if name else ""


def held(it: Dispatch) -> str:
    """11月24日(火), below it 14:02–16:51: from check-in to check-out, or as the client stated, or as planned."""
    for start, end in ((it.checked_in, it.checked_out), (it.client_starts, it.client_ends)):
        if start and end:
            return span(moment(start), moment(end), lines=True)
    return planned(it)
