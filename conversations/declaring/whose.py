"""Whether a declaration is a member's business."""

from __future__ import annotations

from storage.declarations import Declaration
from storage.people import Membership


def concerns(member: Membership, it: Declaration) -> bool:
    """Of the agency that requested the visit, or of the office that decides."""
    if member.role == "agency":
        return member.agency == it.agency
    return member.role == "secretariat" and member.office == it.office
