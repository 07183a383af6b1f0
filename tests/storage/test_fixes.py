"""Places that were sent for a visit: all kept, in order, sealed, counted once."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import pytest

from storage import fixes
from storage.fixes import Attempt
from storage.store import Store
from tests.storage.test_dispatches import client, offered


def pin(dispatch: str, at: int = 1_000) -> Attempt:
    return Attempt(dispatch, "p1", "in", at, "pin", 35.6812, 139.7671, "grey", "1", distance=120, place="x")


async def test_every_attempt_is_kept_in_order_as_it_was(store: Store) -> None:
    it = await offered(store, await client(store))
    measured = replace(pin(it.id, 2_000), source="measured", accuracy=15, taken=1_900, verdict="near")
    for each in (measured, pin(it.id)):
        await store.do(partial(fixes.keep, attempt=each))
    kept = await store.look(lambda unit: fixes.of_dispatch(unit, it.id))
    assert [replace(each, id="") for each in kept] == [pin(it.id), measured]
    assert len({each.id for each in kept}) == 2


async def test_a_place_counts_once(store: Store) -> None:
    it = await offered(store, await client(store))
    await store.do(lambda unit: fixes.keep(unit, pin(it.id)))
    assert await store.do(lambda unit: fixes.count(unit, it.id, "in", 1_000))
    assert not await store.do(lambda unit: fixes.count(unit, it.id, "in", 1_000))
    assert not await store.do(lambda unit: fixes.count(unit, it.id, "out", 1_000))
    [kept] = await store.look(lambda unit: fixes.of_dispatch(unit, it.id))
    assert kept.counted > 0


@pytest.mark.parametrize("wrong", [{"verdict": "near"}, {"accuracy": 10}], ids=str)
async def test_the_database_itself_scores_no_pin_as_measured(store: Store, wrong: dict[str, object]) -> None:
    it = await offered(store, await client(store))
    with pytest.raises(Exception, match=r"(?i)check"):
        await store.do(lambda unit: fixes.keep(unit, replace(pin(it.id), **wrong)))  # type: ignore[arg-type]


async def test_an_unsent_place_is_blanked_unless_it_counts(store: Store) -> None:
    it = await offered(store, await client(store))
    for at, message in ((1_000, "m1"), (2_000, "m2"), (3_000, "")):
        await store.do(partial(fixes.keep, attempt=replace(pin(it.id, at), message=message)))
    await store.do(lambda unit: fixes.count(unit, it.id, "in", 2_000))
    for message in ("m1", "m2", ""):
        await store.do(partial(fixes.unsend, message=message))
    first, second, third = await store.look(lambda unit: fixes.of_dispatch(unit, it.id))
    assert math.isnan(first.latitude)
    assert (first.verdict, bool(first.withdrawn)) == ("grey", True)
    assert (second.latitude, bool(second.withdrawn)) == (35.6812, True)
    assert (third.latitude, third.withdrawn) == (35.6812, 0)


async def test_a_place_belongs_to_a_visit(store: Store) -> None:
    with pytest.raises(KeyError):
        await store.do(lambda unit: fixes.keep(unit, pin("nobody")))
