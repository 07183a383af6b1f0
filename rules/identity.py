"""本人確認書類: how an office checks who somebody is, what it takes, and how long a picture is kept (ours)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

Check = Literal["picture", "interview", "off"]

_DATA = tomllib.loads((Path(__file__).parent / "data" / "identity.toml").read_text(encoding="utf-8"))
_CHECK: Check = _DATA["check"]
_OF_OFFICE: dict[str, Check] = _DATA["offices"]

DOCUMENTS: dict[str, str] = _DATA["kinds"]
"""Key -> words."""
MY_NUMBER = "my_number"
"""The one whose back must never be sent: it bears the twelve digits."""
DAYS_KEPT: int = _DATA["delete_after_days"]


def check_of(office: str) -> Check:
    """office: its area, as in 関東; "" for the default."""
    return _OF_OFFICE.get(office, _CHECK)
