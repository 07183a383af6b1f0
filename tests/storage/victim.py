"""A process to be killed: it works through events on a SQLite store and writes down each one it was told is on disk.

`python -m tests.storage.victim MODE FOLDER`. endless: until it is killed. points: dies once at every step of the writer
(a fork and a database each). full: fills its disk to a limit, goes on once there is room, and says how it went.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from storage import audit, inbox, outbox
from storage.inbox import Arrival
from storage.store import Probe, Store, StoreDown, Unit, open_store
from storage.vault import Vault

KEYS = [("k1", bytes(range(32)))]
EVENTS_PER_POINT = 3


def effect(event: str, size: int = 300) -> Callable[[Unit], object]:
    """Takes an event in and answers it, all in one unit."""

    async def work(unit: Unit) -> None:
        arrival = Arrival(event, f"m-{event}", "U1", 1, b"r" * size, False)
        for person in await inbox.take_in(unit, [arrival]):
            await outbox.add(unit, person=person, event=event, n=0, kind="reply", body=b"b" * size)
            await audit.note(unit, actor=person, action="answer", subject=event)

    return work


async def opened(path: Path, probe: Probe | None = None) -> Store:
    return await open_store(f"sqlite:///{path}", Vault(KEYS), lambda: 1, probe)


async def endless(folder: Path) -> None:
    store = await opened(folder / "x.db")

    async def caller(name: int) -> None:
        n = 0
        while True:
            event = f"{os.getpid()}-{name}-{n}"
            await store.do(effect(event))  # type: ignore[arg-type]
            os.write(1, f"{event}\n".encode())
            n += 1

    await asyncio.gather(*(caller(name) for name in range(8)))


class Fuse:
    """Ends the process at the n-th step; without n it only counts."""

    def __init__(self, n: int) -> None:
        self.left = n
        self.steps = 0

    def __call__(self, step: str) -> None:
        self.steps += 1
        self.left -= 1
        if self.left == 0:
            os._exit(9)


async def scenario(path: Path, fuse: Fuse) -> None:
    store = await opened(path, fuse)
    with path.with_suffix(".told").open("wb", buffering=0) as told:
        for n in range(EVENTS_PER_POINT):
            await store.do(effect(f"e{n}"))  # type: ignore[arg-type]
            told.write(f"e{n}\n".encode())
    await store.close()


def points(folder: Path) -> None:
    count = Fuse(0)
    asyncio.run(scenario(folder / "0000.db", count))
    for n in range(1, count.steps + 1):
        child = os.fork()
        if not child:
            asyncio.run(scenario(folder / f"{n:04}.db", Fuse(n)))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    print(count.steps)


async def full(folder: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = await opened(folder / "x.db")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    told, n = [], 0
    try:
        while n < 1000:
            await store.do(effect(f"e{n}", 5000))  # type: ignore[arg-type]
            told.append(f"e{n}")
            n += 1
    except StoreDown:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    await store.do(effect("afterwards"))  # type: ignore[arg-type]
    await store.close()
    print(n, *told, "afterwards")


if __name__ == "__main__":
    mode, where = sys.argv[1], Path(sys.argv[2])
    if mode == "points":
        points(where)
    else:
        asyncio.run({"endless": endless, "full": full}[mode](where))
