"""Timers: what has to happen later (reminders, expiries), by key. Setting the same key again moves it."""

from __future__ import annotations

from dataclasses import dataclass

from storage.store import Row, Unit

FIRST_PAUSE = 60_000


@dataclass(frozen=True, slots=True)
class Timer:
    """key: what it stands for; due: milliseconds; what: which job; about: its object."""

    key: str
    due: int
    what: str
    about: str


async def set(unit: Unit, key: str, due: int, what: str, about: str) -> None:
    await unit.run("timers.set", key=key, due=due, what=what, about=about)


async def set_earlier(unit: Unit, key: str, due: int, what: str, about: str) -> None:
    """As `set`, but one that is due sooner already stays as it is."""
    await unit.run("timers.set_earlier", key=key, due=due, what=what, about=about)


async def due(unit: Unit, now: int, most: int = 100) -> list[Timer]:
    """Those whose time has come, the longest waiting first.

    They stay until taken: take in the unit that does the job.
    """
    return [
        Timer(row["key"], row["due"], row["what"], row["about"])
        for row in await unit.rows("timers.due", now=now, most=most)
    ]


async def cancel(unit: Unit, key: str) -> bool:
    """False when there was none."""
    return bool(await unit.run("timers.cancel", key=key))


async def take(unit: Unit, timer: Timer) -> bool:
    """Takes it away to do its job. False when it was cancelled or moved, or another process was first."""
    return bool(await unit.run("timers.take", key=timer.key, due=timer.due))


async def fail(unit: Unit, timer: Timer, most: int) -> bool:
    """Its job raised: it is due again after a pause that grows with every try. True when it is now parked."""
    row = await unit.row("timers.fail", key=timer.key, due=timer.due, most=most)
    if row is None or row["parked"]:
        return row is not None
    again = unit.now + FIRST_PAUSE * 4 ** (row["tries"] - 1)
    await unit.run("timers.put_off", key=timer.key, again=again)
    return False


async def parked(unit: Unit) -> list[Row]:
    """For the operator: key, due, what, about, tries of those given up."""
    return await unit.rows("timers.parked")


async def reopen(unit: Unit, key: str) -> bool:
    """One that was given up is due now. False when it is not parked."""
    return bool(await unit.run("timers.reopen", key=key, now=unit.now))
