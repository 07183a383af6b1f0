"""Keys in the database: the service's own (by name) beside people's.

All are wrapped by DATA_KEYS, and re-wrapped when those rotate.
"""

from __future__ import annotations

from typing import cast

from storage.store import Unit


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


async def rewrap(unit: Unit, after: str = "", most: int = 200) -> str:
    """Brings the own keys and up to `most` people's under the first of DATA_KEYS.

    The id to go on after; "" at the end.
    """
    for row in await unit.rows("keys.all_own"):
        await unit.run("keys.rewrap_own", name=row["name"], old=row["key"], new=unit.vault.rewrap(row["key"]))
    rows = await unit.rows("keys.of_people", after=after, most=most)
    for row in rows:
        if row["key"] is not None:
            await unit.run("keys.rewrap", id=row["id"], old=row["key"], new=unit.vault.rewrap(row["key"]))
    return str(rows[-1]["id"]) if len(rows) == most else ""
