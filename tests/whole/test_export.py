"""`export`, as operators type it: every table, of a month and of all time."""

from __future__ import annotations

import json

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
