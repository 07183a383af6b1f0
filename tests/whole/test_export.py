"""`export`, as operators type it: every table, of a month and of all time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.whole.test_commands import Command
from tests.whole.test_commands import command as command


@pytest.mark.parametrize("what", ["experts", "visits", "payments", "audit"])
@pytest.mark.parametrize("month", [(), ("--month", "2026-11")], ids=["ever", "a month"])
async def test_every_table_is_written_also_when_it_is_empty(
    command: Command, what: str, month: tuple[str, ...]
) -> None:
    await command("migrate")
    said = await command("export", what, "--format", "json", *month)
    assert (said.code, json.loads(said.out)) == (0, []), said.err


@pytest.mark.parametrize(("what", "first", "last"), [("experts", "id", "accepted_at"), ("audit", "shard", "hash")])
async def test_a_table_without_a_row_still_names_its_columns(
    command: Command, tmp_path: Path, what: str, first: str, last: str
) -> None:
    await command("migrate")
    said = await command("export", what, "--format", "csv")
    [columns] = csv.reader(io.StringIO(said.out))
    assert (columns[0], columns[-1]) == (first, last)
    book = tmp_path / "table.xlsx"
    await command("export", what, "--format", "xlsx", "--out", str(book))
    with zipfile.ZipFile(book) as inside:
        assert last in inside.read("xl/sharedStrings.xml").decode()
