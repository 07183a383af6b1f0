"""Our own decisions where the official page is silent, read from data/ours.toml, the one place to change them."""

from __future__ import annotations

import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "data" / "ours.toml").read_text(encoding="utf-8"))

INVITATION_DAYS: int = _DATA["invitation"]["days"]
PROFILE_MINUTES: int = _DATA["registration"]["minutes"]
ANSWER_WITHIN: int = _DATA["registration"]["answer_within"]
MOST_CERTIFICATES: int = _DATA["profile"]["certificates"]
MOST_EMPLOYERS: int = _DATA["profile"]["employers"]
LONGEST_BIOGRAPHY: int = _DATA["profile"]["biography"]
LEARN_METRES: int = _DATA["visits"]["learn_metres"]
REVIEW_DAYS: int = _DATA["reminders"]["review_days"]
OVERDUE_DAYS: int = _DATA["reminders"]["overdue_days"]
RETURNED_DAYS: int = _DATA["reminders"]["returned_days"]
DRAFT_DAYS: int = _DATA["reminders"]["draft_days"]
BUNDLE_HOUR: int = _DATA["reminders"]["bundle_hour"]
QUIET_FROM: int = _DATA["reminders"]["quiet_from"]
QUIET_UNTIL: int = _DATA["reminders"]["quiet_until"]
PHONE_CODE_HOURS: int = _DATA["phone"]["code_hours"]
