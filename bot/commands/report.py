"""`export`: rows for other systems as JSON, CSV or XLSX. Times are ISO 8601 in Japan's time, states the codes of the
programme.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta
from typing import Any

from bot.commands.money import zengin
from bot.commands.rows import COLUMNS, EXPORTS
from bot.commands.serve import store_of
from bot.settings import Unfit, read_settings
from bot.tables import as_csv, as_json, as_xlsx
from rules.japan_time import JAPAN, moment

EVER = (0, 253_402_268_400_000)
"""Until the last day a calendar knows, 9999-12-31 in Japan."""


async def export(args: argparse.Namespace) -> None:
    if args.format == "zengin":
        if args.what != "payments":
            raise Unfit("--format zengin: only payments go to the bank")
        return await zengin(args)
    if args.format == "xlsx" and args.out is None:
        raise Unfit("--out: a workbook needs a file, for example --out experts.xlsx")
    async with store_of(read_settings()) as store:
        month = _month(args.month) if args.month else EVER
        rows = await store.look(lambda unit: EXPORTS[args.what](unit, *month))
    columns = COLUMNS[args.what]
    table = [{name: _shown(name, row[name]) for name in columns} for row in rows]
    made = as_json(table) if args.format == "json" else {"csv": as_csv, "xlsx": as_xlsx}[args.format](table, columns)
    if args.out is None:
        sys.stdout.buffer.write(made)
    else:
        args.out.write_bytes(made)


def _month(text: str) -> tuple[int, int]:
    """The first and the first no longer contained millisecond of a month in Japan's time."""
    try:
        first = datetime.strptime(text, "%Y-%m").replace(tzinfo=JAPAN)
    except ValueError:
        raise Unfit(f"--month: {text} is not YYYY-MM") from None
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return int(first.timestamp() * 1000), int(following.timestamp() * 1000)


def _shown(name: str, value: Any) -> Any:
    if (name == "at" or name.endswith("_at")) and isinstance(value, int):
        return moment(value).isoformat(timespec="milliseconds") if value else None
    return value
