"""How long a 委嘱状 takes, as PDF and picture, each for another person: `python -m benchmarks.documents`."""

from __future__ import annotations

import statistics
import time

from flex_messages.documents import render
from tests.flex_messages.test_documents import LETTER


def median(times: int = 200) -> float:
    """Milliseconds."""
    taken = []
    for n in range(times):
        start = time.perf_counter()
        render("letter", {**LETTER, "name": f"試験 太郎{n}"})
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    print(f"a letter: {median():.1f} ms")
