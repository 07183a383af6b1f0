"""Agencies (支援機関): who invites, approves and requests dispatches."""

from __future__ import annotations

from dataclasses import dataclass

from storage.people import fresh_id
from storage.store import Row, Unit


@dataclass(frozen=True, slots=True)
class Agency:
    """type: a code such as YOROZU or CCI; can_dispatch: may it request dispatches (派遣可能機関).

    phone: where its clients can ask, in E.164, "" while it is not known.
    """

    id: str
    name: str
    type: str
    prefecture: str
    can_dispatch: bool
    phone: str = ""


async def add(unit: Unit, name: str, type: str, prefecture: str, can_dispatch: bool = True, id: str = "") -> Agency:
    new = Agency(id or fresh_id(), name, type, prefecture, can_dispatch)
    await unit.run(
        "agencies.add",
        id=new.id,
        name=name,
        type=type,
        prefecture=prefecture,
        can_dispatch=int(can_dispatch),
        now=unit.now,
    )
    return new


async def call(unit: Unit, id: str, phone: str) -> bool:
    """Its number from now on, in E.164. False when there is no such agency."""
    return bool(await unit.run("agencies.call", id=id, phone=phone))


async def one(unit: Unit, id: str) -> Agency | None:
    row = await unit.row("agencies.one", id=id)
    return _agency(row) if row is not None else None


async def all(unit: Unit) -> list[Agency]:
    """By name."""
    return [_agency(row) for row in await unit.rows("agencies.all")]


async def of_prefecture(unit: Unit, prefecture: str) -> list[Agency]:
    """By name."""
    return [_agency(row) for row in await unit.rows("agencies.of_prefecture", prefecture=prefecture)]


def _agency(row: Row) -> Agency:
    return Agency(row["id"], row["name"], row["type"], row["prefecture"], bool(row["can_dispatch"]), row["phone"])
