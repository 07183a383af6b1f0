"""Cells of a table that a spreadsheet opens: a text never starts a formula, a number stays a number.

Source: OWASP, CSV injection (=, +, -, @, tab, CR, LF at the beginning), with the full-width signs that Japanese
spreadsheets take for the same.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int | float | None

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SPACES = " \u00a0\u3000\u200b\u2060\ufeff"
_STARTS = "=+-@\u2212\t\n"


def cell(value: Cell) -> Cell:
    """A text that would start a formula, also behind spaces, gets an apostrophe in front; numbers are left alone.

    Control characters go, other than tabs and line ends, which become LF.
    """
    if not isinstance(value, str):
        return value
    text = _CONTROLS.sub("", re.sub("\r\n?", "\n", value))
    first = unicodedata.normalize("NFKC", text.lstrip(_SPACES)[:1])
    return f"'{text}" if first and first[0] in _STARTS else text


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as Excel in Japan opens them: UTF-8 with its mark, CRLF, texts in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows(["" if each is None else cell(each) for each in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
