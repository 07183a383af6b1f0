"""The payer of the data file can pay: a file can be written with it."""

from __future__ import annotations

from datetime import date

from rules import zengin
from rules.accounts import Account
from rules.payer import FILE, PAYER


def test_a_file_can_be_written_with_it() -> None:
    line = zengin.Line(Account("0001", "001", "普通", "1234567"), "ｼｹﾝ ﾀﾛｳ", 13200)
    parsed = zengin.parse(zengin.write(PAYER, date(2026, 12, 1), [line], FILE))
    assert (parsed.payer.code, parsed.payer.name, parsed.total) == (PAYER.code, PAYER.name, 13200)
