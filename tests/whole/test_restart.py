"""The service ends in the middle of every question, by order or by force; no phone notices. And on PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from itertools import cycle
from pathlib import Path

import aiohttp
import pytest

from bot.local_line.faults import Fault
from storage import inbox
from tests.faults.rig import Rig, rigged
from tests.faults.test_crash_points import Told, outcome
from tests.whole.behind import ending
from tests.whole.conftest import living
from tests.whole.story import INVITED, STORY, play


async def test_the_story_goes_on_when_the_service_ends_between_all_deeds_and_during_them(tmp_path: Path) -> None:
    async with rigged(tmp_path / "calm") as rig:
        await play(Told(rig), *STORY)
        calm = await Told(rig).transcripts(), await outcome(rig)
    async with rigged(tmp_path / "restarted") as rig:
        for deed, sign in zip(STORY, cycle((signal.SIGTERM, signal.SIGKILL, None)), strict=False):
            if sign is None:
                await asyncio.gather(deed(Told(rig)), rig.kill(signal.SIGTERM))
            else:
                await rig.kill(sign)
                await rig.start()
                await deed(Told(rig))
        assert (await Told(rig).transcripts(), await outcome(rig)) == calm
        await rig.verify()


async def test_whoever_is_told_to_end_says_so_and_ends_within_five_seconds(tmp_path: Path) -> None:
    async with rigged(tmp_path) as rig:
        await play(Told(rig), *INVITED)
        hangs = Fault("POST /v2/bot/message/reply", "hang_before")
        rig.stage.line.faults.planned = [hangs]
        rig.stage.line.phone(rig.stage.expert).say("お問い合わせ")
        while hangs.times:
            await rig.session.get(f"{rig.stage.address}/health/live")
        async with asyncio.timeout(5):
            ready, _ = await asyncio.gather(readiness(rig), rig.kill(signal.SIGTERM))
        assert 503 in ready
        assert rig.deaths == ["exit 0"]
        await rig.settle()
        assert "お問い合わせ" in await Told(rig).expert.words()
        assert await rig.store.look(inbox.parked) == []


async def test_a_request_under_way_when_it_is_told_to_end_is_answered(tmp_path: Path) -> None:
    async with rigged(tmp_path) as rig:
        await play(Told(rig), *INVITED)
        with closing(sqlite3.connect(tmp_path / "senmonka.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            rig.points.arm(0)
            rig.stage.line.phone(rig.stage.expert).say("お問い合わせ")
            async with asyncio.timeout(30):
                while not rig.points.passed:  # the request stands before the database
                    await rig.session.get(f"{rig.stage.address}/health/live")
                os.kill(rig.pid, signal.SIGTERM)
                await readiness(rig)  # until it listens no more
        await rig.kill(signal.SIGTERM)
        assert [attempt.status for attempt in rig.stage.line.webhooks.attempts][-1] == 200
        assert rig.deaths == ["exit 0"]
        await rig.settle()
        assert "お住まいの地域" in await Told(rig).expert.words()


async def readiness(rig: Rig) -> list[int]:
    """Every answer until nobody answers any more."""
    answers = []
    try:
        while True:
            async with rig.session.get(f"{rig.stage.address}/health/ready") as got:
                answers.append(got.status)
    except aiohttp.ClientError:
        return answers


@pytest.mark.postgres
async def test_the_story_is_the_same_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    endings = []
    for name, database in (("sqlite", ""), ("postgres", postgres_url)):
        async with living(tmp_path / name, database) as town:
            await play(town, *STORY)
            endings.append(await ending(town))
    assert endings[0] == endings[1]
