"""Until when something that failed is put off. Times in milliseconds."""

from __future__ import annotations

LONGEST = 600_000
"""No pause is longer: what is put off for more was put off by a clock that has jumped since, and is due."""


def waits(not_before: int, now: int) -> bool:
    return 0 < not_before - now <= LONGEST
