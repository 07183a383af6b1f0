"""`retention run`: what has been kept long enough goes, a hundred a transaction, while the service runs."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from bot.commands.operate import OPERATOR
from bot.commands.serve import store_of
from bot.settings import read_settings
from rules.japan_time import at, day
from rules.retention import CLASSES, Class, limit
from storage import audit, retention
from storage.files import Files, Gone
from storage.store import Row, Store, Unit


async def retention_run(args: argparse.Namespace) -> None:
    """Class, how many, and the oldest day of each. A class may wait for the one before it: the visits of a client."""
    settings = read_settings()
    now = int(datetime.now(UTC).timestamp() * 1000)
    async with store_of(settings) as store:
        shelf = None if args.dry_run else Files(settings.files())
        for of in CLASSES:
            count, oldest = await cleared(store, of, now, shelf)
            print(of, count, oldest or "-", sep="\t")


async def cleared(store: Store, of: Class, now: int, shelf: Files | None) -> tuple[int, str]:
    """How many of a class went, or without a shelf would go, and the oldest day (ISO, Japan), "" when there is none.

    Broken off, it goes on where it was; a second run beside it finds what is left.
    """
    until = at(limit(of, day(now)), 0)
    count, oldest, after = 0, "", (-1, "")
    while True:
        if shelf is None:
            rows = await store.look(partial(_due, of, until, after))
            count += len(rows)
        else:
            rows, gone = await store.do(partial(_slice, of, until, after))
            count += len(gone)
            for file in (file for erased in gone for file in erased.files):
                with suppress(Gone):
                    await shelf.delete(file)
        if not rows:
            return count, oldest
        oldest = oldest or day(rows[0]["at"]).isoformat()
        after = (rows[-1]["at"], rows[-1]["id"])


async def _due(of: Class, until: int, after: tuple[int, str], unit: Unit) -> list[Row]:
    return await retention.due(unit, of, until, after)


async def _slice(of: Class, until: int, after: tuple[int, str], unit: Unit) -> tuple[list[Row], list[retention.Erased]]:
    rows = await retention.due(unit, of, until, after)
    gone = [erased for row in rows if (erased := await retention.erase(unit, of, row)) is not None]
    for erased in gone:
        await audit.note(unit, actor=OPERATOR, action=f"retention.{of}", subject=erased.subject, person=erased.person)
    return rows, gone


__all__ = ["retention_run"]
