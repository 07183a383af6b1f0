"""The bank's file of a transfer: written from its lines, read again and compared before anybody gets it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import cast

from rules import zengin
from rules.accounts import Account, AccountType
from rules.payer import FILE, PAYER
from rules.refusal import Refusal
from rules.zengin_records import Broken
from storage.transfers import Line


def content(lines: Sequence[Line], day: str) -> bytes:
    """The same bytes for the same lines. Broken if what was written does not say what the lines say."""
    on = date.fromisoformat(day)
    data = zengin.write(PAYER, on, [_line(line) for line in lines], FILE)
    read = zengin.parse(data)
    if (read.count, read.total, read.day) != (len(lines), sum(line.yen for line in lines), f"{on:%m%d}"):
        raise Broken("the file does not agree with its lines")
    return data


def digest(lines: Sequence[Line], day: str) -> str:
    return hashlib.sha256(content(lines, day)).hexdigest()


def refused(line: Line, day: str) -> str:
    """Why this line cannot stand in a file, "" when it can."""
    try:
        zengin.write(PAYER, date.fromisoformat(day), [_line(line)], FILE)
    except Refusal as no:
        return no.words
    return ""


def _line(line: Line) -> zengin.Line:
    account = Account(line.bank, line.branch, cast(AccountType, line.type), line.number)
    return zengin.Line(account, line.holder, line.yen)
