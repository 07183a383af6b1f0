"""Until when an offer is answered (ours, data/visits.toml)."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

from rules.business_days import add_business_days
from rules.japan_time import at, day

_DATA = tomllib.loads((Path(__file__).parent / "data" / "visits.toml").read_text(encoding="utf-8"))

OFFER_BUSINESS_DAYS: int = _DATA["offer"]["business_days"]


def offer_until(offered: int) -> int:
    """The end of the last business day for an answer, as a moment in milliseconds UTC."""
    return at(add_business_days(day(offered), OFFER_BUSINESS_DAYS) + timedelta(days=1), 0)
