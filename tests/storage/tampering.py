"""Looking into the database from outside: statements of somebody who has it but not the keys, and its plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from storage.statements import STATEMENTS, for_postgres


@contextmanager
def tampering(name: str, text: str) -> Iterator[None]:
    """While it lasts, a statement of that name is there for both databases."""
    from storage.postgres_unit import TEXTS

    STATEMENTS[name], TEXTS[name] = text, for_postgres(text)
    try:
        yield
    finally:
        del STATEMENTS[name], TEXTS[name]


async def explained(url: str, names: Iterable[str]) -> dict[str, str]:
    """How PostgreSQL would run each of these statements if tables were large."""
    import asyncpg

    db = await asyncpg.connect(url)
    await db.execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan")
    plans = {}
    for name in names:
        text, holes = for_postgres(STATEMENTS[name])
        values = f"({', '.join(['NULL'] * len(holes))})" if holes else ""
        await db.execute(f"PREPARE it AS {text}")
        plans[name] = "\n".join(row[0] for row in await db.fetch(f"EXPLAIN EXECUTE it{values}"))
        await db.execute("DEALLOCATE it")
    await db.close()
    return plans
