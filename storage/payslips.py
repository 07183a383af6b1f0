"""Payment statements (支払明細): one for each expert of a settled transfer; its paper is made by a job."""

from __future__ import annotations

from dataclasses import dataclass

from storage.store import Row, Unit


@dataclass(frozen=True, slots=True)
class Payslip:
    """number: of the transfer; day: when the bank paid (ISO); file: the paper's id, "" until it is made."""

    transfer: str
    number: str
    expert: str
    day: str
    file: str = ""


async def add(unit: Unit, transfer: str, expert: str, day: str) -> None:
    """The same a second time is the same one."""
    await unit.run("payslips.add", transfer=transfer, expert=expert, day=day)


async def one(unit: Unit, transfer: str, expert: str) -> Payslip | None:
    row = await unit.row("payslips.one", transfer=transfer, expert=expert)
    return _payslip(row) if row is not None else None


async def keep(unit: Unit, transfer: str, expert: str, file: str) -> None:
    await unit.run("payslips.keep", transfer=transfer, expert=expert, file=file)


async def of_expert(unit: Unit, expert: str, since: str, until: str) -> list[Payslip]:
    """Of the days from `since` to `until`, in order of day."""
    rows = await unit.rows("payslips.of_expert", expert=expert, since=since, until=until)
    return [_payslip(row) for row in rows]


def _payslip(row: Row) -> Payslip:
    return Payslip(row["transfer"], row["number"], row["expert"], row["day"], row["file"])
