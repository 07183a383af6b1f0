"""The doctor at the bed of a running service: healthy, and with every fault it is there to find."""

from __future__ import annotations

import argparse
import asyncio
import base64
import importlib
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.commands.doctor import by_hand, doctor, findings
from bot.settings import Settings
from flex_messages.menus import DEFAULT, MENUS, menu_object
from storage import outbox, people
from storage.outbox import Mark
from storage.store import Unit
from tests.whole.conftest import Town, living
from tests.whole.story import INVITED, play


def settings_of(town: Town, **changed: Any) -> Settings:
    """The town's own, with the address its LINE sends to."""
    return town.stage.settings().model_copy(update={"public_url": town.stage.address} | changed)


async def said(town: Town, **changed: Any) -> dict[str, tuple[str, str]]:
    """Check -> (verdict, words)."""
    return {check: (verdict, words) async for verdict, check, words in findings(settings_of(town, **changed))}


def faults(found: dict[str, tuple[str, str]]) -> set[str]:
    return {check for check, (verdict, _) in found.items() if verdict == "FAULT"}


def copied(town: Town, target: Path) -> str:
    """The address of a copy of the town's database."""
    with sqlite3.connect(town.stage.data / "senmonka.db") as live, sqlite3.connect(target) as copy:
        live.backup(copy)
    return f"sqlite:///{target}"


async def test_a_healthy_service_has_no_fault_and_the_command_ends_well(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await play(town, *INVITED)
    settings = settings_of(town)
    monkeypatch.setattr(importlib.import_module("bot.commands.doctor"), "look_over", lambda: (settings, []))
    files = sorted(town.stage.data.rglob("files/**"))
    assert await doctor(argparse.Namespace()) == 0
    out = capsys.readouterr().out
    checks = ["settings", "token", "bot", "webhook address", "webhook test call", "rich menus", "quota"]
    checks += ["database", "keys", "parked", "files"]
    lines = out.splitlines()
    assert [line.partition(":")[0] for line in lines[: len(checks)]] == [f"ok     {check}" for check in checks]
    for word in ("redelivery", "Auto-response", "group chats"):
        assert [line for line in lines if line.startswith("[ ]") and word in line]
    for secret in (settings.secret_key, settings.data_keys, settings.line_channel_secret):
        assert secret.get_secret_value() not in out
    assert settings.line_channel_access_token.get_secret_value() not in out
    assert sorted(town.stage.data.rglob("files/**")) == files


async def test_a_wrong_token_and_a_silent_line_are_told_apart(town: Town) -> None:
    found = await said(town, line_channel_access_token=SecretStr("wrong"))
    assert faults(found) == {"token"}
    assert "does not know LINE_CHANNEL_ACCESS_TOKEN" in found["token"][1]
    assert "bot" not in found
    found = await said(town, line_api_url="http://127.0.0.1:9")
    assert "LINE_API_URL gives no answer" in found["token"][1]


async def test_a_foreign_a_missing_and_a_disabled_webhook_address(town: Town) -> None:
    town.stage.line.webhooks.url = "https://elsewhere.example.jp/line/webhook"
    found = await said(town)
    assert faults(found) == {"webhook address"}
    assert "elsewhere.example.jp" in found["webhook address"][1]
    town.stage.line.webhooks.url = ""
    assert "none is set" in (await said(town))["webhook address"][1]
    town.stage.line.webhooks.url = f"{town.stage.address}/line/webhook"
    town.stage.line.switches.use_webhook = False
    found = await said(town)
    assert faults(found) == {"webhook address"}
    assert "'Use webhook' is off" in found["webhook address"][1]


async def test_a_test_call_that_reaches_nobody_or_is_refused(town: Town) -> None:
    found = await said(town, public_url="http://127.0.0.1:9/")
    assert faults(found) == {"webhook address", "webhook test call"}
    assert "COULD_NOT_CONNECT" in found["webhook test call"][1]
    object.__setattr__(town.stage.line.settings, "channel_secret", "f" * 32)
    found = await said(town)
    assert faults(found) == {"webhook test call"}
    assert "LINE_CHANNEL_SECRET is not the one" in found["webhook test call"][1]


async def test_menus_that_are_out_of_date_not_published_or_not_the_newcomers(town: Town) -> None:
    menus = town.stage.line.world.menus
    [expert] = [menu for menu in menus.values() if menu.body["name"] == menu_object("expert")["name"]]
    expert.body["name"] = "expert-000000000000"
    found = await said(town)
    assert faults(found) == {"rich menus"}
    assert "expert is out of date" in found["rich menus"][1]
    expert.body["name"] = menu_object("expert")["name"]
    town.stage.line.world.default_menu = expert.id
    assert f"newcomers do not see the menu {DEFAULT}" in (await said(town))["rich menus"][1]
    menus.clear()
    words = (await said(town))["rich menus"][1]
    assert words.count("not published") == len(MENUS)
    assert "menus publish" in words


@pytest.mark.parametrize(
    ("used", "limit", "verdict"),
    [(79, 100, "ok"), (80, 100, "warn"), (99, 100, "warn"), (100, 100, "FAULT"), (0, 0, "FAULT"), (500, None, "ok")],
)
async def test_a_quota_warns_at_four_fifths_and_is_a_fault_when_used_up(
    town: Town, used: int, limit: int | None, verdict: str
) -> None:
    ledger = town.stage.line.ledger
    ledger.quota = limit
    ledger.count("push", used - ledger.used(town.stage.clock.now()), town.stage.clock.now())
    found = await said(town)
    assert found["quota"][0] == verdict
    assert str(used) in found["quota"][1]


async def test_messages_that_the_months_limit_held_back_are_spoken_of(town: Town) -> None:
    async def held_back(unit: Unit) -> None:
        person = await people.meet(unit, town.expert.user)
        for n, why in enumerate(("quota", "quota", "refused_403")):
            parcel = await outbox.add(unit, person=person, event="e", n=n, kind="push", body=b"[]")
            await outbox.settle(unit, [Mark(parcel.id, "parked", unit.now, note=why)])

    await town.store.do(held_back)
    verdict, words = (await said(town))["parked"]
    assert verdict == "warn"
    assert "2 (quota), 1 (refused_403)" in words
    assert "events replay --parked quota" in words


async def test_a_database_that_is_missing_behind_not_durable_or_none_is_named_and_left_as_it_is(
    town: Town, tmp_path: Path
) -> None:
    missing = tmp_path / "none" / "at.db"
    found = await said(town, database_url=f"sqlite:///{missing}")
    assert faults(found) == {"database"}
    assert not missing.parent.exists()

    old = copied(town, tmp_path / "old.db")
    with sqlite3.connect(tmp_path / "old.db") as db:
        db.execute("DELETE FROM schema_version WHERE name = (SELECT max(name) FROM schema_version)")
    before = (tmp_path / "old.db").read_bytes()
    assert "run `python main.py migrate` first" in (await said(town, database_url=old))["database"][1]
    assert (tmp_path / "old.db").read_bytes() == before

    loose = copied(town, tmp_path / "loose.db")
    db = sqlite3.connect(tmp_path / "loose.db")
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    assert "acknowledged data could be lost" in (await said(town, database_url=loose))["database"][1]

    (tmp_path / "text.db").write_text("no database" * 100)
    assert "not a database" in (await said(town, database_url=f"sqlite:///{tmp_path}/text.db"))["database"][1]
    found = await said(town, database_url="postgresql://name:pass/word@host/x")
    assert "no address" in found["database"][1]
    assert "pass" not in found["database"][1].replace("PASSWORD", "")


async def test_keys_that_do_not_open_what_is_kept(town: Town) -> None:
    await play(town, *INVITED)
    name = town.stage.settings().keys()[0][0]
    for other in (name, "k2"):  # the same name with other bytes, and a name nobody knows
        wrong = SecretStr(f"{other}:{base64.b64encode(os.urandom(32)).decode()}")
        found = await said(town, data_keys=wrong)
        assert faults(found) == {"keys"}
        assert "do not open" in found["keys"][1]
    assert faults(await said(town, data_keys=SecretStr("k1:short"))) == {"keys"}


async def test_files_that_cannot_be_written(town: Town, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    for url in (f"file://{tmp_path}/taken/files", "ftp://elsewhere/files"):
        found = await said(town, files_url=url)
        assert faults(found) == {"files"}
    later = tmp_path / "later"
    assert faults(await said(town, files_url=f"file://{later}")) == set()
    assert not later.exists()


def test_where_liff_is_set_its_endpoint_is_to_be_looked_at(tmp_path: Path) -> None:
    settings = Settings.model_construct(liff_id="1-a", login_channel_id="1", public_url="https://a.example.jp/")
    assert "https://a.example.jp/p/f" in by_hand(settings)[-1]


async def test_every_fault_of_the_settings_has_its_line_and_the_command_says_it_failed(town: Town) -> None:
    settings = {
        "LINE_CHANNEL_SECRET": "s" * 32,
        "LINE_CHANNEL_ACCESS_TOKEN": town.stage.line.settings.access_token,
        "LINE_API_URL": town.stage.address,
        "DATABASE_URL": town.stage.settings().database_url,
        "FILES_URL": town.stage.settings().files_url,
        "PUBLIC_URL": "https://senmonka.invalid",
        "SECRET_KEY": "weak-one",
        "DATA_KEYS": town.stage.settings().data_keys.get_secret_value(),
        "LIFF_ID": "1650000002-AbCdEfGh",
        "PATH": "/usr/bin",
    }
    code, out = await process(settings)
    assert code == 1
    lines = [line for line in out.splitlines() if line.startswith("FAULT")]
    assert [line for line in lines if "SECRET_KEY: must have at least 32" in line]
    assert [line for line in lines if "LIFF_ID and LOGIN_CHANNEL_ID go together" in line]
    assert [line for line in lines if "webhook test call: LINE did not reach https://senmonka.invalid" in line]
    assert len(lines) == 4
    assert "weak-one" not in out

    code, out = await process({"PUBLIC_URL": "https://senmonka.invalid", "PATH": "/usr/bin"})
    assert code == 1
    for name in ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "SECRET_KEY", "DATA_KEYS"):
        assert f"FAULT  settings: {name}: " in out


async def process(settings: dict[str, str]) -> tuple[int | None, str]:
    made = await asyncio.create_subprocess_exec(
        sys.executable, "main.py", "doctor", stdout=asyncio.subprocess.PIPE, env=settings
    )
    out, _ = await made.communicate()
    return made.returncode, out.decode()


@pytest.mark.postgres
async def test_postgresql_that_is_behind_or_not_durable(tmp_path: Path, postgres_url: str) -> None:
    import asyncpg

    async with living(tmp_path, postgres_url) as town:
        assert faults(await said(town)) == set()
        admin = await asyncpg.connect(postgres_url)
        try:
            await admin.execute("ALTER DATABASE tests SET synchronous_commit = off")
            try:
                assert "synchronous_commit = off" in (await said(town))["database"][1]
            finally:
                await admin.execute("ALTER DATABASE tests RESET synchronous_commit")
            last = await admin.fetchval("DELETE FROM schema_version WHERE name LIKE '0001%' RETURNING name")
            assert f"the schema lacks {last}" in (await said(town))["database"][1]
            await admin.execute("INSERT INTO schema_version (name) VALUES ($1)", last)
        finally:
            await admin.close()
        assert faults(await said(town)) == set()
