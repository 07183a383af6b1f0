"""How long to wait before the next try."""

from __future__ import annotations

import random


def backoff(tries: int, most: float) -> float:
    """Seconds: twice as long each time, from 0.2 up to `most`, and by chance up to a half less or more."""
    return min(0.2 * 2.0 ** min(tries, 9), most) * random.uniform(0.5, 1.5)
