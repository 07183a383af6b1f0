"""What was acknowledged is there after a kill at any moment, whole or not at all, and the log still fits."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage import audit, inbox, outbox
from storage.store import Store, Unit
from tests.storage import victim


def command(mode: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.storage.victim", mode, str(folder)]


def run(mode: str, folder: Path) -> list[str]:
    """What the victim said at its end."""
    return subprocess.check_output(command(mode, folder), text=True).split()


def killed_after(lines: int, folder: Path) -> set[str]:
    """The events it was told of before it died."""
    with subprocess.Popen(command("endless", folder), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = {process.stdout.readline() for _ in range(lines)}
        process.kill()
        told |= set(process.stdout)
    return {line.decode().strip() for line in told if line.endswith(b"\n")}


async def effects(path: Path) -> set[str]:
    """Events that took effect. Fails when one did so by half, when the log does not fit, when the file is damaged."""
    store: Store = await victim.opened(path)

    async def found(unit: Unit) -> set[str]:
        assert await audit.verify(unit) is None
        inside, outside = set(), set()
        for person in await inbox.people_waiting(unit):
            outside = {parcel.event for parcel in await outbox.due(unit, person)}
            noted = {event for event in outside if await audit.of_subject(unit, event)}
            assert noted == outside
        with closing(sqlite3.connect(path)) as db:
            inside = {row[0] for row in db.execute("SELECT event FROM inbox")}
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert inside == outside
        return inside

    try:
        return await store.look(found)
    finally:
        await store.close()


@pytest.mark.parametrize("lines", [1, 7, 40, 133])
async def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, lines: int) -> None:
    told: set[str] = set()
    for _ in range(2):
        told |= killed_after(lines, tmp_path)
        assert told <= await effects(tmp_path / "x.db")


async def test_a_crash_at_any_step_of_the_writer_leaves_whole_units_and_all_that_were_acknowledged(
    tmp_path: Path,
) -> None:
    steps = int(run("points", tmp_path)[0])
    assert steps > 60
    every = [f"e{n}" for n in range(victim.EVENTS_PER_POINT)]
    for n in range(1, steps + 1):
        path = tmp_path / f"{n:04}.db"
        told = set(path.with_suffix(".told").read_text().split())
        there = await effects(path)
        assert told <= there <= set(every[: len(told) + 1]), f"step {n}"


async def test_after_a_crash_the_same_events_again_make_up_what_is_missing(tmp_path: Path) -> None:
    steps = int(run("points", tmp_path)[0])
    for n in range(1, steps + 1, 7):
        path = tmp_path / f"{n:04}.db"
        await victim.scenario(path, victim.Fuse(0))
        assert await effects(path) == {f"e{n}" for n in range(victim.EVENTS_PER_POINT)}


async def test_a_disk_that_is_full_loses_nothing_acknowledged_and_work_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    failed_at, *told = run("full", tmp_path)
    assert 0 < int(failed_at) < 1000
    assert await effects(tmp_path / "x.db") == set(told)
