"""From the answers of a request: the client that is registered with it, and the dispatch that is offered."""

from __future__ import annotations

from typing import Any

from conversations.dispatch import asked_client, asked_visit
from conversations.dispatch.asked_client import number_of
from conversations.dispatch.asked_place import address_of, typed_address
from conversations.dispatch.asked_visit import visits_of_year
from conversations.dispatch.facts import RequestFacts, ends_of, prefecture_of, starts_of
from conversations.kinds.kind import Answers
from rules import japan_time
from rules.clients import likeness, words_of
from rules.fiscal_year import fiscal_year
from rules.visit_limits import count
from storage import clients
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.store import Unit


async def registered(unit: Unit, answers: Answers, facts: RequestFacts) -> Client:
    name, kana, phone = answers["client_name"], answers["client_kana"] or "", answers["client_phone"]
    prefecture, address = prefecture_of(answers, facts), typed_address(answers)
    kind: Any = "company" if asked_client.is_company(answers) else answers["client_kind"]
    contact = answers["client_contact"] or ""
    new = Client("", kind, number_of(answers), prefecture, facts.agency.id, name, kana, address, phone, contact)
    return await clients.add(unit, new, words_of(name, kana, phone, prefecture + address))


async def is_like_another(unit: Unit, client: Client) -> bool:
    """Whether one without a 法人番号 looks like another that is registered, with whatever agency."""
    if client.number:
        return False
    alike = likeness(client.name, client.phone, client.prefecture + client.address)
    found = [other for word in sorted(alike) for other in await clients.find(unit, word, 2)]
    return any(other.id != client.id for other in found)


def drafted(answers: Answers, facts: RequestFacts, client: Client) -> Dispatch:
    assert facts.expert is not None
    it, starts = facts.expert.it, starts_of(answers)
    return Dispatch(
        "", "", facts.agency.id, facts.agent, client.id, it.person, it.id, it.office,
        fiscal_year(japan_time.day(starts)), starts, ends_of(answers),
        online=answers["method"] == "online", it=answers["theme"] == "it", state="DRAFT",
        request=_request(answers, facts),
    )  # fmt: skip


def _request(answers: Answers, facts: RequestFacts) -> dict[str, Any]:
    """What the agency asked for, as the dispatch keeps it. elsewhere: not at the address of the client."""
    scheme = asked_visit.scheme_of(answers, facts)
    kept = {name: answers[name] for name in ("theme", "summary", "unsolved", "consulted_on", "asked_first")}
    yes = ("paid_by_agency", "member_of_agency", "accompanied", "sme_eligible", "client_consents")
    counts = answers["method"] == "onsite" or scheme.online_paid
    nth = count(visits_of_year(answers, facts), scheme).all + 1 if counts else None
    elsewhere = facts.client is not None and answers["visits"] in ("last", "other")
    return {
        **kept,
        **{name: answers[name] == "yes" for name in yes},
        "address": address_of(answers, facts),
        "elsewhere": elsewhere,
        "nth": nth,
    }
