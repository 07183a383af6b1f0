"""Transfers (振込): lists of payments that are handed to the bank together.

A line keeps the account as it was when the transfer was made, sealed under the visit's key, so that the file can be
written again, byte for byte. The database refuses a visit on two transfers unless the bank returned the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import orjson

from storage.people import fresh_id
from storage.store import Row, Unit

Outcome = Literal["open", "paid", "returned"]


@dataclass(frozen=True, slots=True)
class Line:
    """bank, branch, type, number, holder: the account as it was; "" when its key was destroyed."""

    dispatch: str
    yen: int
    bank: str
    branch: str
    type: str
    number: str
    holder: str
    outcome: Outcome = "open"


@dataclass(frozen=True, slots=True)
class Transfer:
    """number: a running one, to read out on the phone; day: when the bank shall pay; digest: SHA-256 of its 全銀 file.

    settled: when its outcome was noted (ms, 0 = not yet); opened: how often its file was fetched.
    """

    id: str
    number: str
    office: str
    made_by: str
    made: int
    day: str
    count: int
    total: int
    digest: str
    settled: int = 0
    opened: int = 0


async def add(unit: Unit, office: str, by: str, day: str, lines: Sequence[Line], digest: str) -> Transfer:
    """A new one; its total is the sum of its lines."""
    row = await unit.row("transfers.next_number")
    assert row is not None
    total = sum(line.yen for line in lines)
    new = Transfer(fresh_id(), f"F{row['value']:04}", office, by, unit.now, day, len(lines), total, digest)
    await unit.run(
        "transfers.add",
        id=new.id,
        number=new.number,
        office=office,
        made_by=by,
        now=unit.now,
        day=day,
        count=new.count,
        total=total,
        digest=digest,
    )
    for seq, line in enumerate(lines, 1):
        key = await unit.row("transfers.key", dispatch=line.dispatch)
        assert key is not None
        words = {name: getattr(line, name) for name in _SEALED}
        sealed = unit.vault.seal(key["key"], orjson.dumps(words), _where(new.id, line.dispatch))
        await unit.run(
            "transfers.add_line", transfer=new.id, dispatch=line.dispatch, seq=seq, yen=line.yen, sealed=sealed
        )
    return new


async def one(unit: Unit, id: str) -> Transfer | None:
    row = await unit.row("transfers.one", id=id)
    return _transfer(row) if row is not None else None


async def by_number(unit: Unit, number: str) -> Transfer | None:
    row = await unit.row("transfers.by_number", number=number)
    return _transfer(row) if row is not None else None


async def of_office(
    unit: Unit, office: str, *, before: tuple[int, str] | None = None, most: int = 10
) -> list[Transfer]:
    """The newest first. before: (made, id) of the last one shown."""
    made, id = before or (2**62, "")
    rows = await unit.rows("transfers.of_office", office=office, made=made, id=id, most=most)
    return [_transfer(row) for row in rows]


async def lines(unit: Unit, id: str) -> list[Line]:
    """In the order of the file. Whoever calls it has read bank accounts: it belongs into the audit log."""
    return [_line(unit, row) for row in await unit.rows("transfers.lines", transfer=id)]


async def line(unit: Unit, id: str, dispatch: str) -> Line | None:
    """One of them; its bank account is read with it."""
    row = await unit.row("transfers.line", transfer=id, dispatch=dispatch)
    return _line(unit, row) if row is not None else None


async def outcomes(unit: Unit, id: str) -> list[tuple[str, str]]:
    """(dispatch, outcome) in the order of the file, without the accounts."""
    return [(row["dispatch"], row["outcome"]) for row in await unit.rows("transfers.outcomes", transfer=id)]


async def note_outcome(unit: Unit, id: str, dispatch: str, outcome: Outcome, was: Outcome = "open") -> bool:
    """False when the line is no longer as it `was`."""
    return bool(await unit.run("transfers.settle_line", transfer=id, dispatch=dispatch, outcome=outcome, was=was))


async def settle(unit: Unit, id: str) -> bool:
    """False when its outcome was noted before."""
    return bool(await unit.run("transfers.settle", id=id, now=unit.now))


async def note_opened(unit: Unit, id: str) -> None:
    await unit.run("transfers.opened", id=id)


_SEALED = ("bank", "branch", "type", "number", "holder")


def _where(transfer: str, dispatch: str) -> str:
    return f"transfer_lines:sealed:{transfer}/{dispatch}"


def _line(unit: Unit, row: Row) -> Line:
    words = dict.fromkeys(_SEALED, "")
    if row["key"] is not None:
        where = _where(row["transfer"], row["dispatch"])
        words = orjson.loads(unit.vault.open(row["key"], row["sealed"], where))
    return Line(row["dispatch"], row["yen"], outcome=row["outcome"], **words)


def _transfer(row: Row) -> Transfer:
    return Transfer(
        row["id"],
        row["number"],
        row["office"],
        row["made_by"],
        row["made"],
        row["day"],
        row["count"],
        row["total"],
        row["digest"],
        row["settled"],
        row["opened"],
    )
