"""「名前・受付番号で探す」 in 派遣一覧: by the client's name, its 法人番号, or the number of the dispatch."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from conversations.actions import Action, Doing
from conversations.dialog import Dialog, Field, Step
from conversations.dispatch.cards import seen, small
from conversations.dispatch.listing import AGENCIES, LIST, SEARCH
from conversations.dispatch.pages import PAGE
from conversations.events import Event
from conversations.kinds import Text
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Act, Button, Say, Show
from flex_messages.words import DETAILS
from rules.clients import search_word
from rules.corporate_number import read_corporate_number
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from rules.refusal import Refusal
from rules.text_width import fold
from storage import clients, dispatches, people
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.store import Unit

MOST_CLIENTS = 5


async def begin(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("search_dispatches")]


async def find(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    member = (await people.person(unit, event.person)).active
    if member is None or member.role != "agency" or not member.agency:
        return [Say("派遣一覧は、支援機関の担当の方がご覧いただけます。")]
    found = await _found(unit, answers["words"], member.agency)
    if not found:
        words = f"「{answers['words']}」の派遣は見つかりませんでした。名前の始まりか受付番号でお探しください。"
        return [Say(words, (SEARCH,))]
    cards = []
    for it in found[:PAGE]:
        opening = Button(DETAILS, Act("open_dispatch", it.id, it.version), "secondary")
        cards.append(small(await seen(unit, it), "agency", LIST, unit.now, opening))
    return [Show(tuple(cards), (SEARCH,))]


async def _found(unit: Unit, text: str, agency: str) -> list[Dispatch]:
    """Of this agency, the latest first."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    it = await dispatches.by_number(unit, plain if plain.startswith("H") else f"H{plain}")
    if it is not None:
        return [it] if it.agency == agency else []
    year, found = fiscal_year(day(unit.now)), list[Dispatch]()
    for client in await _clients(unit, text, agency):
        for of in (year - 1, year, year + 1):
            found += [each for each in await dispatches.of_client(unit, client.id, of) if each.agency == agency]
    return sorted(found, key=lambda each: -each.starts)


async def _clients(unit: Unit, text: str, agency: str) -> list[Client]:
    with suppress(Refusal):
        client = await clients.by_number(unit, read_corporate_number(text))
        return [client] if client is not None else []
    return await clients.known(unit, search_word(text), agency, MOST_CLIENTS)


SEARCH_DISPATCHES = Dialog(
    name="search_dispatches",
    title=SEARCH.label,
    roles=AGENCIES,
    fields=(
        Field(
            "お名前・受付番号",
            Step("words", "どの派遣をお探しですか。", Text(80, fold=fold), example="試験製作所、H1001"),
        ),
    ),
    finish=find,
)
ACTIONS = (Action("search_dispatches", AGENCIES, begin, opens=True),)
