"""Invitations: once, in time, and nobody guesses them."""

from __future__ import annotations

import asyncio

import pytest

from storage import agencies, invitations, people
from storage.invitations import Invitation
from storage.store import Store, Unit
from tests.storage.conftest import Clock

MINUTE = 60 * 1000


@pytest.fixture
async def person(store: Store, clock: Clock) -> str:
    """Somebody, while the code "right" is good for a minute."""

    async def work(unit: Unit) -> str:
        agency = await agencies.add(unit, "よろず", "YOROZU", "東京都", id="a1")
        id = await people.meet(unit, "U1")
        expires = clock.now + MINUTE
        await invitations.add(
            unit, "right", role="expert", agency=agency.id, issued_by=id, expires=expires, interview_on="2026-11-20"
        )
        return id

    return await store.do(work)


async def redeemed(store: Store, code: str, person: str) -> Invitation | None:
    return await store.do(lambda unit: invitations.redeem(unit, code, person))


async def wrong(store: Store, person: str) -> int:
    return await store.do(lambda unit: invitations.note_try(unit, person))


async def locked(store: Store, person: str) -> int:
    return await store.look(lambda unit: invitations.locked_until(unit, person))


async def test_a_code_gives_the_role_its_issuer_chose(store: Store, person: str, clock: Clock) -> None:
    expected = Invitation("expert", "a1", None, person, clock.now + MINUTE, "2026-11-20", "", False)
    assert await redeemed(store, "right", person) == expected


async def test_unknown_used_and_expired_codes_get_the_same_answer(store: Store, person: str, clock: Clock) -> None:
    answers = [await redeemed(store, "unknown", person)]
    await redeemed(store, "right", person)
    answers.append(await redeemed(store, "right", person))
    await store.do(lambda unit: invitations.add(unit, "old", role="agency", agency="a1", expires=clock.now))
    answers.append(await redeemed(store, "old", person))
    assert answers == [None, None, None]


async def test_of_many_who_redeem_a_code_at_once_one_gets_it(store: Store, person: str) -> None:
    ends = await asyncio.gather(*(redeemed(store, "right", person) for _ in range(100)))
    assert sum(end is not None for end in ends) == 1


async def test_five_wrong_tries_in_a_quarter_of_an_hour_lock_for_an_hour(
    store: Store, person: str, clock: Clock
) -> None:
    ends = []
    for _ in range(5):
        clock.now += 3 * MINUTE
        ends.append(await wrong(store, person))
    until = clock.now + 60 * MINUTE
    assert ends == [0, 0, 0, 0, until]
    assert await locked(store, person) == until
    clock.now = until
    assert await locked(store, person) == 0


async def test_wrong_tries_that_are_far_apart_lock_nobody(store: Store, person: str, clock: Clock) -> None:
    ends = []
    for _ in range(9):
        clock.now += 4 * MINUTE
        ends.append(await wrong(store, person))
    assert ends == [0] * 9


async def test_ten_wrong_tries_at_once_are_all_counted(store: Store, person: str) -> None:
    await asyncio.gather(*(wrong(store, person) for _ in range(10)))
    assert await locked(store, person) > 0
    assert await store.look(lambda unit: invitations.tries_since(unit, 0)) == 10


async def test_ones_wrong_tries_lock_nobody_else(store: Store, person: str) -> None:
    other = await store.do(lambda unit: people.meet(unit, "U2"))
    for _ in range(5):
        await wrong(store, person)
    assert await locked(store, other) == 0


async def test_old_tries_and_locks_are_forgotten(store: Store, person: str, clock: Clock) -> None:
    for _ in range(5):
        await wrong(store, person)
    clock.now += 61 * MINUTE
    await store.do(lambda unit: invitations.prune(unit, clock.now))
    assert await store.look(lambda unit: invitations.tries_since(unit, 0)) == 0
