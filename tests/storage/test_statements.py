"""Every statement: used, understood by both databases, and never reading a whole table that grows."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from storage import schema
from storage.statements import STATEMENTS, for_postgres, read
from storage.store import open_store
from storage.vault import Vault
from tests.storage.tampering import explained, tampering

ROOM = Path(__file__).parents[2] / "storage"
# These read a table that stays small: a row per shard, a row per key of the service, what is open right now.
SMALL = {"audit_heads", "own_keys", "lanes"}


def test_a_placeholder_is_found_only_where_it_is_one() -> None:
    text = """SELECT ':no' AS a, "b:no", x::text -- :no
    FROM t /* :no */ WHERE a = :yes AND b = :other AND c = :yes /*pg FOR UPDATE */"""
    translated, names = for_postgres(text)
    assert names == ("yes", "other")
    assert "a = $1 AND b = $2 AND c = $1 FOR UPDATE" in translated
    assert translated.count(":no") == 4


def test_two_statements_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.sql").write_text("-- name: a\nSELECT 1\n-- name: a\nSELECT 2\n")
    with pytest.raises(ValueError, match=r"x\.a"):
        read(tmp_path)


def test_every_statement_is_used_and_every_one_that_is_used_is_there() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
    used = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', code))
    forgotten = ("drafts", "drawn", "inbox", "outbox", "absences", "names", "notices", "words")
    built = {f"people.forget_{name}" for name in forgotten}
    assert set(STATEMENTS) - used - built == set()
    assert {name for name in used if (ROOM / "sql" / f"{name.partition('.')[0]}.sql").exists()} - set(
        STATEMENTS
    ) == set()


def test_what_only_one_database_understands_stands_nowhere() -> None:
    for name, text in STATEMENTS.items():
        assert not re.search(r"\bIN \(\s*:|INSERT OR|RETURNING \*|datetime\(|now\(\)|ILIKE|::", text), name


@pytest.fixture
async def sqlite_plans(tmp_path: Path) -> dict[str, list[str]]:
    store = await open_store(f"sqlite:///{tmp_path}/x.db", Vault([("k", b"1" * 32)]), lambda: 1)
    await store.close()
    db = sqlite3.connect(tmp_path / "x.db")
    plans = {}
    for name, text in STATEMENTS.items():
        holes = dict.fromkeys(for_postgres(text)[1])
        plans[name] = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {text}", holes)]
    db.close()
    return plans


def test_sqlite_searches_by_an_index_or_reads_one_that_holds_only_what_is_open(
    sqlite_plans: dict[str, list[str]],
) -> None:
    scans = {
        name: found for name, plan in sqlite_plans.items() if (found := [line for line in plan if scans_all(line)])
    }
    assert scans == {}


def scans_all(line: str) -> bool:
    table = re.match(r"SCAN (\w+)", line)
    return table is not None and "USING" not in line and table[1] not in SMALL | {"CONSTANT"}


def test_sqlite_sorts_nothing_on_the_way_of_an_event(sqlite_plans: dict[str, list[str]]) -> None:
    hot = ["inbox.next", "outbox.due", "drafts.current", "drafts.load", "people.by_line_user", "drawn.find"]
    lists = [name for name in STATEMENTS if name.startswith(("registrations.waiting", "audit.since", "timers.due"))]
    for name in hot + lists:
        assert not [line for line in sqlite_plans[name] if "TEMP B-TREE" in line], name


@pytest.mark.postgres
async def test_postgres_searches_by_an_index(postgres_url: str) -> None:
    plans = await explained(postgres_url, STATEMENTS)
    assert set(plans) == set(STATEMENTS)
    scans = {name: set(re.findall(r"Seq Scan on (\w+)", plan)) - SMALL for name, plan in plans.items()}
    assert {name: tables for name, tables in scans.items() if tables} == {}


@pytest.mark.postgres
async def test_postgres_sorts_nothing_on_the_way_of_an_event(postgres_url: str) -> None:
    hot = ("inbox.next", "outbox.due", "registrations.waiting_at_agency", "audit.since", "timers.due")
    plans = await explained(postgres_url, hot)
    assert [name for name, plan in plans.items() if "Sort" in plan] == []


def test_migrations_have_numbers_of_their_own_and_are_made_of_whole_statements() -> None:
    names = list(schema.migrations())
    assert len({name[:4] for name in names}) == len(names)
    with pytest.raises(ValueError, match="not a whole statement"):
        list(schema.split("SELECT 1; SELECT"))


async def test_text_sorts_by_code_point_on_both_databases(store: Any) -> None:
    from storage import agencies

    names = ["Ａ", "B", "a", "漢", "_", "あ", "Z"]
    for name in names:
        await store.do(lambda unit, name=name: agencies.add(unit, name, "CCI", "東京都"))
    assert [each.name for each in await store.look(agencies.all)] == sorted(names)


@pytest.mark.postgres
async def test_no_text_on_postgres_depends_on_the_locale_of_its_server(postgres_url: str) -> None:
    text = """SELECT c.relname AS name, a.attname AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_collation k ON k.oid = a.attcollation
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND k.collname <> 'C'"""
    with tampering("test.collations", text):
        opened = await open_store(postgres_url, Vault([("k", b"1" * 32)]), lambda: 1)
        found = await opened.look(lambda unit: unit.rows("test.collations"))
        await opened.close()
    assert found == []
