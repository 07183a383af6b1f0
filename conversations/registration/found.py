"""Under which words an expert is found: names and parts of them, receipt number, fields of support, prefectures. Kept
again when these change.
"""

from __future__ import annotations

from rules.search_words import area_word, field_word, pieces_of, words_of
from storage import search
from storage.registrations import Registration
from storage.store import Unit


async def index(unit: Unit, it: Registration) -> None:
    profile = it.profile
    names = profile.get("name") or "", profile.get("kana") or ""
    words = words_of(*names, it.receipt) | pieces_of(*names)
    fields = {field_word(key) for key in profile.get("fields") or ()}
    areas = {area_word(prefecture) for prefecture in profile.get("areas") or ()}
    await search.index(unit, it.id, words | fields | areas)
