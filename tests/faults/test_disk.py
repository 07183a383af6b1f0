"""The disk is full, fails, or somebody sits on the database: LINE hears no 200, nothing acknowledged is lost, and once
the trouble is over the service goes on by itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.commands.demo import Stage
from bot.local_line.faults import Fault
from tests.faults.rig import Rig, rigged
from tests.faults.test_crash_points import Told
from tests.faults.zygote import spoken
from tests.whole.conftest import free_port
from tests.whole.story import INVITED, play
from tests.whole.waiting import until

SLOW = 600.0  # seconds of the local LINE's clock, which is set on by hand
Trouble = Callable[[Rig], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def full(rig: Rig) -> AsyncIterator[None]:
    """No file of the service grows any more (EFBIG, as ENOSPC would be)."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (rig.stage.data / "senmonka.db-wal").stat().st_size
    before = resource.prlimit(rig.pid, resource.RLIMIT_FSIZE, (size, hard))
    yield
    if rig.deaths == []:
        resource.prlimit(rig.pid, resource.RLIMIT_FSIZE, before)


@asynccontextmanager
async def locked(rig: Rig) -> AsyncIterator[None]:
    """Another process, this one, has the database to itself."""
    other = sqlite3.connect(rig.stage.data / "senmonka.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@asynccontextmanager
async def failing(rig: Rig) -> AsyncIterator[None]:
    """Every write and every flush of the service fails with EIO."""
    calls = "pwrite64,fdatasync,fsync"
    strace = await asyncio.create_subprocess_exec(
        "strace", "-f", "-p", str(rig.pid), "-e", f"trace={calls}", "-e", f"inject={calls}:error=EIO",
        "-o", str(rig.stage.data / "strace"), stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert strace.stderr is not None
    said = (await strace.stderr.readline()).decode()
    if "attached" not in said:
        pytest.skip(f"strace may not look into another process here: {said}")
    yield
    strace.send_signal(signal.SIGINT)
    await strace.wait()
    assert "EIO" in (rig.stage.data / "strace").read_text()


@pytest.mark.parametrize(("trouble", "ended"), [(full, False), (full, True), (locked, False), (failing, False)])
async def test_trouble_with_the_disk_is_said_to_line_and_over_when_it_is_over(
    tmp_path: Path, trouble: Trouble, ended: bool
) -> None:
    """ended: the service is told to end in the middle of it, and does so in order."""
    if trouble is failing and shutil.which("strace") is None:
        assert not os.environ.get("CI"), "CI installs strace (.ci/run)"
        pytest.skip("strace is a Debian package: apt-get install strace")
    async with rigged(tmp_path) as rig:
        await play(Told(rig), *INVITED)
        expert, line = Told(rig).expert, rig.stage.line
        phone = line.phone(expert.user)
        before = await expert.heard()
        await expert.type("お問い合わせ")
        answer = (await expert.heard())[len(before) :]

        line.faults.planned = [slow := Fault("POST /v2/bot/message/reply", "slow", seconds=SLOW)]
        calm = len(answered(rig))
        phone.say("お問い合わせ")
        await until(lambda: not slow.times and len(answered(rig)) == calm + 1)
        phone.say("お問い合わせ")  # taken, and waits behind the one whose reply is on its way
        await until(lambda: answered(rig)[calm:] == [200, 200])
        async with trouble(rig):
            phone.say("お問い合わせ")
            asked = len(answered(rig))
            line.clock.advance(SLOW)
            await until(lambda: 503 in answered(rig)[asked:])
            assert 200 not in answered(rig)[asked:]
            if ended:
                await rig.kill(signal.SIGTERM)
        await rig.settle()
        assert await expert.heard() == [*before, *answer * 4]
        assert rig.deaths == (["exit 0"] if ended else [])
        await rig.verify()


async def test_a_log_that_cannot_be_written_costs_nobody_anything(tmp_path: Path) -> None:
    stage = Stage(free_port(), tmp_path, free_port())
    settings = {name.upper(): str(value) for name, value in json.loads(spoken(stage.settings())).items()}
    nowhere = os.open("/dev/full", os.O_WRONLY)
    command = (sys.executable, "main.py", "serve")
    service = await asyncio.create_subprocess_exec(
        *command, env=os.environ | settings, stdout=asyncio.subprocess.PIPE, stderr=nowhere
    )
    os.close(nowhere)
    assert service.stdout is not None
    assert await service.stdout.readline()
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.post(f"{stage.address}/line/webhook", data=b"{}") as got:
                assert got.status == 401
    service.terminate()
    await service.wait()


def answered(rig: Rig) -> list[int]:
    """What LINE heard, in order."""
    return [attempt.status for attempt in rig.stage.line.webhooks.attempts]
