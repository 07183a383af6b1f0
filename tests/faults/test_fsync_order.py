"""Before LINE hears 200, the event is on the disk: seen in the system calls, since a killed process cannot show it (the
page cache survives). A run that does not wait for the disk is caught by the same trace.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.local_line.line import LocalLine
from bot.local_line.post import body_of
from bot.local_line.settings import Settings
from bot.local_line.signature import sign
from tests.faults.storm.plan import SERVE, Plan
from tests.faults.storm.storm import Storm
from tests.whole.conftest import free_port

ACKS = 120
CALLS = "recvfrom,sendto,read,write,writev,sendmsg,recvmsg,fsync,fdatasync"
ASKED = re.compile(r'"POST /line/webhook')
SAID = re.compile(r'"HTTP/1\.1 200 OK')
ON_DISK = re.compile(r"(fdatasync|fsync)(\(| resumed>).* = 0$")
BUGGY = (sys.executable, "-m", "tests.faults.buggy", "serve")


def unsafe(trace: str) -> tuple[int, int]:
    """(acknowledgements, those of them that nothing was written to disk for)."""
    acks = missing = 0
    waiting = on_disk = False
    for line in trace.splitlines():
        if ASKED.search(line):
            waiting, on_disk = True, False
        elif ON_DISK.search(line):
            on_disk = True
        elif waiting and SAID.search(line):
            acks, missing, waiting = acks + 1, missing + (not on_disk), False
    return acks, missing


async def traced(folder: Path, command: tuple[str, ...], environment: dict[str, str]) -> str:
    """The system calls of a service that takes one webhook after the other."""
    port = free_port()
    storm = Storm(Plan(0, 2, 1, folder, port - 1, environment=environment))
    trace = folder / "trace"
    process = await asyncio.create_subprocess_exec(
        "strace", "-f", "-qq", "-s", "40", "-e", f"trace={CALLS}", "-o", str(trace), *command,
        env=os.environ | storm.environment() | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    assert await process.stdout.readline(), "the service did not start under strace"
    line = LocalLine(Settings())
    async with aiohttp.ClientSession() as session:
        for n in range(ACKS):
            await deliver(session, f"http://127.0.0.1:{port}/line/webhook", line, n)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGTERM)  # strace itself does not listen
    await process.wait()
    storm.service.close()
    return trace.read_text(errors="replace")


async def deliver(session: aiohttp.ClientSession, url: str, line: LocalLine, n: int) -> None:
    """A new event of somebody: nothing of it can have been written before."""
    event = {
        "type": "unsend",
        "mode": "active",
        "timestamp": line.clock.now(),
        "webhookEventId": line.ids.ulid(),
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": "U" + f"{n:032x}"},
        "unsend": {"messageId": str(n)},
    }
    raw = body_of(line.settings.bot_user, [event])
    headers = {"x-line-signature": sign(line.settings.channel_secret, raw)}
    async with session.post(url, data=raw, headers=headers) as got:
        assert got.status == 200


@pytest.fixture
def strace() -> None:
    if shutil.which("strace") is None:
        assert not os.environ.get("CI"), "CI installs strace (.ci/run)"
        pytest.skip("strace is a Debian package: apt-get install strace")


@pytest.mark.usefixtures("strace")
async def test_every_acknowledgement_follows_the_disk(tmp_path: Path) -> None:
    assert unsafe(await traced(tmp_path, SERVE, {})) == (ACKS, 0)


@pytest.mark.usefixtures("strace")
async def test_a_service_that_does_not_wait_for_the_disk_is_caught(tmp_path: Path) -> None:
    acks, missing = unsafe(await traced(tmp_path, BUGGY, {"STORM_BUG": "synchronous_normal"}))
    assert acks == ACKS
    assert missing > ACKS // 2
