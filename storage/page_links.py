"""Links to our pages that were opened. A link is signed, so only its opening has to be kept."""

from __future__ import annotations

from storage.store import Unit


async def open_once(unit: Unit, nonce: str) -> bool:
    """Whether this is the first opening."""
    return bool(await unit.run("page_links.open", nonce=nonce, now=unit.now))


async def prune(unit: Unit, before: int) -> int:
    """Forgets openings before that time; their links have long expired."""
    return await unit.run("page_links.prune", before=before)
