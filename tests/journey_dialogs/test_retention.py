"""What has been kept long enough goes, and what reads it afterwards goes on working."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands.report import EVER
from bot.commands.retention import cleared
from bot.commands.rows import EXPORTS
from conversations.dispatch.cards import seen
from rules.japan_time import DAY
from rules.retention import CLASSES
from storage import audit, clients, dispatch_files, dispatches, files, people, places, registrations
from storage.files import Files, Gone
from storage.store import Unit
from storage.vault import Unreadable
from tests.journey_dialogs.conftest import World
from tests.journey_dialogs.dispatching import dispatched

AFTER_SIX_YEARS = 6 * 366 * DAY
REPORT = {"done": "カナリアの報告"}


async def run(world: World, shelf: Files | None) -> dict[str, tuple[int, str]]:
    return {of: await cleared(world.store, of, world.clock[0], shelf) for of in CLASSES}


async def withdrawn(world: World, person: str) -> None:
    async def work(unit: Unit) -> None:
        it = await registrations.of_person(unit, person)
        assert it is not None
        await registrations.save(unit, replace(it, state="WITHDRAWN"))

    await world.store.do(work)


@pytest.fixture
def shelf(tmp_path: Path) -> Files:
    return Files(f"file://{tmp_path}/files")


def sealed_bytes(tmp_path: Path) -> list[bytes]:
    db = sqlite3.connect(tmp_path / "world.db")
    found = [v for row in db.execute("SELECT key, sealed FROM dispatches UNION ALL SELECT key, sealed FROM clients")
             for v in row]  # fmt: skip
    db.close()
    return found


def on_disk(tmp_path: Path) -> bytes:
    db = sqlite3.connect(tmp_path / "world.db")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return b"".join(file.read_bytes() for file in sorted(tmp_path.glob("world.db*")))


async def test_a_visit_its_client_and_who_withdrew_are_erased_when_their_time_is_over(
    world: World, shelf: Files, tmp_path: Path
) -> None:
    it = await dispatched(world, state="INSPECTED", report=REPORT)
    await withdrawn(world, it.expert)
    paper = await shelf.put(b"the report", "application/pdf")

    async def attach(unit: Unit) -> None:
        await files.note(unit, paper, it.expert, "application/pdf", 10, "0", "report")
        await dispatch_files.add(unit, it.id, paper, "report")

    await world.store.do(attach)
    before = sealed_bytes(tmp_path)
    kept = on_disk(tmp_path)
    assert len(before) == 4
    assert all(value in kept for value in before)
    world.clock[0] += AFTER_SIX_YEARS
    found = await run(world, shelf)
    assert (found["visit"], found["client"], found["person"]) == (
        (1, "2026-11-24"), (1, "2026-11-24"), (1, "2026-11-24"),
    )  # fmt: skip
    left = on_disk(tmp_path)
    assert [value for value in before if value in left] == []
    with pytest.raises(Gone):
        await shelf.read(paper)
    await still_reads(world, it.id)
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert [(line.action, line.reason) for line in lines if line.action.startswith("retention")] == [
        ("retention.visit", "")
    ]
    again = await run(world, shelf)
    assert {of: count for of, (count, _) in again.items()} == dict.fromkeys(CLASSES, 0)


async def still_reads(world: World, id: str) -> None:
    async def work(unit: Unit) -> None:
        it = await dispatches.one(unit, id)
        assert it is not None
        assert (it.state, it.report, it.request) == ("INSPECTED", {}, {})
        card = await seen(unit, it)
        assert (card.client.name, card.expert) == ("", "")
        assert [each.id for each in await dispatches.of_agency(unit, it.agency, (0, ""))] == [id]
        assert await places.of_client(unit, it.client) == []
        assert await clients.find(unit, "試験製作所") == []
        with pytest.raises(Unreadable):
            await people.key_of(unit, it.expert)
        for name in ("experts", "visits", "payments", "audit"):
            assert isinstance(await EXPORTS[name](unit, *EVER), list)

    await world.store.look(work)


async def test_nothing_goes_before_its_time(world: World, shelf: Files) -> None:
    it = await dispatched(world, state="INSPECTED", report=REPORT)
    await withdrawn(world, it.expert)
    world.clock[0] += 5 * 365 * DAY  # withdrawn long ago, but the visit is kept
    assert {of: n for of, (n, _) in (await run(world, shelf)).items()} == dict.fromkeys(CLASSES, 0)


async def test_a_dry_run_counts_and_changes_nothing(world: World) -> None:
    it = await dispatched(world, state="INSPECTED", report=REPORT)
    world.clock[0] += AFTER_SIX_YEARS
    assert (await run(world, None))["visit"] == (1, "2026-11-24")
    found = await world.store.look(lambda unit: dispatches.one(unit, it.id))
    assert found == it
