"""Codes and links for clients: right once and in time, wrong only so often, whoever asks."""

from __future__ import annotations

import pytest

from storage import codes
from storage.codes import TRIES, TRIES_A_VISIT, TRIES_OF_ALL, Fresh
from storage.dispatches import Dispatch
from storage.store import Store
from tests.storage.conftest import Clock
from tests.storage.test_dispatches import client, offered

MINUTE = 60_000


@pytest.fixture
async def visit(store: Store) -> Dispatch:
    return await offered(store, await client(store))


async def made(store: Store, it: Dispatch) -> Fresh:
    return await store.do(lambda unit: codes.make(unit, "visit", it.id, it.id, it.expert, 10 * MINUTE))


async def typed(store: Store, about: str, digits: str) -> bool:
    return await store.do(lambda unit: codes.typed(unit, about, digits)) is not None


def other(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06}"


async def test_link_hand_and_digits_lead_to_the_one_live_code(store: Store, visit: Dispatch) -> None:
    fresh = await made(store, visit)
    assert await store.look(lambda unit: codes.by_link(unit, fresh.link)) == fresh.code
    assert await store.look(lambda unit: codes.by_hand(unit, fresh.hand)) == fresh.code
    assert await typed(store, visit.id, fresh.digits)
    for wrong in (fresh.hand, fresh.digits, "", "x"):
        assert await store.look(lambda unit, wrong=wrong: codes.by_link(unit, wrong)) is None  # type: ignore[misc]
    assert await store.look(lambda unit: codes.by_hand(unit, fresh.link)) is None


async def test_before_the_first_code_nothing_opens(store: Store) -> None:
    assert await store.look(lambda unit: codes.by_link(unit, "x")) is None
    assert await store.look(lambda unit: codes.by_hand(unit, "")) is None
    assert not await typed(store, "nothing", "000000")


async def test_what_is_shown_is_not_what_is_kept(store: Store, visit: Dispatch) -> None:
    fresh = await made(store, visit)
    row = await store.look(lambda unit: unit.row("codes.one", id=fresh.code.id))
    assert row is not None
    assert not {fresh.link, fresh.hand, fresh.digits} & {str(row[name]) for name in row.keys()}  # noqa: SIM118


async def test_after_ten_minutes_it_is_over(store: Store, visit: Dispatch, clock: Clock) -> None:
    fresh = await made(store, visit)
    clock.now += 10 * MINUTE
    assert await store.look(lambda unit: codes.by_link(unit, fresh.link)) is None
    assert not await typed(store, visit.id, fresh.digits)
    assert await store.look(lambda unit: codes.live(unit, fresh.code.id)) == fresh.code, "an opened page may be sent"


async def test_a_new_one_ends_the_old_one(store: Store, visit: Dispatch) -> None:
    old, new = await made(store, visit), await made(store, visit)
    assert await store.look(lambda unit: codes.by_link(unit, old.link)) is None
    assert await store.look(lambda unit: codes.live(unit, old.code.id)) is None
    assert await typed(store, visit.id, new.digits)
    if old.digits != new.digits:
        assert not await typed(store, visit.id, old.digits)


async def test_it_is_used_once(store: Store, visit: Dispatch) -> None:
    fresh = await made(store, visit)
    assert await store.do(lambda unit: codes.use(unit, fresh.code.id, "page"))
    assert not await store.do(lambda unit: codes.use(unit, fresh.code.id, "another"))
    assert await store.look(lambda unit: codes.used_with(unit, fresh.code.id)) == "page"
    assert await store.look(lambda unit: codes.by_link(unit, fresh.link)) is None
    assert not await typed(store, visit.id, fresh.digits)


async def test_five_wrong_tries_end_the_digits_but_not_the_link(store: Store, visit: Dispatch) -> None:
    fresh = await made(store, visit)
    for _ in range(TRIES):
        assert not await typed(store, visit.id, other(fresh.digits))
    assert not await typed(store, visit.id, fresh.digits)
    assert await store.look(lambda unit: codes.by_link(unit, fresh.link)) == fresh.code


async def test_right_ones_are_no_tries(store: Store, visit: Dispatch) -> None:
    fresh = await made(store, visit)
    for _ in range(TRIES + 2):
        assert await typed(store, visit.id, fresh.digits)


async def test_new_codes_do_not_give_new_tries_for_ever(store: Store, visit: Dispatch, clock: Clock) -> None:
    for _ in range(TRIES_A_VISIT // TRIES):
        fresh = await made(store, visit)
        for _ in range(TRIES):
            assert not await typed(store, visit.id, other(fresh.digits))
    fresh = await made(store, visit)
    assert not await typed(store, visit.id, fresh.digits)
    clock.now += codes.WINDOW + 1
    fresh = await made(store, visit)
    assert await typed(store, visit.id, fresh.digits)


async def test_many_who_guess_at_once_close_the_digits_of_all_for_a_while(
    store: Store, visit: Dispatch, clock: Clock
) -> None:
    fresh = await made(store, visit)
    for n in range(TRIES_OF_ALL):
        assert not await typed(store, f"unknown{n}", "000000")
    assert not await typed(store, visit.id, fresh.digits)
    assert await store.look(lambda unit: codes.by_link(unit, fresh.link)) == fresh.code
    clock.now += codes.WINDOW + 1
    fresh = await made(store, visit)
    assert await typed(store, visit.id, fresh.digits)


async def test_old_ones_are_forgotten(store: Store, visit: Dispatch, clock: Clock) -> None:
    fresh = await made(store, visit)
    clock.now += 10 * MINUTE + 1
    assert await store.do(lambda unit: codes.prune(unit, unit.now)) == 1
    assert await store.look(lambda unit: codes.live(unit, fresh.code.id)) is None


async def test_receipts_count_on(store: Store) -> None:
    first = await store.do(codes.next_receipt)
    assert (first, await store.do(codes.next_receipt)) == ("K1001", "K1002")
