"""The road of somebody who lost their phone, to a new LINE account (ours).

Who started it has seen them; the secretariat, another person, approves; a one-time code moves them.
"""

from __future__ import annotations

from rules.road import Road

RELINK = Road(
    "relink",
    ("SECRETARIAT_REVIEW", "APPROVED", "MOVED", "REJECTED", "WITHDRAWN"),
    (
        ("approve", ("SECRETARIAT_REVIEW",), "APPROVED"),
        ("reject", ("SECRETARIAT_REVIEW",), "REJECTED"),
        ("move", ("APPROVED",), "MOVED"),
        ("withdraw", ("SECRETARIAT_REVIEW", "APPROVED"), "WITHDRAWN"),
    ),
)
