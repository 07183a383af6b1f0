"""How long our papers take, as PDF and picture, each for another person: `python -m benchmarks.documents`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from typing import Any

from flex_messages.documents import render
from tests.flex_messages.test_documents import ACCEPTANCE, LETTER
from tests.flex_messages.test_documents_reports import REPORT, STATEMENT

PAPERS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "letter": (LETTER, "name"),
    "acceptance": (ACCEPTANCE, "signature"),
    "report": (REPORT, "name"),
    "statement": (STATEMENT, "name"),
}
"""Template -> what it says, and which of it is somebody's name."""


def median(paper: str, times: int = 200) -> float:
    """Milliseconds."""
    said, who = PAPERS[paper]
    taken = []
    for n in range(times):
        start = time.perf_counter()
        render(paper, {**said, who: f"試験 太郎{n}"})
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    for paper in PAPERS:
        print(f"{paper}: {median(paper):.1f} ms")
