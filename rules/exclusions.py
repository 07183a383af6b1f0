"""When no honorarium is paid: the four cases of the official page (E1–E4), their exemption, and what is for the
secretariat to decide. Every reason is reported; travel is not paid either.

An answer that is missing, a kind of agency that is not known and two answers that contradict each other are never
guessed: the honorarium waits for a decision, which is recorded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rules.agencies import AGENCY_TYPES

Code = Literal["E1", "E2", "E3", "E4"]
Asked = Literal["client", "agency", "expert"]
Decision = Literal["bar", "lift"]

_DATA = tomllib.loads((Path(__file__).parent / "data" / "exclusions.toml").read_text(encoding="utf-8"))

EXEMPT: frozenset[str] = frozenset(_DATA["exempt"])
DECIDABLE: frozenset[str] = frozenset(_DATA["decidable"])
WORDS: Mapping[Code, str] = _DATA["words"]


@dataclass(frozen=True, slots=True)
class Relation:
    """Between an expert and the agency that dispatches. None = not answered.

    asked_first: who asked for the dispatch, as the agency says; expert_says: as the expert says.
    """

    agency_type: str
    personnel_subsidy: bool | None
    paid_by_agency: bool | None
    member_of_agency: bool | None
    asked_first: Asked | None
    expert_says: Asked | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """barred_by: every case that applies; unclear: cases that wait for a decision; decidable: cases on which the
    secretariat may record one (unclear ones, and members of bodies that the page does not name).
    """

    barred_by: tuple[Code, ...] = ()
    unclear: tuple[Code, ...] = ()
    decidable: tuple[Code, ...] = ()

    @property
    def eligible(self) -> bool:
        """For the honorarium, and with it for travel."""
        return not self.barred_by and not self.unclear

    @property
    def words(self) -> tuple[str, ...]:
        """One sentence for each case that bars."""
        return tuple(WORDS[code] for code in self.barred_by)


def exclusion(it: Relation, decisions: Mapping[Code, Decision] | None = None) -> Exclusion:
    """What bars, what is unclear. decisions: those recorded so far; one on a case that is not decidable does not
    count.
    """
    found: dict[Code, bool | None] = {
        "E1": it.personnel_subsidy,
        "E2": it.paid_by_agency,
        "E3": _member(it),
        "E4": _asked_by_expert(it),
    }
    decidable = tuple(code for code, bars in found.items() if bars is None or (code == "E3" and bars and _named(it)))
    for code in decidable:
        if decision := (decisions or {}).get(code):
            found[code] = decision == "bar"
    return Exclusion(
        tuple(code for code, bars in found.items() if bars),
        tuple(code for code, bars in found.items() if bars is None),
        decidable,
    )


def _member(it: Relation) -> bool | None:
    if it.agency_type in EXEMPT:
        return False
    if it.member_of_agency and it.agency_type not in AGENCY_TYPES:
        return None
    return it.member_of_agency


def _named(it: Relation) -> bool:
    return it.agency_type in DECIDABLE


def _asked_by_expert(it: Relation) -> bool | None:
    """What the agency says counts; an expert who says it was their own wish makes it unclear."""
    if it.asked_first is None or (it.asked_first != "expert" and it.expert_says == "expert"):
        return None
    return it.asked_first == "expert"
