"""Keys in the database: the service's own (by name) beside people's.

All are wrapped by DATA_KEYS, and re-wrapped when those rotate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, cast

from storage.store import Unit
from storage.vault import Unreadable

Owners = Literal["people", "clients", "dispatches"]
OWNERS: Final[Mapping[Owners, tuple[str, str]]] = {
    "people": ("keys.of_people", "keys.rewrap_people"),
    "clients": ("keys.of_clients", "keys.rewrap_clients"),
    "dispatches": ("keys.of_dispatches", "keys.rewrap_dispatches"),
}


async def find(unit: Unit, name: str) -> bytes | None:
    """The service's wrapped key of that name."""
    row = await unit.row("keys.own", name=name)
    return cast(bytes, row["key"]) if row is not None else None


async def own(unit: Unit, name: str) -> bytes:
    """The same; made the first time."""
    key = await find(unit, name)
    if key is None:
        await unit.run("keys.add_own", name=name, key=unit.vault.new_key())
        key = await find(unit, name)
    assert key is not None
    return key


async def rewrap_own(unit: Unit) -> int:
    """Brings the service's own keys under the first of DATA_KEYS; how many were not."""
    changed = 0
    for row in await unit.rows("keys.all_own"):
        if (new := unit.vault.rewrap(row["key"])) != row["key"]:
            changed += await unit.run("keys.rewrap_own", name=row["name"], old=row["key"], new=new)
    return changed


async def rewrap(unit: Unit, owners: Owners, after: str = "", most: int = 200) -> tuple[int, str]:
    """The same for the keys of up to `most` of these owners: how many, and the id to go on after, "" at the end."""
    read, write = OWNERS[owners]
    rows = await unit.rows(read, after=after, most=most)
    changed = 0
    for row in rows:
        if row["key"] is not None and (new := unit.vault.rewrap(row["key"])) != row["key"]:
            changed += await unit.run(write, id=row["id"], old=row["key"], new=new)
    return changed, str(rows[-1]["id"]) if len(rows) == most else ""


async def locked_own(unit: Unit) -> tuple[int, int]:
    """How many keys the service has of its own, and how many of them DATA_KEYS do not open."""
    rows = await unit.rows("keys.all_own")
    return len(rows), sum(not _opens(unit, row["key"]) for row in rows)


async def locked(unit: Unit, owners: Owners, after: str = "", most: int = 200) -> tuple[int, int, str]:
    """The same for up to `most` of these owners, and the id to go on after, "" at the end. Destroyed keys are none."""
    rows = await unit.rows(OWNERS[owners][0], after=after, most=most)
    kept = [row["key"] for row in rows if row["key"] is not None]
    return len(kept), sum(not _opens(unit, key) for key in kept), str(rows[-1]["id"]) if len(rows) == most else ""


def _opens(unit: Unit, key: bytes) -> bool:
    try:
        unit.vault.secret(key)
    except Unreadable:
        return False
    return True
