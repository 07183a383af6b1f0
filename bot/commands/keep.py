"""What keeps a service whole: backups while it runs, keys that change, and what was put aside run again."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.commands.serve import store_of
from bot.settings import Unfit, read_settings
from storage import inbox, jobs, keys, outbox, timers
from storage.store import Store, Unit

A_UNIT = 200  # of what is taken up again: the service writes in between
BESIDE = ("", "-journal", "-wal", "-shm")  # what SQLite may make of a file


async def backup(args: argparse.Namespace) -> None:
    """A whole copy of the database at one moment, taken while the service runs, and looked through before it counts."""
    url = read_settings().database_url
    if not url.startswith("sqlite:///"):
        raise Unfit("backup: DATABASE_URL is no SQLite file. PostgreSQL brings its own: pg_dump --format=custom")
    if args.out.exists():
        raise Unfit(f"--out: {args.out} is there already")
    size = await asyncio.to_thread(copied, Path(url.removeprefix("sqlite:///")), args.out)
    print(f"{args.out}\t{size} bytes\twhole")


def copied(source: Path, target: Path) -> int:
    """Bytes of the copy. Raises Unfit when there is no database, or the copy is not whole: then nothing is left.

    In one step, which holds up no writer of a WAL file. Between two steps a commit would make SQLite begin again.
    """
    if not source.exists():
        raise Unfit(f"DATABASE_URL: there is no {source}")
    unfinished = target.with_name(f"{target.name}.unfinished")
    _discard(unfinished)  # of one that was killed
    unfinished.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            live.backup(copy)
            [said, *_] = [row[0] for row in copy.execute("PRAGMA integrity_check")]
        if said != "ok":
            raise Unfit(f"the copy is not whole: {said}")
    except BaseException:
        _discard(unfinished)
        raise
    unfinished.rename(target)
    return target.stat().st_size


def _discard(file: Path) -> None:
    for end in BESIDE:
        file.with_name(file.name + end).unlink(missing_ok=True)


async def keys_rotate(args: argparse.Namespace) -> None:
    """Every key under the first of DATA_KEYS, a few at a time while the service runs. Broken off, it goes on later."""
    async with store_of(read_settings()) as store:
        changed = await rotated(store)
    print(
        f"{changed} keys are now under the first of DATA_KEYS. The others may be taken out once no backup needs them."
    )


async def rotated(store: Store) -> int:
    """How many keys were wrapped anew."""
    changed = await store.do(keys.rewrap_own)
    for owners in keys.OWNERS:
        after = ""
        while True:
            count, after = await store.do(lambda unit, owners=owners, after=after: keys.rewrap(unit, owners, after))  # type: ignore[misc]
            changed += count
            if not after:
                break
    return changed


async def events_parked(args: argparse.Namespace) -> None:
    """Kind and id (which `events replay` takes), how often it was tried, and why it was given up."""
    async with store_of(read_settings()) as store:
        for line in await store.look(parked):
            print(*line, sep="\t")


async def parked(unit: Unit) -> list[tuple[str, int, str]]:
    """(id, tries, reason) of letters, parcels, jobs and alarms, the oldest of each first."""
    found = [(row["event"], row["attempts"], row["reason"]) for row in await inbox.parked(unit)]
    found += [(f"parcel:{row['id']}", row["attempts"], row["note"]) for row in await outbox.parked(unit)]
    found += [(f"job:{job.id}", job.attempts, f"{job.kind}: {reason}") for job, reason in await jobs.parked(unit)]
    found += [(f"alarm:{row['key']}", row["tries"], row["what"]) for row in await timers.parked(unit)]
    return found


async def events_replay(args: argparse.Namespace) -> None:
    """One, or all that were given up for the same reason."""
    async with store_of(read_settings()) as store:
        if args.parked:
            count = await replayed(store, args.parked)
            if not count:
                raise Unfit(f"nothing is parked for the reason {args.parked}. `events parked` shows reasons last.")
            print(f"{count} taken up again")
        elif not await store.do(lambda unit: replay(unit, args.id)):
            raise Unfit(f"nothing parked is called {args.id}. `events parked` lists what is.")


async def replayed(store: Store, reason: str) -> int:
    """Takes up everything that was given up for this reason, the oldest of each kind first; how many there were."""
    names = [name for name, _, why in await store.look(parked) if why == reason]

    async def work(unit: Unit, some: list[str]) -> int:
        return sum([await replay(unit, name) for name in some])

    return sum([await store.do(partial(work, some=names[at : at + A_UNIT])) for at in range(0, len(names), A_UNIT)])


async def replay(unit: Unit, name: str) -> bool:
    """Takes it up again; the running service finds it within two seconds. False when there is no such thing."""
    kind, _, id = name.partition(":")
    match kind:
        case "parcel" if id.isdecimal():
            return await outbox.reopen(unit, int(id))
        case "job" if id.isdecimal():
            return await jobs.reopen(unit, int(id))
        case "alarm":
            return await timers.reopen(unit, id)
    return await inbox.replay(unit, name)


__all__ = ["backup", "events_parked", "events_replay", "keys_rotate"]
