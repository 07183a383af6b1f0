"""The road of a change after the approval, and which fields go which way (data/changes.toml).

A takes effect at once; B waits for the secretariat; C passes the agency, then the secretariat. All of it is ours.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from rules.registration import REVIEWED, Reviewer
from rules.road import Road

Class = Literal["A", "B", "C"]

_DATA = tomllib.loads((Path(__file__).parent / "data" / "changes.toml").read_text(encoding="utf-8"))

CLASSES: dict[str, Class] = {name: kind for kind in ("A", "B", "C") for name in _DATA[kind]["fields"]}
"""Name of a field -> its class."""
FIXED: frozenset[str] = frozenset(_DATA["fixed"]["fields"])
"""What is never changed this way: consents and declarations are asked for again by themselves."""

CHANGE = Road(
    "change",
    ("DRAFT", *REVIEWED, "APPROVED", "RETURNED", "REJECTED", "WITHDRAWN"),
    (
        ("apply", ("DRAFT",), "APPROVED"),
        ("submit_to_agency", ("DRAFT", "RETURNED"), "AGENCY_REVIEW"),
        ("submit_to_secretariat", ("DRAFT", "RETURNED"), "SECRETARIAT_REVIEW"),
        ("approve", ("AGENCY_REVIEW",), "SECRETARIAT_REVIEW"),
        ("approve", ("SECRETARIAT_REVIEW",), "APPROVED"),
        ("return", REVIEWED, "RETURNED"),
        ("reject", REVIEWED, "REJECTED"),
        ("withdraw", ("DRAFT", *REVIEWED, "RETURNED"), "WITHDRAWN"),
    ),
)


def at_once(fields: Iterable[str]) -> list[str]:
    return [name for name in fields if CLASSES.get(name) == "A"]


def passes_agency(fields: Iterable[str]) -> bool:
    return any(CLASSES.get(name) == "C" for name in fields)


def submission(fields: Iterable[str], returned_by: Reviewer | None = None, returned: Iterable[str] = ()) -> str:
    """The event that sends a change to the right reviewer.

    What the secretariat returned passes the agency again only if one of the returned fields is of class C.
    """
    again = passes_agency(returned) if returned_by == "secretariat" else passes_agency(fields)
    return "submit_to_agency" if again else "submit_to_secretariat"
