"""Agencies, timers, lanes, files."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from storage import agencies, files, lanes, people, timers
from storage.files import Files, Gone
from storage.store import Store
from tests.storage.conftest import Clock


async def test_agencies_are_listed_by_name_and_found_by_prefecture(store: Store) -> None:
    for name, prefecture in (("い", "東京都"), ("あ", "大阪府"), ("う", "東京都")):
        await store.do(lambda unit, n=name, p=prefecture: agencies.add(unit, n, "CCI", p, can_dispatch=n == "う"))  # type: ignore[misc]
    every = await store.look(agencies.all)
    assert [each.name for each in every] == ["あ", "い", "う"]
    tokyo = await store.look(lambda unit: agencies.of_prefecture(unit, "東京都"))
    assert [(each.name, each.can_dispatch) for each in tokyo] == [("い", False), ("う", True)]
    assert await store.look(lambda unit: agencies.one(unit, every[0].id)) == every[0]
    assert await store.look(lambda unit: agencies.one(unit, "unknown")) is None


async def test_a_timer_is_due_at_its_time_and_setting_it_again_moves_it(store: Store) -> None:
    for key, due in (("b", 5), ("a", 5), ("c", 7), ("b", 6)):
        await store.do(lambda unit, k=key, d=due: timers.set(unit, k, d, "remind", f"about {k}"))  # type: ignore[misc]
    assert await store.look(lambda unit: timers.due(unit, 4)) == []
    assert [each.key for each in await store.look(lambda unit: timers.due(unit, 6))] == ["a", "b"]
    assert [each.key for each in await store.look(lambda unit: timers.due(unit, 7, most=1))] == ["a"]
    assert await store.do(lambda unit: timers.cancel(unit, "a"))
    assert not await store.do(lambda unit: timers.cancel(unit, "a"))
    [timer, _] = await store.look(lambda unit: timers.due(unit, 7))
    assert timer == timers.Timer("b", 6, "remind", "about b")


async def test_one_process_at_a_time_has_the_lane_of_a_person(store: Store, clock: Clock) -> None:
    person = await store.do(lambda unit: people.meet(unit, "U1"))

    async def claims(owner: str, seconds: int = 10) -> bool:
        return await store.do(lambda unit: lanes.claim(unit, person, owner, unit.now + seconds))

    assert sorted(await asyncio.gather(*(claims(f"process {n}") for n in range(5)))) == [False] * 4 + [True]
    clock.now += 10
    assert await claims("next")
    assert await claims("next", 20)
    assert not await claims("other")
    await store.do(lambda unit: lanes.release(unit, person, "other", unit.now + 20))
    await store.do(lambda unit: lanes.release(unit, person, "next", unit.now + 10))  # it was renewed since
    assert not await claims("other")
    await store.do(lambda unit: lanes.release(unit, person, "next", unit.now + 20))
    assert await claims("other")


async def test_a_lane_is_held_until_somebody_else_has_had_it(store: Store, clock: Clock) -> None:
    person = await store.do(lambda unit: people.meet(unit, "U1"))

    async def holds(owner: str) -> bool:
        return await store.do(lambda unit: lanes.hold(unit, person, owner, unit.now + 10))

    assert not await holds("one")
    await store.do(lambda unit: lanes.claim(unit, person, "one", unit.now + 10))
    clock.now += 20
    assert await holds("one")
    clock.now += 20
    assert await store.do(lambda unit: lanes.claim(unit, person, "two", unit.now + 10))
    assert not await holds("one")


async def test_whoever_sits_on_a_seat_succeeds_who_sat_there(store: Store, clock: Clock) -> None:
    named = ("here:80/1", "here:80/2", "here:8080/3", "there:80/4", "gone:80/5")
    users = {owner: await store.do(lambda unit, o=owner: people.meet(unit, o)) for owner in named}  # type: ignore[misc]

    async def claims(owner: str, whose: str, seconds: int = 10) -> bool:
        return await store.do(lambda unit: lanes.claim(unit, users[whose], owner, unit.now + seconds))

    for owner in users:
        assert await claims(owner, owner, 5 if owner.startswith("gone") else 10)
    clock.now += 5
    await store.do(lambda unit: lanes.succeed(unit, "here:80/"))
    assert [whose for whose in named if await claims("new", whose)] == ["here:80/1", "here:80/2", "gone:80/5"]


async def test_a_lease_that_a_clock_gave_which_was_set_back_binds_nobody(store: Store, clock: Clock) -> None:
    person = await store.do(lambda unit: people.meet(unit, "U1"))
    clock.now += 3_600_000
    assert await store.do(lambda unit: lanes.claim(unit, person, "dead", unit.now + 8_000))
    clock.now -= 3_600_000
    assert await store.do(lambda unit: lanes.claim(unit, person, "next", unit.now + 8_000))


async def test_a_file_is_kept_under_a_name_nobody_guesses_and_read_back(tmp_path: Path) -> None:
    kept = Files(f"file://{tmp_path}/files")
    one, two = await kept.put(b"one", "image/jpeg"), await kept.put(b"one", "image/jpeg")
    assert one != two
    assert len(one) == 32
    assert await kept.read(one) == b"one"
    await kept.delete(one)
    await kept.delete(one)
    with pytest.raises(Gone):
        await kept.read(one)
    assert await kept.read(two) == b"one"


@pytest.mark.parametrize("id", ["", "../../etc/passwd", "0" * 31, "g" * 32, "0" * 30 + "/0"])
async def test_nothing_but_an_id_of_ours_names_a_file(tmp_path: Path, id: str) -> None:
    kept = Files(f"file://{tmp_path}/files")
    with pytest.raises(Gone):
        await kept.read(id)
    with pytest.raises(Gone):
        await kept.delete(id)


async def test_a_file_without_a_row_is_found_as_an_orphan_once_it_is_old(store: Store, tmp_path: Path) -> None:
    kept = Files(f"file://{tmp_path}/files")
    person = await store.do(lambda unit: people.meet(unit, "U1"))
    noted, orphan = await kept.put(b"noted", "image/png"), await kept.put(b"orphan", "image/png")
    digest = sha256(b"noted").hexdigest()
    await store.do(lambda unit: files.note(unit, noted, person, "image/png", 5, digest, "photo"))
    soon, before = datetime.now(UTC) + timedelta(minutes=1), datetime.now(UTC) - timedelta(hours=1)
    assert await files.orphans(kept, store, soon) == [orphan]
    assert await files.orphans(kept, store, before) == []


async def test_files_are_listed_by_person_and_dropped(store: Store, clock: Clock) -> None:
    person = await store.do(lambda unit: people.meet(unit, "U1"))
    for id in ("b", "a"):
        clock.now += 1
        await store.do(lambda unit, id=id: files.note(unit, id, person, "application/pdf", 9, "digest", "certificate"))  # type: ignore[misc]
    assert [each.id for each in await store.look(lambda unit: files.of_person(unit, person))] == ["b", "a"]
    expected = files.Kept("a", person, "application/pdf", 9, "digest", "certificate", clock.now)
    assert await store.look(lambda unit: files.one(unit, "a")) == expected
    assert await store.do(lambda unit: files.drop(unit, "a"))
    assert await store.look(lambda unit: files.one(unit, "a")) is None
