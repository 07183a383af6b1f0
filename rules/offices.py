"""The regional offices (八つのエリア), the prefectures they serve and how people write a prefecture's name.

Source: 専門家に関するお問い合わせ on the official page, kept in data/offices.toml, which an owner replaces.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from rules.refusal import Refusal
from rules.text_width import fold, spaced


@dataclass(frozen=True, slots=True)
class Office:
    """area is the office's name and id, as in 関東; mail its address for questions."""

    area: str
    mail: str
    prefectures: tuple[str, ...]


_DATA = tomllib.loads((Path(__file__).parent / "data" / "offices.toml").read_text(encoding="utf-8"))

OFFICES = {o["area"]: Office(o["area"], o["mail"], tuple(o["prefectures"])) for o in _DATA["office"]}
OFFICE_OF = {prefecture: office for office in OFFICES.values() for prefecture in office.prefectures}
PREFECTURES = tuple(OFFICE_OF)

_SHORT = {p if p == "北海道" else p[:-1]: p for p in PREFECTURES}


def office_of(prefecture: str) -> Office:
    """The office that serves a prefecture. KeyError for what is not one of the 47."""
    return OFFICE_OF[prefecture]


def read_prefecture(text: str) -> str:
    """東京 and 東京都 → 東京都. Raises Refusal for what is no prefecture."""
    name = spaced(fold(text))
    found = name if name in OFFICE_OF else _SHORT.get(name)
    if found is None:
        raise Refusal(f"「{name[:20]}」を都道府県として読み取れませんでした。", "東京都")
    return found


def read_area(text: str) -> str:
    """関東, 関東エリア and a prefecture's name → the office's area. Raises Refusal otherwise."""
    name = spaced(fold(text)).removesuffix("エリア")
    return name if name in OFFICES else office_of(read_prefecture(name)).area
