"""Timers: what has to happen later (reminders, expiries), by key. Setting the same key again moves it."""

from __future__ import annotations

from dataclasses import dataclass

from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Timer:
    """key: what it stands for; due: milliseconds; what: which job; about: its object."""

    key: str
    due: int
    what: str
    about: str


async def set(unit: Unit, key: str, due: int, what: str, about: str) -> None:
    await unit.run("timers.set", key=key, due=due, what=what, about=about)


async def due(unit: Unit, now: int, most: int = 100) -> list[Timer]:
    """Those whose time has come, the longest waiting first.

    They stay until cancelled: cancel in the unit that does the job.
    """
    return [
        Timer(row["key"], row["due"], row["what"], row["about"])
        for row in await unit.rows("timers.due", now=now, most=most)
    ]


async def cancel(unit: Unit, key: str) -> bool:
    """False when there was none: on PostgreSQL another process was first."""
    return bool(await unit.run("timers.cancel", key=key))
