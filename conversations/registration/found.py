"""Under which words an expert is found: names, receipt number, fields of support, prefectures. Kept again when these
change.
"""

from __future__ import annotations

from rules.search_words import area_word, field_word, words_of
from storage import search
from storage.registrations import Registration
from storage.store import Unit


async def index(unit: Unit, it: Registration) -> None:
    profile = it.profile
    words = words_of(profile.get("name") or "", profile.get("kana") or "", it.receipt)
    fields = {field_word(key) for key in profile.get("fields") or ()}
    areas = {area_word(prefecture) for prefecture in profile.get("areas") or ()}
    await search.index(unit, it.id, words | fields | areas)
