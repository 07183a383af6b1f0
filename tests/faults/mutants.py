"""python -m tests.faults.mutants [NAME …]: each seeded bug under a storm of its own until it is found, 30 s at most.

Prints the mutation score. Exit 1 when a bug was not found: then the storm is blind, not the service right.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.bugs import BUGS
from tests.faults.storm.check import check
from tests.faults.storm.plan import Plan
from tests.faults.storm.storm import Storm

COMMAND = (sys.executable, "-m", "tests.faults.buggy", "serve")
LIMIT = 30.0
ROUND, PATIENCE = 8.0, 4.0
PEOPLE = 48
SEVERAL = {"everybody_serves": 2}  # services at once


async def found(name: str, seed: int, port: int) -> tuple[str, float]:
    """(the first broken promise, seconds until it was known); ("", …) when none was seen."""
    began = time.monotonic()
    while time.monotonic() - began < LIMIT - ROUND:
        with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
            plan = Plan(
                ROUND,
                PEOPLE,
                seed,
                Path(folder),
                port,
                COMMAND,
                {"STORM_BUG": name},
                patience=PATIENCE,
                gap=(0.3, 1.2),
                harsher=2,
                services=SEVERAL.get(name, 1),
            )
            storm = Storm(plan)
            await storm.run()
            if violations := await check(storm):
                return violations[0], time.monotonic() - began
        seed += 1
    return "", time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BUGS)}")
    parser.add_argument("--seed", type=int, default=119)
    parser.add_argument("--port", type=int, default=8310)
    args = parser.parse_args()
    names = args.names or list(BUGS)
    if unknown := set(names) - set(BUGS):
        parser.error(f"no such bug: {', '.join(sorted(unknown))}")
    score = 0
    for name in names:
        words, seconds = asyncio.run(found(name, args.seed, args.port))
        score += bool(words)
        print(f"{name:26} {seconds:5.1f} s  {words[:110] or 'NOT FOUND'}", flush=True)
    print(f"mutation score {score}/{len(names)}  SEED={args.seed}")
    return 0 if score == len(names) else 1


if __name__ == "__main__":
    sys.exit(main())
