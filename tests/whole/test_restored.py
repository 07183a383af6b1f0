"""Copies of the database, one after the other while people write: each is whole by every rule, and a service can go on
from it.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.commands.keep import copied
from bot.commands.serve import now
from storage import audit
from storage.store import open_store
from storage.vault import Vault
from tests.whole.behind import owing
from tests.whole.conftest import Town, living
from tests.whole.story import INVITED, play

COPIES = 5
DONE = "SELECT count(*) FROM inbox WHERE state = 'done'"
UNANSWERED = "SELECT event FROM inbox WHERE state = 'done' AND event NOT IN (SELECT event FROM outbox)"
EARLY = "SELECT event FROM outbox WHERE kind = 'reply' AND event NOT IN (SELECT event FROM inbox WHERE state = 'done')"
ORPHANS = "PRAGMA foreign_key_check"


async def done_in(copy: Path, town: Town) -> int:
    """How many letters are done in the copy. Fails when a rule is broken in it."""
    with closing(sqlite3.connect(copy)) as db:
        assert [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
        for query in (UNANSWERED, EARLY, ORPHANS):
            assert db.execute(query).fetchall() == [], query
        [(done,)] = db.execute(DONE).fetchall()
    store = await open_store(f"sqlite:///{copy}", Vault(town.stage.settings().keys()), now)
    try:
        assert await store.look(audit.verify) is None
    finally:
        await store.close()
    return int(done)


async def test_every_copy_taken_while_people_write_is_whole_and_a_service_goes_on_from_it(
    town: Town, tmp_path: Path
) -> None:
    await play(town, *INVITED)
    people = [town.phone(town.stage.line.add("試験 太郎", "専門家", friend=True)) for _ in range(6)]
    over, written = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        while not over.is_set():
            await asyncio.gather(*(person.type("お問い合わせ") for person in people))
            written.set()

    writing = asyncio.create_task(write())
    done = []
    for n in range(COPIES):
        written.clear()
        await written.wait()
        copy = tmp_path / f"copy{n}.db"
        await asyncio.to_thread(copied, town.stage.data / "senmonka.db", copy)
        done.append(await done_in(copy, town))
    over.set()
    await writing
    assert done == sorted(set(done)), "each holds more than the one before"

    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(tmp_path / f"copy{COPIES - 1}.db", restored / "senmonka.db")
    shutil.copy(town.stage.data / "demo.key", restored)
    async with living(restored) as again:
        await again.expert.type("お問い合わせ")
        assert "お住まいの地域" in await again.expert.last()
        while await owing(again):
            await again.expert.idle()
        assert await done_in(restored / "senmonka.db", again) > done[-1]
