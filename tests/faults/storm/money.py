"""Money is conserved: what the ledger says was given to the bank stands in the bank's files, each visit once."""

from __future__ import annotations

from collections import Counter

from conversations.money import bank_file
from rules import zengin
from rules.offices import OFFICES
from storage import payments, transfers
from storage.store import Unit

HALF_HOUR, CAP = 2_640, 31_680


async def conserved(unit: Unit) -> list[str]:
    """Every promise that was broken, in words."""
    found = list[str]()
    handed: Counter[str] = Counter()
    for office in OFFICES:
        for each in await transfers.of_office(unit, office, most=10_000):
            lines = await transfers.lines(unit, each.id)
            written = zengin.parse(bank_file.content(lines, each.day))
            if not each.total == written.total == sum(line.yen for line in lines):
                found.append(f"transfer {each.number} of {each.total} yen has a file of {written.total}")
            if bank_file.digest(lines, each.day) != each.digest:
                found.append(f"the file of transfer {each.number} is not the one that was made")
            found += [f"visit {line.dispatch} is in two files" for line in lines if line.dispatch in handed]
            handed.update({line.dispatch: line.yen for line in lines if line.outcome != "returned"})
    ledger = dict[str, int]()
    async for it in payments.every(unit, "2000-01-01", "2100-01-01"):
        if it.state in ("EXPORTED", "PAID"):
            ledger[it.dispatch] = it.net
            if it.net != min(CAP, it.minutes // 30 * HALF_HOUR):
                found.append(f"visit {it.dispatch}: {it.net} yen for {it.minutes} minutes")
    if ledger != dict(handed):
        sums = f"{sum(ledger.values())} yen, the files {handed.total()}"
        found.append(f"the ledger has {len(ledger)} visits of {sums} of {len(handed)}")
    return found
