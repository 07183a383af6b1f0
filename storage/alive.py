"""Whether the database answers: what /health/ready asks."""

from __future__ import annotations

from storage.store import Unit


async def ping(unit: Unit) -> None:
    """StoreDown when it does not."""
    await unit.row("schema.ping")
