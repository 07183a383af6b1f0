"""The whole service beside a bare handler, in one run: events per second and CPU per event with 64 clients, as ratios.

    python -m benchmarks.webhook [--events 6000] [--clients 64]

The service: SQLite with synchronous=FULL, applicants in the middle of their profile who answer a question and go back
to it in turn; each
message is one webhook and is answered with the next question, a Flex card. The rounds alternate, so that both meet
the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import aiohttp
from aiohttp import web

from benchmarks.sink import SECRET, Sink
from conversations.registration.profile import PROFILE
from conversations.sheet import Sheet
from rules.offices import office_of
from storage import agencies, drafts, people, registrations
from storage.drafts import Draft
from storage.store import Unit, open_store
from storage.vault import Vault

KEY = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="
OPENING, ANSWERS = "プロフィール登録", ("試験 太郎", "戻る")
EARLIER = {
    "personal_information": {"version": "1", "hash": "a", "at": 1},
    "terms_of_use": {"version": "1", "hash": "b", "at": 1},
    "requirement": "ア",
    "qualification": "税理士",
    "qualification_number": "第412345号",
    "qualification_until": "2029-03-31",
    "certificates": [{"file": "f", "kind": "image", "name": "", "bytes": 1, "pages": 1}],
    "subsidy": "no",
}


@dataclass(frozen=True, slots=True)
class Round:
    """What one server did: events a second, CPU milliseconds an event."""

    rate: float
    cpu: float


def user(n: int) -> str:
    return f"U{n:032x}"


async def seed(database: str, clients: int) -> None:
    """`clients` applicants whose profile has begun."""
    store = await open_store(database, Vault([("k1", b"a" * 32)]), now)

    async def work(unit: Unit) -> None:
        agency = await agencies.add(unit, "サンプル商工会議所", "CCI", "東京都")
        host = await people.meet(unit, user(10**9))
        for n in range(clients):
            person = await people.meet(unit, user(n))
            await people.join(unit, person, "expert", agency=agency.id)
            new = await registrations.open(unit, person, agency.id, host, office_of("東京都").area)
            begun = await registrations.save(unit, replace(new, state="DRAFT"))
            sheet = Sheet(answers=EARLIER, at="name", began=unit.now)
            await drafts.keep(unit, Draft(person, "profile", begun.id, PROFILE.version, sheet.body(), False, 0, 0))

    await store.do(work)
    await store.close()


def now() -> int:
    return time.time_ns() // 1_000_000


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(sink: Sink, server: int, url: str, clients: int, events: int) -> Round:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await listening(session, url)
        for n in range(clients):  # connections, caches and first drafts are not what is measured
            await sink.say(session, url, user(n), OPENING, now())
        left = iter(range(events))

        async def client(n: int) -> None:
            for turn, _ in enumerate(left):
                await sink.say(session, url, user(n), ANSWERS[turn % 2], now())

        cpu, began = cpu_seconds(server), time.perf_counter()
        await asyncio.gather(*(client(n) for n in range(clients)))
        took = time.perf_counter() - began
        return Round(events / took, (cpu_seconds(server) - cpu) / events * 1000)


async def listening(session: aiohttp.ClientSession, url: str) -> None:
    for _ in range(200):
        try:
            async with session.get(f"{url}/health/live"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.05)
    raise RuntimeError("the server does not listen")


def environment(line: str, port: int, database: str, files: str) -> dict[str, str]:
    return os.environ | {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "t",
        "LINE_API_URL": line,
        "LINE_DATA_URL": line,
        "DATABASE_URL": database,
        "FILES_URL": files,
        "PUBLIC_URL": "https://bench.invalid",
        "PORT": str(port),
        "SECRET_KEY": "s" * 32,
        "DATA_KEYS": f"k1:{KEY}",
    }


async def compare(clients: int, events: int, rounds: int, port: int, folder: Path) -> tuple[list[Round], list[Round]]:
    sink, line = Sink(), f"http://127.0.0.1:{port}"
    runner = web.AppRunner(sink.create_app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    database = f"sqlite:///{folder}/bench.db"
    await seed(database, clients)
    url = f"http://127.0.0.1:{port + 1}"
    commands = (
        [sys.executable, "-m", "benchmarks.bare", str(port + 1), line],
        [sys.executable, "main.py", "serve"],
    )
    found: tuple[list[Round], list[Round]] = ([], [])
    try:
        for _ in range(rounds):
            for command, into in zip(commands, found, strict=True):
                settings = environment(line, port + 1, database, f"file://{folder}/files")
                server = await asyncio.create_subprocess_exec(*command, env=settings, stdout=asyncio.subprocess.DEVNULL)
                try:
                    into.append(await measure(sink, server.pid, url, clients, events))
                finally:
                    server.terminate()
                    await server.wait()
    finally:
        await runner.cleanup()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--events", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=18119)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare, ours = asyncio.run(compare(args.clients, args.events, args.rounds, args.port, Path(folder)))
    for name, rounds in (("bare", bare), ("service", ours)):
        rate, cpu = median(r.rate for r in rounds), median(r.cpu for r in rounds)
        print(f"{name:8} {rate:8.0f} events/s  {cpu:6.3f} ms CPU/event")
    ratio = median(r.rate for r in ours) / median(r.rate for r in bare)
    cpu = median(r.cpu for r in ours) / median(r.cpu for r in bare)
    print(f"ratio    {ratio:8.2f} of the rate    {cpu:6.2f} times the CPU")


if __name__ == "__main__":
    main()
