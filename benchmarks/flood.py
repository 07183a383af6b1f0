"""What others feel of one person who floods: the 99th percentile of their answers beside the same without, in one run.

    python -m benchmarks.flood [--rate 200] [--others 16]

The service: SQLite with synchronous=FULL. The others answer a question or go back to it five times a second each; the
one who floods writes on without waiting for anything. Quiet and flooded rounds alternate, so that both meet the same
machine. Goal: no more than twice as long.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import aiohttp
from aiohttp import web

from benchmarks.sink import Sink
from benchmarks.webhook import ANSWERS, OPENING, environment, listening, now, seed, user

SECONDS, ROUNDS = 2.0, 10
PAUSE = 0.2  # seconds between two messages of one of the others


async def others(sink: Sink, session: aiohttp.ClientSession, url: str, n: int) -> list[float]:
    """Milliseconds from each message to its answer."""

    async def one(who: int) -> list[float]:
        taken: list[float] = []
        await asyncio.sleep(PAUSE * who / n)
        until = time.perf_counter() + SECONDS
        while (began := time.perf_counter()) < until:
            await sink.say(session, url, user(who), ANSWERS[len(taken) % 2], now())
            taken.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(max(0.0, PAUSE - (time.perf_counter() - began)))
        return taken

    return [ms for each in await asyncio.gather(*(one(who) for who in range(n))) for ms in each]


async def flooding(sink: Sink, session: aiohttp.ClientSession, url: str, who: int, rate: int) -> float:
    """Writes so many messages a second. Messages a second that were written; returns once all are answered."""
    sent: list[asyncio.Task[bytes]] = []
    began = time.perf_counter()
    while (passed := time.perf_counter() - began) < SECONDS:
        while len(sent) < passed * rate:
            said = sink.say(session, url, user(who), ANSWERS[len(sent) % 2], now())
            sent.append(asyncio.create_task(said))
        await asyncio.sleep(0.005)
    written = len(sent) / (time.perf_counter() - began)
    await asyncio.gather(*sent)
    return written


async def compare(rate: int, n: int, port: int, folder: Path) -> tuple[list[float], list[float], float]:
    """The others' milliseconds without and with the flood, and how many messages a second that was."""
    sink, line = Sink(), f"http://127.0.0.1:{port}"
    runner = web.AppRunner(sink.create_app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    database, url = f"sqlite:///{folder}/flood.db", f"http://127.0.0.1:{port + 1}"
    await seed(database, n + 1)
    settings = environment(line, port + 1, database, f"file://{folder}/files")
    server = await asyncio.create_subprocess_exec(
        sys.executable, "main.py", "serve", env=settings, stdout=asyncio.subprocess.DEVNULL
    )
    quiet: list[float] = []
    flooded: list[float] = []
    written = []
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            await listening(session, url)
            for who in range(n + 1):
                await sink.say(session, url, user(who), OPENING, now())
            for _ in range(3):
                await others(sink, session, url, n)  # what the service loads after its start is not what is measured
            for _ in range(ROUNDS):
                quiet += await others(sink, session, url, n)
                flood = asyncio.create_task(flooding(sink, session, url, n, rate))
                flooded += await others(sink, session, url, n)
                written.append(await flood)
    finally:
        server.terminate()
        await server.wait()
        await runner.cleanup()
    return quiet, flooded, sum(written) / len(written)


def p99(taken: list[float]) -> float:
    return quantiles(taken, n=100)[98]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--others", type=int, default=16)
    parser.add_argument("--port", type=int, default=18129)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        quiet, flooded, rate = asyncio.run(compare(args.rate, args.others, args.port, Path(folder)))
    for name, taken in (("quiet", quiet), ("flooded", flooded)):
        print(f"{name:8} p50 {median(taken):6.1f} ms  p99 {p99(taken):6.1f} ms  {len(taken)} answers")
    print(f"flood    {rate:8.0f} messages/s of one person")
    print(f"ratio    {p99(flooded) / p99(quiet):7.2f}")


if __name__ == "__main__":
    main()
