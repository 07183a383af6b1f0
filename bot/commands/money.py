"""`export payments`: the ledger's rows; with `--format zengin` the bank's file, which hands over what is payable."""

from __future__ import annotations

import argparse
import sys

from bot.commands.serve import store_of
from bot.settings import Unfit, read_settings
from bot.transfer_files import content
from conversations.money.handing import hand_over
from rules.holds import check_transfer_day, transfer_days
from rules.japan_time import day
from rules.offices import OFFICES, read_area
from rules.refusal import Refusal
from storage import payments, transfers
from storage.store import Unit
from storage.transfers import Transfer

OPERATOR = "operator"
Row = dict[str, object]


async def rows(unit: Unit, since: int, until: int) -> list[Row]:
    """One a visit whose support was in that time. file: the number of the transfer it was handed over with."""
    first, last = day(since).isoformat(), day(until - 1).isoformat()
    numbers: dict[str, str] = {"": ""}
    found: list[Row] = []
    async for it in payments.every(unit, first, last):
        if it.transfer not in numbers:
            of = await transfers.one(unit, it.transfer)
            numbers[it.transfer] = of.number if of else ""
        found.append(
            {
                "visit_id": it.dispatch,
                "expert_id": it.expert,
                "state": it.state,
                "minutes": it.minutes,
                "units": it.units,
                "gross_yen": it.gross,
                "capped_yen": it.amount,
                "withholding_yen": it.withholding,
                "net_yen": it.net,
                "barred_by": list(it.barred),
                "hold_reasons": list(it.holds) if it.state == "HELD" else [],
                "file": numbers[it.transfer] or None,
            }
        )
    return found


async def zengin(args: argparse.Namespace) -> None:
    """Without --transfer: all that is payable at an office becomes a new transfer, and its file is written. With it:
    the file of an earlier one, byte for byte.
    """
    async with store_of(read_settings()) as store:
        it, data = await store.do(lambda unit: written(unit, args))
    if args.out is None:
        sys.stdout.buffer.write(data)
    else:
        args.out.write_bytes(data)
    print(f"{it.number}: {it.count} transfers, {it.total} yen, on {it.day}", file=sys.stderr)


async def written(unit: Unit, args: argparse.Namespace) -> tuple[Transfer, bytes]:
    it = await _again(unit, args.transfer) if args.transfer else await _new(unit, args)
    return it, await content(unit, it, "zengin", OPERATOR)


async def _again(unit: Unit, number: str) -> Transfer:
    it = await transfers.by_number(unit, number)
    if it is None:
        raise Unfit(f"--transfer: there is no transfer {number}.")
    return it


async def _new(unit: Unit, args: argparse.Namespace) -> Transfer:
    today = day(unit.now)
    office = await _office(unit, args.area)
    on = args.day or transfer_days(today, 1)[0]
    try:
        check_transfer_day(on, today)
    except Refusal as no:
        raise Unfit(f"--day: {no.words} For example {transfer_days(today, 1)[0]}") from None
    made, left_out = await hand_over(unit, office, OPERATOR, on.isoformat())
    print(*left_out, sep="\n", end="\n" if left_out else "", file=sys.stderr)
    if made is None:
        raise Unfit(f"nothing is payable at {office}")
    return made


async def _office(unit: Unit, area: str | None) -> str:
    """The one that was named, or the only one where something is payable."""
    if area:
        try:
            return read_area(area)
        except Refusal:
            raise Unfit(f"--area: {area} is none of {' '.join(OFFICES)}.") from None
    found = [office for office in OFFICES if await payments.at_office(unit, office, "PAYABLE", most=1)]
    if not found:
        raise Unfit("nothing is payable")
    if len(found) > 1:
        raise Unfit(f"--area: one file is one office's. Something is payable at {' '.join(found)}.")
    return str(found[0])
