"""Units a second of the SQLite store, 64 callers at once: group commit beside one commit per unit, in one run.

`python -m benchmarks.store` — seven statements a unit, as a turn of a conversation has them; every unit is on disk
when it counts.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from itertools import count
from pathlib import Path

from storage.sqlite import SqliteStore
from storage.store import Unit
from storage.vault import Vault

CALLERS = 64
EVENTS = count()


async def turn(unit: Unit) -> None:
    """Lock, take in, read, keep a draft, put a message in the outbox, finish: with bodies of the usual size, not
    sealed.
    """
    n = next(EVENTS)
    person, event = f"p{n % CALLERS}", f"e{n}"
    await unit.row("people.lock", id=person)
    await unit.run(
        "inbox.take_in",
        event=event,
        message=event,
        person=person,
        at=n,
        now=n,
        raw=b"r" * 400,
        needs_media=0,
        state="ready",
    )
    letter = await unit.row("inbox.next", person=person)
    await unit.run(
        "outbox.add",
        person=person,
        event=event,
        n=0,
        kind="reply",
        state="tried",
        reply_token="t",
        body=b"b" * 900,
        retry_key=event,
        received=n,
        now=n,
        not_before=0,
        question=1,
    )
    await unit.run("timers.set", key=person, due=n, what="remind", about=event)
    await unit.row("people.key", id=person)
    assert letter is not None
    await unit.run("inbox.finish", seq=letter["seq"], now=n + 1)


async def measure(folder: Path, most: int, units: int) -> float:
    """Units a second."""
    store = await SqliteStore.open(str(folder / f"{most}.db"), Vault([("k", os.urandom(32))]), lambda: 0, most=most)

    async def people(unit: Unit) -> None:
        for n in range(CALLERS):
            await unit.run("people.add", id=f"p{n}", line_user=f"U{n}", key=b"k", now=0)

    async def caller() -> None:
        for _ in range(units // CALLERS):
            await store.do(turn)

    await store.do(people)
    await asyncio.gather(*(caller() for _ in range(CALLERS)))
    began = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(CALLERS)))
    took = time.perf_counter() - began
    await store.close()
    return units / took


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        alone = await measure(Path(folder), 1, 3_200)
        group = await measure(Path(folder), 128, 32_000)
    print(f"one commit per unit {alone:8,.0f} units/s")
    print(f"group commit        {group:8,.0f} units/s")
    print(f"ratio               {group / alone:8.1f}")


if __name__ == "__main__":
    asyncio.run(main())
