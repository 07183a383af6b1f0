"""The figures of a storm: printed, as JSON, and as a page for docs/."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.faults.storm.books import BY_ANOTHER
from tests.faults.storm.check import waits, wasted
from tests.faults.storm.storm import Storm


def commit() -> str:
    try:
        said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "?"
    return said.stdout.strip()


def figures(storm: Storm, violations: list[str]) -> dict[str, Any]:
    """Times in seconds."""
    books, service, effects = storm.books, storm.service, storm.monkey.effects
    slow = waits(storm)
    struck = sum(books.faults.values())
    return {
        "seed": storm.plan.seed,
        "commit": commit(),
        "seconds": round(storm.lasted, 1),
        "people": len(storm.line.world.people),
        "events": len(books.events),
        "webhooks": dict(books.attempts),
        "calls": books.calls,
        "faulty_calls": round(struck / max(1, books.calls), 4),
        "faults": dict(books.faults),
        "database": storm.database.words,
        "services": len(service.services),
        "signals": dict(service.signs + storm.database.signs),
        "sendings": books.sendings,
        "wasted": dict(books.wasted),
        "wasted_by_another": round(wasted(storm), 4),
        "probes": books.probes,
        "messages": len(books.taken),
        "late_duplicate_replies": books.late_replies,
        "journeys": dict(storm.people.lived),
        "lines": sum(talker.said for talker in storm.talkers),
        "hostile_deeds": storm.people.wrongs,
        "start_p50": _p(service.starts, 50),
        "first_effect_p50": _p(effects, 50),
        "first_effect_max": round(max(effects, default=0), 2),
        "answer_p50": _p(slow, 50),
        "answer_p99": _p(slow, 99),
        "answer_max": round(max(slow, default=0), 2),
        "drained": round(storm.drained, 2),
        "stop_max": round(max(service.stops, default=0), 2),
        "violations": violations,
    }


def _p(values: list[float], percent: int) -> float:
    if len(values) < 2:
        return round(median(values), 3) if values else 0.0
    return round(quantiles(values, n=100, method="inclusive")[percent - 1], 3)


def page(found: dict[str, Any]) -> str:
    """docs/storm.md of a run."""
    faults = "、".join(f"{kind} {n}" for kind, n in Counter(found["faults"]).most_common())
    webhooks = "、".join(f"{kind} {n}" for kind, n in Counter(found["webhooks"]).most_common())
    signals = "、".join(f"{name} {n}" for name, n in Counter(found["signals"]).most_common())
    journeys = "、".join(f"{name} {n}" for name, n in Counter(found["journeys"]).most_common())
    rows = [
        ("Events LINE made", f"{found['events']:,}"),
        ("People", f"{found['people']:,}"),
        ("Services at once", str(found["services"])),
        ("Signals to the processes", signals),
        ("Webhook requests, by how they went", webhooks),
        ("Calls of LINE's API", f"{found['calls']:,}, {found['faulty_calls']:.1%} of them faulty"),
        (f"Faults, {len(found['faults'])} kinds", faults),
        (
            "Replies and pushes sent in vain, since another process had sent them",
            f"{found['wasted'].get(BY_ANOTHER, 0)} of {found['sendings']:,} ({found['wasted_by_another']:.2%})",
        ),
        ("Journeys lived to their end", journeys),
        ("Numbered lines of talkers", f"{found['lines']:,}"),
        ("Hostile or wrong deeds", f"{found['hostile_deeds']:,}"),
        ("Messages that came, each probed at acceptance", f"{found['messages']:,} ({found['probes']:,} probes)"),
        ("Replies that came twice after an unknown end older than 55 s", str(found["late_duplicate_replies"])),
        ("Start to listening, median", f"{found['start_p50']} s"),
        ("Start to first effect", f"median {found['first_effect_p50']} s, longest {found['first_effect_max']} s"),
        (
            "Acknowledgement to answer, service up",
            f"median {found['answer_p50']} s, p99 {found['answer_p99']} s, longest {found['answer_max']} s",
        ),
        ("Drained after the last misfortune", f"{found['drained']} s"),
        ("SIGTERM to end, longest", f"{found['stop_max']} s"),
        ("**Broken promises**", f"**{len(found['violations'])}**"),
    ]
    if found["services"] > 1:  # nobody knows whose effect it was
        rows = [row for row in rows if row[0] != "Start to first effect"]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return TEXT.format(table=table, target=target(found), whole=WHOLE[target(found)], **found)


def target(found: dict[str, Any]) -> str:
    """What the Makefile calls such a storm."""
    return "storm-postgres" if "PostgreSQL" in found["database"] else "storm"


WHOLE = {
    "storm": "`integrity_check`, the foreign keys",
    "storm-postgres": "tables and indexes (amcheck), the foreign keys (declared once more)",
}


TEXT = """# The storm: nothing lost, nothing twice

`make {target}` runs the real service (`main.py serve`, {database}) for ten minutes
under a hostile LINE, with people who live the journeys of the tests, while a monkey kills it at random moments. This
page is written by that run: seed {seed}, commit {commit}, {seconds} s on two cores.

| What | Figure |
|---|---|
{table}

What is looked at: whatever LINE got a 200 for is done, once; every row of the outbox came to its person, once and in
order; at the moment LINE accepts a message it stands committed, final and unchanged in the database, read there on a
connection of its own; nobody waits for more than 10 s of the service's time; whoever came to the end of a journey
stands where everybody stands who lived it, with as many decisions, by different people; what talkers wrote stands
there line by line; the honoraria of the ledger stand in the bank's files, each visit once, every sum by the rule; a
message that was unsent before it came left nothing; every known file can be read;
{whole} and the audit chains are whole; of several services at most one call in twenty is
made in vain, or two for every time a process was struck. `python -m tests.faults.mutants` shows that this finds bugs.
"""


def write(found: dict[str, Any], folder: Path) -> None:
    (folder / f"{target(found)}.md").write_text(page(found), encoding="utf-8")
