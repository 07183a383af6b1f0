"""No cell of a table starts a formula, whichever program opens it; numbers and honest texts come back as they were."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from rules.cells import Cell, cell, csv_file

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−", "﹦", "﹢", "﹣", "﹫")
SPACES = (" ", "　", "\u200b", "\ufeff", "\u00a0")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TEMPTING = st.tuples(
    st.lists(st.sampled_from([*TRIGGERS, *SPACES, "\x00", "\x0b", "\x7f"]), max_size=4).map("".join), TEXTS
).map("".join)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", TRIGGERS)
@pytest.mark.parametrize("space", ["", *SPACES])
def test_every_start_of_a_formula_is_disarmed(start: str, space: str) -> None:
    found = cell(f"{space}{start}cmd|' /C calc'!A0")
    assert isinstance(found, str)
    assert found.startswith("'")
    assert found.endswith("cmd|' /C calc'!A0")


@given(TEMPTING)
def test_no_text_starts_a_formula_and_twice_is_once(text: str) -> None:
    found = cell(text)
    assert isinstance(found, str)
    assert not found.lstrip("".join(SPACES) + "\u2060").startswith(TRIGGERS)
    assert cell(found) == found


@given(st.lists(st.lists(TEMPTING | st.integers() | st.none(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_parser_reads_the_cells_that_were_written(rows: list[list[Cell]]) -> None:
    found = read(csv_file(rows))
    assert found == [["" if each is None else str(cell(each)) for each in row] for row in rows]
    assert not any(each.startswith(TRIGGERS) for row in found for each in row if not re.fullmatch("-[0-9]+", each))


@pytest.mark.parametrize("text", ["株式会社見本", "住所 1-2-3", "a=b", "見本@例", "13,200円", "'=既に", "2行\n目", ""])
def test_honest_texts_stay_as_they_are(text: str) -> None:
    assert cell(text) == text
    assert read(csv_file([[text, "終"]])) == [[text, "終"]]


def test_numbers_stay_numbers() -> None:
    assert [cell(value) for value in (-5280, 0, 1.5, None)] == [-5280, 0, 1.5, None]
    assert csv_file([[-5280, "-5280", None]]) == b'\xef\xbb\xbf-5280,"\'-5280",""\r\n'


@given(TEMPTING)
def test_a_workbook_takes_no_cell_for_a_formula(text: str) -> None:
    """Its writer makes a formula of any text that begins with =."""
    assert b"<f>" not in sheet(str(cell(text)))


def test_without_it_a_workbook_would() -> None:
    assert b"<f>1+1</f>" in sheet("=1+1")


def sheet(text: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write(0, 0, text)
    book.close()
    with zipfile.ZipFile(out) as parts:
        return parts.read("xl/worksheets/sheet1.xml")
