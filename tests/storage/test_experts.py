"""Who can be sent: registered, reachable, appointed for the day, found by up to three words, page by page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import agencies, appointments, clients, experts, people, registrations, search
from storage.clients import Client
from storage.store import Store, Unit
from tests.storage.conftest import Clock
from tests.storage.test_dispatches import client, offered

YEAR, DAY = 2026, 86_400_000


async def expert(unit: Unit, user: str, *words: str, state: str = "REGISTERED", consented: int = -1, year: int = YEAR,
                 appointment: str = "CONSENTED", ended: int = 0) -> str:  # fmt: skip
    if await agencies.one(unit, "a1") is None:
        await agencies.add(unit, "よろず", "YOROZU", "東京都", id="a1")
    person = await people.meet(unit, user)
    it = await registrations.open(unit, person, "a1", "", "関東")
    await registrations.save(unit, replace(it, state=state))
    new = await appointments.open(unit, person, it.id, year, "関東", "1", "hash")
    at = unit.now if consented < 0 else consented
    await appointments.save(unit, replace(new, state=appointment, consented=at, ended=ended))
    await search.index(unit, it.id, words)
    return it.id


async def found(store: Store, *words: str, until: int, after: str = "", most: int = 10) -> list[str]:
    hits = await store.look(lambda unit: experts.find(unit, words, YEAR, until, after=after, most=most))
    return [it.id for it in hits]


async def test_every_word_has_to_fit(store: Store, clock: Clock) -> None:
    until = clock.now + DAY
    both = await store.do(lambda unit: expert(unit, "U1", "area 東京都", "field it", "花子"))
    one = await store.do(lambda unit: expert(unit, "U2", "area 東京都", "field law", "花子"))
    assert await found(store, "area 東京都", until=until) == sorted([both, one])
    assert await found(store, "field it", "area 東京都", "花子", until=until) == [both]
    assert await found(store, "field it", "area 大阪府", until=until) == []
    assert await found(store, until=until) == []


@pytest.mark.parametrize(
    "how",
    [
        {"state": "SUSPENDED"},
        {"state": "WITHDRAWN"},
        {"state": "SECRETARIAT_REVIEW"},
        {"appointment": "CONDITIONS_SENT", "consented": 0},
        {"appointment": "REVOKED", "ended": 1},
        {"year": YEAR - 1},
    ],
    ids=str,
)
async def test_who_cannot_be_sent_is_not_found(store: Store, clock: Clock, how: dict[str, object]) -> None:
    await store.do(lambda unit: expert(unit, "U1", "花子", **how))  # type: ignore[arg-type]
    assert await found(store, "花子", until=clock.now + DAY) == []


async def test_an_appointment_covers_the_days_it_was_in_force(store: Store, clock: Clock) -> None:
    later = clock.now + 9 * DAY
    id = await store.do(lambda unit: expert(unit, "U1", "花子", appointment="REVOKED", ended=later))
    assert await found(store, "花子", until=later - DAY) == [id]
    assert await found(store, "花子", until=later + DAY) == []
    assert await found(store, "花子", until=clock.now) == [], "not before the consent"


async def test_who_blocked_the_account_or_was_erased_is_not_found(store: Store, clock: Clock) -> None:
    async def work(unit: Unit) -> None:
        for user in ("U1", "U2"):
            await expert(unit, user, "花子")
        await people.block(unit, await people.meet(unit, "U1"), True)
        await people.forget(unit, await people.meet(unit, "U2"))

    await store.do(work)
    assert await found(store, "花子", until=clock.now + DAY) == []


async def test_pages_go_on_behind_the_last_one_shown(store: Store, clock: Clock) -> None:
    until = clock.now + DAY

    async def work(unit: Unit) -> list[str]:
        return sorted([await expert(unit, f"U{n}", "花子") for n in range(5)])

    ids = await store.do(work)
    first = await found(store, "花子", until=until, most=3)
    assert first == ids[:3]
    assert await found(store, "花子", until=until, after=first[-1], most=3) == ids[3:]


async def test_an_agency_finds_by_name_the_clients_it_knows(store: Store) -> None:
    theirs, ours = await client(store, "よそ"), await client(store, "うち")

    async def known(word: str) -> list[Client]:
        return await store.look(lambda unit: clients.known(unit, word, ours.agency))

    assert await known("シケン") == [ours]
    assert await known("よそ") == []
    await offered(store, replace(theirs, agency=ours.agency))
    assert await known("よそ") == [theirs], "a dispatch was requested for it"
