"""`serve` begins nothing before the seat is its own, and ends though something in a thread does not."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from pathlib import Path

import pytest

from bot.commands import Unfit
from bot.commands.demo import Stage
from bot.commands.serve import run
from bot.leases import Leases
from storage import people
from tests.faults.zygote import spoken
from tests.whole.conftest import free_port

ENDLESS = r"""
import asyncio, os, sys, threading
from bot.jobs import Jobs
import main

def draws():
    os.write(1, b"begun\n")
    threading.Event().wait()

async def run(self):
    self._press.submit(draws)
    await asyncio.to_thread(draws)

Jobs.run = run
sys.argv[1:] = ["serve"]
sys.exit(main.main())
"""


async def test_whoever_finds_the_seat_taken_leaves_what_is_held_there_alone(tmp_path: Path) -> None:
    stage = Stage(free_port(), tmp_path)
    async with stage.open() as (app, store):
        person = await store.do(lambda unit: people.meet(unit, stage.expert))
        running = Leases(store, stage.clock, f"{stage.settings().host}:{stage.port}")
        stake = running.stake(person)
        assert await store.do(stake.take)
        with socket.create_server(("127.0.0.1", stage.port)), pytest.raises((Unfit, OSError)):
            await run(app, "127.0.0.1", stage.port)
        assert await store.do(stake.keep)


async def test_what_never_ends_in_a_thread_does_not_hold_up_the_end(tmp_path: Path) -> None:
    stage = Stage(free_port(), tmp_path, free_port())
    settings = {name.upper(): str(value) for name, value in json.loads(spoken(stage.settings())).items()}
    service = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ENDLESS, env=os.environ | settings, stdout=asyncio.subprocess.PIPE
    )
    assert service.stdout is not None
    try:
        said = sorted([await service.stdout.readline() for _ in range(3)])
        assert said[:2] == [b"begun\n"] * 2
        service.terminate()
        async with asyncio.timeout(30):  # it would never end
            assert await service.wait() == 0
    finally:
        if service.returncode is None:
            service.kill()
            await service.wait()
