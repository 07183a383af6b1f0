"""Drafts and drawn messages: one current draft, no lost update, every button used once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from storage import drafts, drawn, people
from storage.drafts import Draft
from storage.store import Stale, Store
from storage.vault import Unreadable
from tests.storage.conftest import Clock
from tests.storage.tampering import tampering


async def met(store: Store, user: str = "U1") -> str:
    return await store.do(lambda unit: people.meet(unit, user))


async def kept(store: Store, draft: Draft) -> Draft:
    return await store.do(lambda unit: drafts.keep(unit, draft))


async def test_a_draft_comes_back_as_it_was_kept(store: Store, clock: Clock) -> None:
    person = await met(store)
    draft = await kept(store, Draft(person, "profile", "r1", 3, {"name": "髙﨑", "n": [1, None]}))
    assert (draft.revision, draft.updated) == (1, clock.now)
    assert await store.look(lambda unit: drafts.load(unit, person, "profile", "r1")) == draft
    assert await store.look(lambda unit: drafts.current(unit, person)) == draft
    assert await store.look(lambda unit: drafts.load(unit, person, "profile", "r2")) is None


async def test_of_two_who_change_a_draft_at_once_one_wins_and_the_other_is_told(store: Store) -> None:
    person = await met(store)
    draft = await kept(store, Draft(person, "profile", "", 1, {}))
    changes = [replace(draft, body={"n": n}) for n in range(8)]
    ends = await asyncio.gather(*(kept(store, change) for change in changes), return_exceptions=True)
    won = [end for end in ends if isinstance(end, Draft)]
    assert len(won) == 1
    assert sum(isinstance(end, Stale) for end in ends) == 7
    assert await store.look(lambda unit: drafts.current(unit, person)) == won[0]


async def test_a_draft_begun_twice_is_begun_once(store: Store) -> None:
    draft = Draft(await met(store), "profile", "", 1, {})
    await kept(store, draft)
    with pytest.raises(Stale):
        await kept(store, draft)


async def test_only_one_draft_of_a_person_is_current_the_others_are_parked_newest_first(
    store: Store, clock: Clock
) -> None:
    person = await met(store)
    await kept(store, Draft(person, "a", "", 1, {}))
    with pytest.raises(Stale):
        await kept(store, Draft(person, "b", "", 1, {}))
    for dialog in ("b", "c"):
        clock.now += 1
        await store.do(lambda unit: drafts.park(unit, person))
        await kept(store, Draft(person, dialog, "", 1, {"of": dialog}))
    current = await store.look(lambda unit: drafts.current(unit, person))
    assert current is not None
    assert current.dialog == "c"
    parked = await store.look(lambda unit: drafts.parked(unit, person))
    assert [(each.dialog, each.parked) for each in parked] == [("b", True), ("a", True)]
    await store.do(lambda unit: drafts.park(unit, person))
    await kept(store, replace(parked[1], parked=False))
    await store.do(lambda unit: drafts.drop(unit, person, "b", ""))
    assert [each.dialog for each in await store.look(lambda unit: drafts.parked(unit, person))] == ["c"]


async def test_an_older_version_of_a_draft_cannot_be_put_back(store: Store) -> None:
    person = await met(store)
    draft = await kept(store, Draft(person, "profile", "", 1, {"account": "1234567"}))
    with tampering("test.old", "SELECT body FROM drafts"):
        old = await store.look(lambda unit: unit.row("test.old"))
    await kept(store, replace(draft, body={"account": "7654321"}))
    assert old is not None
    with tampering("test.back", "UPDATE drafts SET body = :body"):
        await store.do(lambda unit: unit.run("test.back", body=old["body"]))
    with pytest.raises(Unreadable):
        await store.look(lambda unit: drafts.current(unit, person))


async def test_a_button_is_found_by_its_token_and_used_once(store: Store, clock: Clock) -> None:
    person = await met(store)
    taps = [{"action": "approve", "about": "r1"}, "no"]
    await store.do(lambda unit: drawn.keep(unit, "t1", person, dialog="d", subject="s", step="sure", taps=taps))
    found = await store.look(lambda unit: drawn.find(unit, "t1"))
    assert found == drawn.Drawn("t1", person, "d", "s", "sure", taps, clock.now, {})
    uses = await asyncio.gather(*(store.do(lambda unit: drawn.use(unit, "t1", 0)) for _ in range(10)))
    assert sorted(uses) == [False] * 9 + [True]
    assert await store.do(lambda unit: drawn.use(unit, "t1", 1))
    found = await store.look(lambda unit: drawn.find(unit, "t1"))
    assert found is not None
    assert found.used == {0: clock.now, 1: clock.now}


async def test_a_token_that_was_never_drawn_or_is_pruned_leads_nowhere(store: Store, clock: Clock) -> None:
    person = await met(store)
    await store.do(lambda unit: drawn.keep(unit, "t1", person, taps=[1]))
    await store.do(lambda unit: drawn.use(unit, "t1", 0))
    assert not await store.do(lambda unit: drawn.use(unit, "guessed", 0))
    assert await store.do(lambda unit: drawn.prune(unit, clock.now + 1)) == 1
    assert await store.look(lambda unit: drawn.find(unit, "t1")) is None
    assert not await store.do(lambda unit: drawn.use(unit, "t1", 0))
