"""Drawn messages: one row per message with buttons.

A button carries only `token.n`; what it means is looked up here, and when it was used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from storage import people
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Drawn:
    """taps: what the n-th button means (JSON values of whoever drew it); used: n → when it was first used."""

    token: str
    person: str
    dialog: str
    subject: str
    step: str
    taps: list[Any]
    created: int
    used: dict[int, int]


async def keep(
    unit: Unit, token: str, person: str, *, dialog: str = "", subject: str = "", step: str = "", taps: list[Any]
) -> None:
    """token: 128 random bits, by the caller."""
    sealed = unit.vault.seal(await people.key_of(unit, person), orjson.dumps(taps), f"drawn:taps:{token}")
    await unit.run(
        "drawn.keep", token=token, person=person, dialog=dialog, subject=subject, step=step, taps=sealed, now=unit.now
    )


async def find(unit: Unit, token: str) -> Drawn | None:
    """None for a token that was never drawn or is no longer kept."""
    rows = await unit.rows("drawn.find", token=token)
    if not rows:
        return None
    row = rows[0]
    taps = orjson.loads(unit.vault.open(row["key"] or b"", row["taps"], f"drawn:taps:{token}"))
    used = {each["n"]: each["at"] for each in rows if each["n"] is not None}
    return Drawn(token, row["person"], row["dialog"], row["subject"], row["step"], taps, row["created"], used)


async def use(unit: Unit, token: str, n: int) -> bool:
    """True for the first use of this button, False ever after."""
    return bool(await unit.run("drawn.use", token=token, n=n, now=unit.now))


async def prune(unit: Unit, before: int) -> int:
    """Deletes what was drawn before that time, with its uses, at most 1000 a call; how many."""
    return await unit.run("drawn.prune", before=before)
