"""Lists and searches with 20,000 experts in the tables beside the same with 200, in one run: how many times as long.

`python -m benchmarks.many_experts`
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from conversations.registration import found
from rules.search_words import field_word
from storage import agencies, appointments, experts, people, registrations, search
from storage.store import Store, Unit, open_store
from storage.vault import Vault

FEW, MANY, SLICE, TIMES = 200, 20_000, 250, 200
NOW = 1_795_489_200_000
OFFICES = ("関東", "近畿", "中部", "九州・沖縄")

Look = Callable[[Unit], Awaitable[Any]]


async def filled(store: Store, n: int) -> str:
    """So many experts, every tenth of them waiting at one agency; the agency's id."""
    agency = await store.do(lambda unit: agencies.add(unit, "サンプル商工会議所", "CCI", "東京都"))
    for first in range(0, n, SLICE):
        await store.do(lambda unit, first=first: _slice(unit, agency.id, first, min(first + SLICE, n)))  # type: ignore[misc]
    return agency.id


async def _slice(unit: Unit, agency: str, first: int, last: int) -> None:
    for k in range(first, last):
        person = await people.meet(unit, f"U{k}")
        it = await registrations.open(unit, person, agency, "", OFFICES[k % len(OFFICES)])
        profile = {
            "name": f"第{k} 太郎", "kana": f"ダイ{k} タロウ", "fields": ["sales"], "areas": ["東京都"],
            "biography": "製造業で20年、生産管理に携わりました。" * 8,
        }  # fmt: skip
        waits = k % 10 == 0
        state = "AGENCY_REVIEW" if waits else "REGISTERED"
        it = await registrations.save(unit, replace(it, state=state, profile=profile, submitted=NOW + k))
        await found.index(unit, it)
        if not waits:
            year = await appointments.open(unit, person, it.id, 2026, it.office, "1", "h")
            await appointments.save(unit, replace(year, state="CONSENTED", consented=NOW))


def looks(agency: str) -> dict[str, Look]:
    return {
        "承認待ち": lambda unit: registrations.waiting(unit, agency=agency, state="AGENCY_REVIEW"),
        "search by name": lambda unit: search.find(unit, "第77", agency=agency),
        "by receipt": lambda unit: registrations.by_receipt(unit, "1078"),
        "experts by field": lambda unit: experts.find(unit, [field_word("sales")], 2026, NOW + 1),
        "letters that wait": lambda unit: appointments.of_office(unit, "関東", "CONSENTED"),
    }


async def median_us(store: Store, look: Look) -> float:
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter_ns()
        await store.look(look)
        taken.append((time.perf_counter_ns() - start) / 1000)
    return statistics.median(taken)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        figures: dict[int, dict[str, float]] = {}
        for n in (FEW, MANY):
            store = await open_store(f"sqlite:///{Path(folder)}/{n}.db", Vault([("k", bytes(32))]), lambda: NOW)
            agency = await filled(store, n)
            figures[n] = {name: await median_us(store, look) for name, look in looks(agency).items()}
            await store.close()
    for name, few in figures[FEW].items():
        many = figures[MANY][name]
        print(f"{name:20} {few:8.0f} µs at {FEW}   {many:8.0f} µs at {MANY:,}   {many / few:5.2f} times")


if __name__ == "__main__":
    asyncio.run(main())
