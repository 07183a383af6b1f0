"""The road of a visit's honorarium (謝金), from the check-out to the expert's account.

`hold`, `bar` and `release` say what the named reasons (rules/holds.py, rules/exclusions.py) come to. What is to be
paid is worked out anew (`recalculate`) when times are corrected, until it is in a file for the bank. A transfer that
the bank returned, even days after it was booked, re-opens at HELD until the account is right.
"""

from __future__ import annotations

from rules.road import Road

PAYMENT = Road(
    "payment",
    ("CALCULATED", "HELD", "BARRED", "PAYABLE", "EXPORTED", "PAID", "RETURNED_BY_BANK"),
    (
        ("hold", ("CALCULATED", "PAYABLE"), "HELD"),
        ("bar", ("CALCULATED", "HELD", "PAYABLE"), "BARRED"),
        ("release", ("CALCULATED", "HELD"), "PAYABLE"),
        ("recalculate", ("HELD", "BARRED", "PAYABLE"), "CALCULATED"),
        ("export", ("PAYABLE",), "EXPORTED"),
        ("settle", ("EXPORTED",), "PAID"),
        ("return_by_bank", ("EXPORTED", "PAID"), "RETURNED_BY_BANK"),
        ("reopen", ("RETURNED_BY_BANK",), "HELD"),
    ),
)

OPEN = ("CALCULATED", "HELD", "BARRED", "PAYABLE")
"""Not yet on the way to the bank: the sum may still change."""

FIXED = ("EXPORTED", "PAID", "RETURNED_BY_BANK")
"""The sum was given to the bank: it counts towards the cap of its day and is never worked out anew."""
