"""「前回と同じ内容で申請」, and the same for another expert: how such a request begins."""

from __future__ import annotations

from typing import Any

from conversations.dialog import Returned
from conversations.dispatch.facts import RequestFacts
from rules import times


def returned(facts: RequestFacts) -> Returned | None:
    """The same again: the day is asked, all else stands and can be mended; for another expert only the expert is."""
    if facts.previous is None or not facts.previous.request:  # of an erased one nothing is known
        return None
    it, asked = facts.previous, facts.previous.request
    length = (it.ends - it.starts) // times.MINUTE
    same: dict[str, Any] = {
        "client": it.client,
        "sme_eligible": "yes",
        "client_consents": "yes",
        **{name: asked[name] for name in ("consulted_on", "summary", "unsolved", "theme")},
        "method": "online" if it.online else "onsite",
        "pin": None,
        "length": str(length),
        "accompanied": _word(asked.get("accompanied")),
    }
    if not it.online:
        same["visits"] = "last" if asked.get("elsewhere") else "same"
    if facts.other:
        return Returned(same | ({"day_time": times.wall_clock(it.starts)} if it.starts > facts.now else {}))
    relation = {name: _word(asked.get(name)) for name in ("paid_by_agency", "member_of_agency")}
    return Returned(same | relation | {"expert": it.registration, "asked_first": asked["asked_first"]})


def _word(value: Any) -> str:
    return "yes" if value else "no"
