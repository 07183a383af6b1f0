"""What operators type, as they type it: a process each, settings from the environment."""

from __future__ import annotations

import asyncio
import base64
import csv
import io
import json
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pytest

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


class Said(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Awaitable[Said]]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    settings = {
        "LINE_CHANNEL_SECRET": "s" * 32,
        "LINE_CHANNEL_ACCESS_TOKEN": "t",
        "DATABASE_URL": f"sqlite:///{tmp_path}/op.db",
        "FILES_URL": f"file://{tmp_path}/files",
        "PUBLIC_URL": "https://senmonka.example.jp",
        "SECRET_KEY": "k" * 32,
        "DATA_KEYS": "k1:" + base64.b64encode(b"d" * 32).decode(),
        "PATH": "/usr/bin",
    }

    async def run(*words: str, **changed: str) -> Said:
        given = {name: value for name, value in (settings | changed).items() if value}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "main.py", *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=given
        )
        out, err = await process.communicate()
        return Said(process.returncode or 0, out.decode("utf-8-sig"), err.decode())

    return run


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LINE_CHANNEL_SECRET", ""),
        ("LINE_CHANNEL_SECRET", "short"),
        ("LINE_CHANNEL_ACCESS_TOKEN", ""),
        ("PUBLIC_URL", ""),
        ("PUBLIC_URL", "http://senmonka.example.jp"),
        ("SECRET_KEY", "weak"),
        ("DATA_KEYS", "k1:short"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("LOG_FORMAT", "xml"),
        ("LIFF_ID", "1650000002-AbCdEfGh"),
    ],
)
async def test_a_missing_or_weak_setting_stops_the_start_with_one_line_that_names_it(
    command: Command, name: str, value: str
) -> None:
    said = await command("serve", **{name: value})
    assert said.code == 1
    assert name in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert value == "" or value not in said.err or not name.endswith(("SECRET", "KEY", "KEYS"))


async def test_an_agency_is_added_listed_and_invited(command: Command) -> None:
    added = await command("agency", "add", "--name", "サンプル商工会議所", "--type", "CCI", "--prefecture", "東京")
    assert added.code == 0, added.err
    id = added.out.strip()
    listed = await command("agency", "list")
    assert listed.out == f"{id}\tサンプル商工会議所\tCCI\t東京都\n"
    invited = await command("invite", "agency", "--agency", id)
    assert CODE.fullmatch(invited.out.splitlines()[-1])
    assert (await command("invite", "agency", "--agency", "nobody")).code == 1
    assert (await command("audit", "verify")) == Said(0, "whole\n", "")


async def test_an_office_is_invited_by_its_area_or_a_prefecture_in_it(command: Command) -> None:
    for area in ("関東", "東京"):
        assert CODE.fullmatch((await command("invite", "secretariat", "--area", area)).out.splitlines()[-1])
    wrong = await command("invite", "secretariat", "--area", "火星")
    assert wrong.code == 1
    assert "北海道" in wrong.err


async def test_an_auditor_is_invited_for_some_days_and_no_longer_than_a_year(command: Command) -> None:
    assert CODE.fullmatch((await command("invite", "auditor", "--days", "30")).out.splitlines()[-1])
    for days in ("0", "367", "-1"):
        wrong = await command("invite", "auditor", "--days", days)
        assert wrong.code == 1, days
        assert "366" in wrong.err


async def test_a_wrong_prefecture_is_said_in_words(command: Command) -> None:
    said = await command("agency", "add", "--name", "x", "--type", "CCI", "--prefecture", "火星")
    assert said.code == 1
    assert "火星" in said.err


async def test_the_audit_log_is_exported_in_all_forms_and_no_cell_is_a_formula(
    command: Command, tmp_path: Path
) -> None:
    await command("agency", "add", "--name", "＝1+1", "--type", "OTHER", "--prefecture", "大阪府")
    rows = json.loads((await command("export", "audit")).out)
    assert list(rows[0]) == ["shard", "seq", "at", "actor", "action", "subject", "from", "to", "reason", "hash"]
    assert rows[0]["at"].endswith("+09:00")
    table = list(csv.reader(io.StringIO((await command("export", "audit", "--format", "csv")).out)))
    assert table[0] == list(rows[0])
    assert not [
        cell for line in table for cell in line if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    ]
    book = tmp_path / "audit.xlsx"
    assert (await command("export", "audit", "--format", "xlsx", "--out", str(book))).code == 0
    assert book.read_bytes().startswith(b"PK")
    assert (await command("export", "audit", "--format", "xlsx")).code == 1
    assert (await command("export", "audit", "--month", "2026-13")).code == 1


async def test_exporting_before_anybody_registered_gives_an_empty_list(command: Command) -> None:
    assert (await command("export", "experts")).out == "[]\n"


@pytest.mark.parametrize("words", [("--help",), ("serve", "--help"), ("agency", "add", "--help"), ("export", "--help")])
async def test_every_command_explains_itself(command: Command, words: tuple[str, ...]) -> None:
    said = await command(*words)
    assert said.code == 0
    assert "usage" in said.out


async def test_an_outage_is_declared_in_japan_time_and_an_agency_gets_a_telephone(command: Command) -> None:
    assert (await command("outage", "add", "--from", "2026-11-24T14:00", "--to", "2026-11-24T16:00")).code == 0
    for starts, ends, says in (
        ("2026-11-24T16:00", "2026-11-24T14:00", "--to must be later"),
        ("yesterday", "2026-11-24T14:00", "--from: yesterday is no time"),
    ):
        wrong = await command("outage", "add", "--from", starts, "--to", ends)
        assert wrong.code == 1
        assert says in wrong.err
    kind = ("--name", "サンプル商工会", "--type", "SHOKOKAI", "--prefecture", "東京")
    id = (await command("agency", "add", *kind, "--phone", "03-1234-5678")).out.strip()
    assert (await command("agency", "phone", "--agency", id, "--phone", "03-9999-0000")).code == 0
    unknown = await command("agency", "phone", "--agency", "nobody", "--phone", "03-1234-5678")
    assert "there is no agency nobody" in unknown.err
    wrong = await command("agency", "phone", "--agency", id, "--phone", "12")
    assert (wrong.code, "no telephone number" in wrong.err) == (1, True)
    assert (await command("audit", "verify")).out.strip() == "whole"
