"""Backups of a service that runs, keys that change under it, and what was put aside taken up again."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.commands import Unfit
from bot.commands.keep import A_UNIT, copied, parked, replay, replayed, rotated
from bot.commands.serve import now
from bot.health import Health
from storage import audit, jobs, outbox, people, registrations, timers
from storage.outbox import Mark
from storage.store import Store, Unit, open_store
from storage.timers import Timer
from storage.vault import Unreadable, Vault
from tests.whole.conftest import Town
from tests.whole.story import INVITED, SENT, play


async def states(store: Store) -> list[str]:
    async def work(unit: Unit) -> list[str]:
        return [it.state async for it in registrations.every(unit)]

    return await store.look(work)


async def test_a_copy_taken_while_people_write_is_whole_and_opens_as_a_store(town: Town, tmp_path: Path) -> None:
    await play(town, *SENT[:-1])
    database = town.stage.data / "senmonka.db"
    copies = [tmp_path / f"copy{n}.db" for n in range(3)]

    async def copying() -> None:
        for copy in copies:
            await asyncio.to_thread(copied, database, copy)

    await asyncio.gather(copying(), town.expert.tap("送信する"))
    for copy in copies:
        assert copy.stat().st_mode & 0o077 == 0
        restored = await open_store(f"sqlite:///{copy}", Vault(town.stage.settings().keys()), now)
        try:
            assert await restored.look(audit.verify) is None
            assert await states(restored) in (["DRAFT"], ["AGENCY_REVIEW"])
        finally:
            await restored.close()
    assert await states(town.store) == ["AGENCY_REVIEW"]


def test_a_copy_ends_although_somebody_writes_after_each_of_its_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    writer = sqlite3.connect(tmp_path / "live.db", isolation_level=None)
    writer.execute("PRAGMA journal_mode = wal")
    writer.execute("CREATE TABLE t (x)")
    writer.executemany("INSERT INTO t VALUES (?)", [(f"{n:04000}",) for n in range(1000)])

    def written(status: int, remaining: int, total: int) -> None:
        steps.append(remaining)
        assert len(steps) < 50, "begun again and again"
        writer.execute("INSERT INTO t VALUES ('later')")

    class Watched(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **how: Any) -> None:
            super().backup(target, progress=written, **how)

    monkeypatch.setattr("sqlite3.connect", partial(sqlite3.connect, factory=Watched))
    copied(tmp_path / "live.db", tmp_path / "copy.db")
    monkeypatch.undo()
    assert steps[-1] == 0
    copy = sqlite3.connect(tmp_path / "copy.db")
    assert copy.execute("SELECT count(*) FROM t").fetchall() == [(1000,)]
    copy.close()
    writer.close()


async def test_a_broken_database_gives_no_backup(tmp_path: Path) -> None:
    broken, copy = tmp_path / "broken.db", tmp_path / "copy.db"
    db = sqlite3.connect(broken)
    db.execute("CREATE TABLE t (x PRIMARY KEY)")
    db.executemany("INSERT INTO t VALUES (?)", [(f"{n:0300}",) for n in range(500)])
    db.commit()
    db.close()
    pages = bytearray(broken.read_bytes())
    pages[3 * 4096 : 3 * 4096 + 400] = b"\xff" * 400
    broken.write_bytes(pages)
    with pytest.raises((Unfit, sqlite3.DatabaseError)):
        copied(broken, copy)
    assert list(tmp_path.iterdir()) == [broken]


async def test_keys_change_under_a_running_service_and_the_old_one_is_not_needed_any_more(town: Town) -> None:
    await play(town, *INVITED)
    old, new = town.stage.settings().keys()[0], ("k2", os.urandom(32))
    database = f"sqlite:///{town.stage.data}/senmonka.db"
    both = await open_store(database, Vault([new, old]), now)
    try:
        changed, again = await rotated(both), await rotated(both)
    finally:
        await both.close()
    assert changed >= 4
    assert again == 0
    only_new = await open_store(database, Vault([new]), now)
    try:
        assert await only_new.look(audit.verify) is None
    finally:
        await only_new.close()
    only_old = await open_store(database, Vault([old]), now)
    try:
        with pytest.raises(Unreadable):
            await only_old.look(audit.verify)
    finally:
        await only_old.close()


async def again(name: str, unit: Unit) -> bool:
    return await replay(unit, name)


async def test_whatever_was_put_aside_is_listed_and_taken_up_again(town: Town) -> None:
    async def aside(unit: Unit) -> None:
        person = await people.meet(unit, town.expert.user)
        sent = await outbox.add(unit, person=person, event="e", n=0, kind="push", body=b'[{"type":"text","text":"a"}]')
        await outbox.settle(unit, [Mark(sent.id, "parked", unit.now, note="quota")])
        await jobs.add(unit, "letter", "nothing")
        [job] = await jobs.due(unit)
        await jobs.park(unit, job.id, "MissingGlyphs")
        await timers.set(unit, "k", unit.now, "bundle", "nobody")
        await timers.fail(unit, Timer("k", unit.now, "bundle", "nobody"), 1)

    await town.expert.follow()
    await town.store.do(aside)
    names = [name for name, _, _ in await town.store.look(parked)]
    assert [name.partition(":")[0] for name in names] == ["parcel", "job", "alarm"]
    for name in names:
        assert await town.store.do(partial(again, name))
        assert not await town.store.do(partial(again, name))
    assert await town.store.look(parked) == []
    assert not await town.store.do(lambda unit: replay(unit, "parcel:x"))
    async with asyncio.timeout(30):
        while "a" not in await town.expert.heard():
            await town.expert.idle()


async def test_all_that_the_months_limit_held_back_is_sent_at_once_and_nothing_else(town: Town) -> None:
    body = b'[{"type":"text","text":"%d"}]'

    async def aside(unit: Unit) -> None:
        person = await people.meet(unit, town.expert.user)
        for n, why in enumerate(["quota", "refused_403"] + ["quota"] * A_UNIT):
            sent = await outbox.add(unit, person=person, event="e", n=n, kind="push", body=body % n)
            await outbox.settle(unit, [Mark(sent.id, "parked", unit.now, note=why)])

    await town.expert.follow()
    await town.store.do(aside)
    assert await replayed(town.store, "quota") == A_UNIT + 1
    assert await replayed(town.store, "quota") == 0
    assert [why for _, _, why in await town.store.look(parked)] == ["refused_403"]
    async with asyncio.timeout(60):
        while str(A_UNIT + 1) not in await town.expert.heard():
            await town.expert.idle()
    numbers = [text for text in await town.expert.heard() if text.isdigit()]
    assert numbers == [str(n) for n in range(A_UNIT + 2) if n != 1]


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("", {"Forwarded": "for=203.0.113.9"}, 404),
        ("m" * 20, {}, 404),
        ("m" * 20, {"Authorization": "Bearer x"}, 404),
        ("m" * 20, {"Authorization": "Bearer " + "m" * 20}, 200),
    ],
)
async def test_figures_are_shown_to_whoever_has_the_token_or_without_one_to_this_machine(
    town: Town, token: str, headers: dict[str, str], status: int
) -> None:
    app = web.Application()
    app.router.add_get("/metrics", Health(town.store, token).metrics)
    async with TestClient(TestServer(app)) as client, client.get("/metrics", headers=headers) as got:
        assert got.status == status
        assert ("letter_seconds" in await got.text()) == (status == 200)
