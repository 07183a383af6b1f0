"""Tables as files: JSON for other systems, CSV and XLSX for people. No cell starts a formula (rules/cells.py)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from rules.cells import Cell, cell, csv_file

Table = Sequence[Mapping[str, Any]]


def as_json(table: Table) -> bytes:
    return orjson.dumps(table, option=orjson.OPT_INDENT_2) + b"\n"


def as_csv(table: Table, columns: Sequence[str] = ()) -> bytes:
    """With a byte order mark, as Excel in Japan expects it. columns: of a table that may have no row."""
    return csv_file(_lines(table, columns))


def as_xlsx(table: Table, columns: Sequence[str] = ()) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(_lines(table, columns)):
            sheet.write_row(at, 0, ["" if each is None else cell(each) for each in line])
    return out.getvalue()


def _lines(table: Table, columns: Sequence[str]) -> Iterable[Sequence[Cell]]:
    yield tuple(columns or table[0])
    for row in table:
        yield [_plain(value) for value in row.values()]


def _plain(value: Any) -> Cell:
    return value if value is None or isinstance(value, str | int | float) else orjson.dumps(value).decode()
