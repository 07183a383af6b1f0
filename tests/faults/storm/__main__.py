"""python -m tests.faults.storm [--seconds 60] [--people 60] [--seed N] [--json FILE] [--docs FOLDER]

One storm on this machine's own loopback, bounded in time. Exit 1, the seed and the commit when a promise was broken.

Several services on one PostgreSQL, whose server is killed too: --postgres --services 2 (CI: --seconds 20 --people 24;
long: `make storm-postgres`). A rolling restart after the other, the old one stopped for longer than its leases last:
--rolling, on either database.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

import orjson

from tests.faults.storm.check import check
from tests.faults.storm.plan import Plan
from tests.faults.storm.report import figures, write
from tests.faults.storm.storm import Storm


async def blow(plan: Plan) -> dict[str, Any]:
    """The figures of a storm, its violations among them."""
    storm = Storm(plan)
    await storm.run()
    return figures(storm, await check(storm))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=60, help="at the same time; new ones come all the time")
    parser.add_argument("--seed", type=int, default=119)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL whose server is killed too")
    parser.add_argument("--services", type=int, default=1, choices=(1, 2, 3), help="that many on one database")
    parser.add_argument("--rolling", action="store_true", help="two that succeed each other, overlapping")
    parser.add_argument("--port", type=int, default=8300)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--docs", type=Path, help="writes storm.md into this folder")
    parser.add_argument("--keep", type=Path, help="keeps database and log in this folder")
    args = parser.parse_args()
    if args.seconds > 3600 or args.people > 2000:
        parser.error("a storm is bounded: at most an hour, at most 2000 people")
    with tempfile.TemporaryDirectory(prefix="storm-") as fresh:
        folder = args.keep or Path(fresh)
        folder.mkdir(parents=True, exist_ok=True)
        plan = Plan(
            args.seconds,
            args.people,
            args.seed,
            folder.absolute(),
            args.port,
            postgres=args.postgres,
            services=max(args.services, 1 + args.rolling),
            rolling=args.rolling,
        )
        found = asyncio.run(blow(plan))
    raw = orjson.dumps(found, option=orjson.OPT_INDENT_2)
    print(raw.decode())
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_bytes(raw + b"\n")
    if args.docs:
        write(found, args.docs)
    if found["violations"]:
        count = len(found["violations"])
        print(f"SEED={found['seed']} COMMIT={found['commit']}: {count} broken promises", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
