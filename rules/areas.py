"""Where an expert works (活動できる都道府県): three shortcuts, eight areas and single prefectures, typed or chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.offices import OFFICES, PREFECTURES, office_of, read_prefecture
from rules.refusal import Refusal
from rules.text_width import fold, spaced

OWN, REGION, EVERYWHERE = "自県のみ", "同じ地域の全部", "全国"
SHORTCUTS = (OWN, REGION, EVERYWHERE)
AREAS = tuple(OFFICES)
AREAS_EXAMPLE = "東京 神奈川、関東、全国"

_ALSO = {
    "九州": "九州・沖縄",
    "九州沖縄": "九州・沖縄",
    "関西": "近畿",
    "自県": OWN,
    "同じ地域": REGION,
    "全国どこでも": EVERYWHERE,
    "全都道府県": EVERYWHERE,
}
_ENDING = re.compile("(?:エリア|地方|地域|の?全部|の?全域|全県)+$")
_BETWEEN = re.compile(r"[\s、,・/と&]+")


def prefectures_of(choice: str, home: str) -> tuple[str, ...]:
    """The prefectures of one shortcut, area or prefecture; `home` is the expert's own. KeyError for anything else."""
    match choice:
        case "自県のみ":
            return (home,)
        case "同じ地域の全部":
            return office_of(home).prefectures
        case "全国":
            return PREFECTURES
    if choice in OFFICES:
        return OFFICES[choice].prefectures
    if choice not in PREFECTURES:
        raise KeyError(choice)
    return (choice,)


def gathered(choices: Iterable[str], home: str) -> list[str]:
    """Several of them together: prefectures in the order of the map, none twice."""
    found = {prefecture for choice in choices for prefecture in prefectures_of(choice, home)}
    return [p for p in PREFECTURES if p in found]


def read_places(text: str, home: str) -> list[str]:
    """What was typed (東京 神奈川 / 関東と大阪 / 全国). Raises Refusal that quotes the word that could not be read."""
    plain = spaced(fold(text))
    for area in AREAS:
        plain = plain.replace(area, area.replace("・", ""))
    words = [word for word in _BETWEEN.split(plain) if word]
    if not words:
        raise Refusal("活動できる都道府県をお送りください。", AREAS_EXAMPLE)
    return gathered((_choice(word) for word in words), home)


def places_words(prefectures: Iterable[str]) -> str:
    """全国; else whole areas by their name and the rest one by one: 関東の全部、大阪府."""
    chosen = set(prefectures)
    if chosen >= set(PREFECTURES):
        return EVERYWHERE
    words: list[str] = []
    for area, office in OFFICES.items():
        if chosen.issuperset(office.prefectures):
            words.append(f"{area}の全部" if len(office.prefectures) > 1 else area)
        else:
            words += [p for p in office.prefectures if p in chosen]
    return "、".join(words)


def _choice(word: str) -> str:
    for written in (word, _ENDING.sub("", word)):
        name = _ALSO.get(written, written)
        if name in SHORTCUTS or name in OFFICES:
            return name
    try:
        return read_prefecture(word)
    except Refusal as refusal:
        raise Refusal(refusal.words, AREAS_EXAMPLE) from None
