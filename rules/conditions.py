"""The key terms of the 委嘱条件 in words, from the figures of data/conditions.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "data" / "conditions.toml").read_text(encoding="utf-8"))

HOURLY: int = _DATA["hourly"]
CAP: int = _DATA["cap"]
STEP: int = _DATA["step"]

KEY_TERMS: tuple[tuple[str, str], ...] = (
    ("謝金", f"1時間{HOURLY:,}円（税込）"),
    ("上限", f"{CAP:,}円"),
    ("端数", f"{STEP}分未満は切り捨て"),
    ("対象", "事業者と直接向き合った支援の時間だけ（オンラインは対象外）"),
    ("交通費", "お支払いしません"),
)


def version_words(version: str) -> str:
    """2026-11-24 → 2026年11月24日版; any other name of a version as it is."""
    try:
        day = date.fromisoformat(version)
    except ValueError:
        return f"{version}版"
    return f"{day.year}年{day.month}月{day.day}日版"
