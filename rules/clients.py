"""What firms are called: their kinds, the words they are found by, and when two look like one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.search_words import folded

KINDS = {"company": "法人", "sole": "個人事業主", "founder": "創業予定者"}

SHORTEST = 2
"""Characters of a name from which on its beginning finds it."""
LONGEST = 12
"""Characters of a beginning that are told apart."""

_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益)?(?:社団|財団)法人|(?:特定非営利活動|NPO|npo)法人"
    r"|(?:農事組合|医療|社会福祉)法人|協同組合|[(（][株有同資名][)）]|㈱|㈲"
)


def bare(name: str) -> str:
    """The name as it is compared: folded, and without the form of the company; all of it when nothing else is left."""
    return folded(_FORMS.sub("", name)) or folded(name)


def name_words(name: str, kana: str = "") -> set[str]:
    """Whole, and by every beginning of the name without its form, and of the reading."""
    return {folded(name), *_beginnings(bare(name)), *_beginnings(bare(kana))} - {""}


def search_word(text: str) -> str:
    """The word under which what was typed is looked for."""
    return bare(text)[:LONGEST]


def likeness(name: str, phone: str, address: str) -> set[str]:
    """Words that two registrations of one business have in common. None of them can be typed: they hold a space."""
    parts = (("name", bare(name)), ("phone", phone), ("address", _street(address)))
    return {f"{what} {value}" for what, value in parts if value}


def words_of(name: str, kana: str, phone: str, address: str) -> set[str]:
    """All that a client is found by, beside its 法人番号."""
    return name_words(name, kana) | likeness(name, phone, address)


def _beginnings(word: str) -> Iterable[str]:
    return (word[:n] for n in range(min(SHORTEST, len(word)), min(LONGEST, len(word)) + 1) if n)


def _street(address: str) -> str:
    """丁目, 番 and 号 are hyphens in an address as it is compared."""
    return re.sub(r"-+", "-", re.sub(r"丁目|番地?の?|号|の(?=\d)", "-", folded(address))).strip("-")
