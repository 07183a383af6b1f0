"""What every paper says of the office that it is from or for."""

from __future__ import annotations

from typing import Any

from rules import letter
from rules.offices import OFFICES


def letterhead(office: str) -> dict[str, Any]:
    """For the templates of flex_messages/documents; office: its area."""
    issuer = letter.issuer_of(office)
    return {
        "author": f"{office}エリア事務局",
        "contact": f"お問い合わせ　{office}エリア事務局　{OFFICES[office].mail}",
        "note": letter.NOTE,
        "organisation": list(issuer.organisation),
        "title": issuer.title,
        "issuer": issuer.name,
        "programme": letter.PROGRAMME,
        "post": letter.POST,
    }
