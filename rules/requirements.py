"""登録要件 01: the four kinds ア〜エ, of which one must be met, and how many months each asks for.

Source: 専門家登録の要件 on the official page, kept in data/requirements.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rules.careers import Spell, duration_words, total_months
from rules.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Requirement:
    """letter ア–エ, its short name, the condition in full, and the months of practice it asks for (0 = none)."""

    letter: str
    name: str
    words: str
    months: int


_DATA = tomllib.loads((Path(__file__).parent / "data" / "requirements.toml").read_text(encoding="utf-8"))

REQUIREMENTS = {r["letter"]: Requirement(**r) for r in _DATA["requirement"]}
OTHER_QUALIFICATION: str = _DATA["other_qualification"]
QUALIFICATIONS: tuple[str, ...] = (*_DATA["qualifications"], OTHER_QUALIFICATION)


def short_by(letter: str, spells: Iterable[Spell], today: date) -> int:
    """Months still missing, 0 when there are enough."""
    return max(0, REQUIREMENTS[letter].months - total_months(spells, today))


def check_practice(letter: str, spells: Iterable[Spell], today: date) -> None:
    """Raises Refusal that says how many months there are and how many are missing."""
    spells = tuple(spells)
    if missing := short_by(letter, spells, today):
        need = REQUIREMENTS[letter].months // 12
        have = duration_words(total_months(spells, today))
        raise Refusal(
            f"期間の合計は{have}です。{need}年まで、あと{missing}か月です。ほかの期間があれば追加してください。"
        )


def judged_by_secretariat(letter: str, *, qualification: str = "", equivalent: bool = False) -> str:
    """What the secretariat must look at itself, as one sentence; "" when nothing."""
    if letter == "ア" and qualification == OTHER_QUALIFICATION:
        return "その他の資格です。公的資格に当たるかをご確認ください。"
    if letter == "ウ" and equivalent:
        return "年数ではなく実績での申請です。相応の実績に当たるかをご確認ください。"
    return ""
