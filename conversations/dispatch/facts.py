"""What the questions of a request need from the store: who asks, the client that is meant, experts that fit."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from conversations.dialog import Looking
from conversations.dispatch import candidates
from conversations.dispatch.candidates import Candidate, Page, Search
from conversations.registration.address import town_of
from rules import times
from rules.clients import search_word
from rules.corporate_number import read_corporate_number
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from rules.refusal import Refusal
from storage import agencies, clients, dispatches, people
from storage.agencies import Agency
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.store import Unit

HIT = "=:"
"""Before the key of a hit."""
MOST_CLIENTS = 30
_NO_AGENCY = "派遣の申請は、支援機関の担当の方が行えます。"
_MAY_NOT = "所属の支援機関は、派遣の申請ができる機関として登録されていません。「お問い合わせ」へご連絡ください。"
_FOREIGN = "この派遣は、ほかの支援機関の担当です。「派遣一覧」から所属機関の派遣をご覧いただけます。"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """agent: the person who asks. previous: the visit that is asked for again, for another expert when `other`.
    repeatable: whether there is anything that can be asked for again.

    Looked up for the answers: client (None: a new one), its visits of this fiscal year and the next, hits among the
    known clients, the expert, and a page of experts with what was looked for.
    """

    agent: str
    agency: Agency
    now: int
    previous: Dispatch | None = None
    other: bool = False
    repeatable: bool = False
    client: Client | None = None
    visits: tuple[Dispatch, ...] = ()
    clients: tuple[Client, ...] = ()
    expert: Candidate | None = None
    search: Search = field(default_factory=lambda: Search((), ()))
    page: Page = field(default_factory=Page)

    @property
    def today(self) -> date:
        return day(self.now)


async def request_facts(unit: Unit, person: str, subject: str) -> RequestFacts:
    """subject: "" for a new request, "again:ID" or "other:ID" for one like the dispatch ID. Raises Refusal."""
    agency = await requesting_agency(unit, person)
    how, _, id = subject.partition(":")
    previous = await dispatches.one(unit, id) if id else None
    if id and (previous is None or previous.agency != agency.id):
        raise Refusal(_FOREIGN)
    if previous is None:
        asked = await dispatches.past_of_agency(unit, agency.id, (2**62, ""), 1)
        return RequestFacts(person, agency, unit.now, repeatable=bool(asked))
    facts = RequestFacts(person, agency, unit.now, previous, how == "other")
    looking = Looking({"client": previous.client, "expert": "" if facts.other else previous.registration})
    return await looks(unit, facts, looking)


async def requesting_agency(unit: Unit, person: str) -> Agency:
    """The agency for which this person may request now. Raises Refusal."""
    member = (await people.person(unit, person)).active
    agency = await agencies.one(unit, member.agency) if member and member.role == "agency" and member.agency else None
    if agency is None:
        raise Refusal(_NO_AGENCY)
    if not agency.can_dispatch:
        raise Refusal(_MAY_NOT)
    return agency


async def looks(unit: Unit, facts: RequestFacts, looking: Looking) -> RequestFacts:
    client = await _client(unit, looking)
    found = replace(facts, client=client, visits=await _visits(unit, facts, client))
    match looking.at:
        case "client":
            found = replace(found, clients=await _clients(unit, facts, looking))
        case "expert":
            found = await _experts(unit, found, looking)
    expert = _tapped(looking, "expert") or looking.answers.get("expert")
    near = planned_start(looking, facts)
    return replace(found, expert=await candidates.of_registration(unit, expert, near) if expert else None)


async def _client(unit: Unit, looking: Looking) -> Client | None:
    """By what was chosen, or by a 法人番号 that is there already."""
    chosen = _tapped(looking, "client") or looking.answers.get("client")
    if isinstance(chosen, str):
        return await clients.one(unit, chosen)
    looked = chosen["new"] if isinstance(chosen, dict) else ""
    number = looking.said if looking.at == "client_number" else looking.answers.get("client_number") or looked
    with suppress(Refusal):
        return await clients.by_number(unit, read_corporate_number(number))
    return None


async def _visits(unit: Unit, facts: RequestFacts, client: Client | None) -> tuple[Dispatch, ...]:
    if client is None:
        return ()
    this = fiscal_year(facts.today)
    years = [await dispatches.of_client(unit, client.id, year) for year in (this, this + 1)]
    return tuple(visit for year in years for visit in year)


async def _clients(unit: Unit, facts: RequestFacts, looking: Looking) -> tuple[Client, ...]:
    """By 法人番号 nationwide, by name among those this agency knows."""
    text = (looking.partial or {}).get("text", "")
    with suppress(Refusal):
        found = await clients.by_number(unit, read_corporate_number(text))
        return (found,) if found else ()
    return tuple(await clients.known(unit, search_word(text), facts.agency.id, MOST_CLIENTS)) if text else ()


async def _experts(unit: Unit, facts: RequestFacts, looking: Looking) -> RequestFacts:
    partial = looking.partial or {}
    text, starts = partial.get("text", ""), starts_of(looking.answers) or unit.now
    where = prefecture_of(looking.answers, facts) if looking.answers["method"] == "onsite" else ""
    search = candidates.typed(text) if text else candidates.usual(looking.answers["theme"] or "", where)
    page = await candidates.page(unit, search, starts, agent=facts.agent, after=partial.get("after", ""))
    return replace(facts, search=search, page=page)


def _tapped(looking: Looking, at: str) -> str:
    """The key of the hit that is being tapped at that question."""
    return looking.said.removeprefix(HIT) if looking.at == at and looking.said.startswith(HIT) else ""


def planned_start(looking: Looking, facts: RequestFacts) -> int:
    """The start as it is being said, or as it was; now while it is not known."""
    if looking.at == "day_time" and looking.said:
        with suppress(Refusal):
            return times.at(times.day_time(looking.said, facts.today))
    return starts_of(looking.answers) or facts.now


def starts_of(answers: Mapping[str, Any]) -> int:
    """The planned start in milliseconds, 0 while it is not known."""
    return times.at(answers["day_time"]) if answers.get("day_time") else 0


def ends_of(answers: Mapping[str, Any]) -> int:
    return starts_of(answers) + int(answers.get("length") or 0) * times.MINUTE


def prefecture_of(answers: Mapping[str, Any], facts: RequestFacts) -> str:
    """Where the visit is."""
    town = town_of(answers)
    return town[0] if town else facts.client.prefecture if facts.client else facts.agency.prefecture
