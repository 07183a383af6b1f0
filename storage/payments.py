"""The ledger of honoraria (謝金): what a visit is worth, why, what holds it, and how it was paid.

No personal data: names and accounts stay where they are kept. Amounts in yen, days ISO in Japan's time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

import orjson

from storage.store import Row, Stale, Unit


@dataclass(frozen=True, slots=True)
class Payment:
    """One per dispatch. version counts every save; since: when it came into its state (ms).

    scheme: which rules; minutes: paid time; units: whole half hours; gross: before the day's cap and the exclusions;
    amount: what is owed; net: amount less withholding. barred: reasons E1–E4 and of a decision; holds: codes of what
    is missing. due: 支払予定日; transfer: the transfer it was handed to the bank with, "" before. paid: ms.
    snapshot: everything that went into the sum, as it was when the visit was inspected.
    """

    dispatch: str
    expert: str
    registration: str
    office: str
    day: str
    state: str = "CALCULATED"
    since: int = 0
    version: int = 1
    scheme: str = ""
    minutes: int = 0
    units: int = 0
    gross: int = 0
    amount: int = 0
    withholding: int = 0
    net: int = 0
    due: str = ""
    transfer: str = ""
    paid: int = 0
    barred: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    snapshot: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Total:
    count: int
    yen: int


_LISTS = ("barred", "holds")
_PLAIN = tuple(f.name for f in fields(Payment) if f.name not in (*_LISTS, "snapshot"))


async def add(unit: Unit, payment: Payment) -> Payment:
    """The database refuses a second one for the same dispatch."""
    new = replace(payment, since=unit.now)
    await unit.run("payments.add", **_columns(new))
    return new


async def one(unit: Unit, dispatch: str) -> Payment | None:
    row = await unit.row("payments.one", dispatch=dispatch)
    return _payment(row) if row is not None else None


async def save(unit: Unit, payment: Payment) -> Payment:
    """Writes it if nobody did since it was read (version + 1); Stale otherwise."""
    saved = replace(payment, version=payment.version + 1)
    if not await unit.run("payments.save", **_columns(saved)):
        raise Stale(f"payment {payment.dispatch}")
    return saved


async def of_expert(unit: Unit, expert: str, since: str, until: str) -> list[Payment]:
    """Of the days from `since` to `until`, in order of day."""
    return [_payment(row) for row in await unit.rows("payments.of_expert", expert=expert, since=since, until=until)]


async def at_office(
    unit: Unit, office: str, state: str, *, after: tuple[str, str] | None = None, most: int = 10
) -> list[Payment]:
    """Of an office in a state, the earliest 支払予定日 first. after: (due, dispatch) of the last one shown."""
    due, dispatch = after or ("", "")
    rows = await unit.rows("payments.at_office", office=office, state=state, due=due, dispatch=dispatch, most=most)
    return [_payment(row) for row in rows]


async def with_book(unit: Unit, office: str, *, after: tuple[str, str] | None = None, most: int = 10) -> list[Payment]:
    """Held ones of an office whose expert has sent a bank book that nobody has compared; ordered as at_office."""
    due, dispatch = after or ("", "")
    rows = await unit.rows("payments.with_book", office=office, due=due, dispatch=dispatch, most=most)
    return [_payment(row) for row in rows]


async def totals(unit: Unit, office: str, since: str, until: str) -> dict[str, Total]:
    """State → how many and how much, of an office's visits of those days."""
    rows = await unit.rows("payments.totals", office=office, since=since, until=until)
    return {row["state"]: Total(row["n"], int(row["yen"])) for row in rows}


async def late(unit: Unit, office: str, state: str, today: str) -> int:
    """How many are in a state although their 支払予定日 is over."""
    row = await unit.row("payments.late", office=office, state=state, today=today)
    assert row is not None
    return int(row["n"])


async def every(unit: Unit, since: str, until: str, most: int = 500) -> AsyncIterator[Payment]:
    """Of the days from `since` to `until`, in order of day."""
    day, dispatch = "", ""
    while rows := await unit.rows("payments.since", since=since, until=until, day=day, dispatch=dispatch, most=most):
        for row in rows:
            yield _payment(row)
        day, dispatch = rows[-1]["day"], rows[-1]["dispatch"]


def _columns(it: Payment) -> dict[str, Any]:
    plain = {name: getattr(it, name) for name in _PLAIN}
    return plain | {name: orjson.dumps(getattr(it, name)).decode() for name in (*_LISTS, "snapshot")}


def _payment(row: Row) -> Payment:
    plain: dict[str, Any] = {name: row[name] for name in _PLAIN}
    lists: dict[str, Any] = {name: tuple(orjson.loads(row[name])) for name in _LISTS}
    return Payment(**plain, **lists, snapshot=orjson.loads(row["snapshot"]))
