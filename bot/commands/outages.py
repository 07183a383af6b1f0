"""`outage add`: an operator declares when LINE was out of order; nobody is to blame for what was missed meanwhile."""

from __future__ import annotations

import argparse
from datetime import datetime

from bot.commands.operate import OPERATOR
from bot.commands.serve import store_of
from bot.settings import Unfit, read_settings
from rules.japan_time import JAPAN
from storage import audit, outages
from storage.store import Unit


async def outage_add(args: argparse.Namespace) -> None:
    starts, ends = _at("--from", args.starts), _at("--to", args.ends)
    if ends <= starts:
        raise Unfit("--to must be later than --from.")

    async def work(unit: Unit) -> None:
        await outages.add(unit, starts, ends)
        await audit.note(unit, actor=OPERATOR, action="outage.add", subject="outage", after=f"{starts}-{ends}")

    async with store_of(read_settings()) as store:
        await store.do(work)


def _at(option: str, text: str) -> int:
    """Milliseconds; a time without an offset is Japan's."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unfit(f"{option}: {text} is no time. Example: 2026-11-24T14:00") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)).timestamp()) * 1000
