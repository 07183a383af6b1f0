"""`export`: rows for other systems as JSON, CSV or XLSX. Times are ISO 8601 in Japan's time, states the codes of the
programme.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson

from bot.commands.rows import EXPORTS
from bot.commands.serve import store_of
from bot.settings import Unfit, read_settings
from rules.japan_time import JAPAN, moment

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
Table = Sequence[Mapping[str, Any]]


async def export(args: argparse.Namespace) -> None:
    if args.format == "xlsx" and args.out is None:
        raise Unfit("--out: a workbook needs a file, for example --out experts.xlsx")
    async with store_of(read_settings()) as store:
        month = _month(args.month) if args.month else (0, 2**62)
        rows = await store.look(lambda unit: EXPORTS[args.what](unit, *month))
    table = [{name: _shown(name, value) for name, value in row.items()} for row in rows]
    made = {"json": as_json, "csv": as_csv, "xlsx": as_xlsx}[args.format](table)
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


def as_json(table: Table) -> bytes:
    return orjson.dumps(table, option=orjson.OPT_INDENT_2) + b"\n"


def as_csv(table: Table) -> bytes:
    """With a byte order mark, as Excel in Japan expects it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table[0] if table else ())
    writer.writerows([safe(value) for value in row.values()] for row in table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        lines: Iterable[Iterable[Any]] = [table[0] if table else (), *(row.values() for row in table)]
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, [safe(value) for value in line])
    return out.getvalue()


def safe(value: Any) -> str | int | float:
    """A cell that no spreadsheet takes for a formula."""
    match value:
        case None:
            return ""
        case bool() | int() | float():
            return value
        case str():
            return "'" + value if value.startswith(STARTS_FORMULA) else value
        case _:
            return orjson.dumps(value).decode()
