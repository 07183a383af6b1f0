"""`doctor`: whether the service can run as it is set up. A line for each check; changes nothing, prints no secret."""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot.commands.serve import now
from bot.examining import Finding, of_line
from bot.line import Line
from bot.settings import Settings, Unfit, look_over
from storage import aside, keys, sqlite_file
from storage.files import Files
from storage.store import Store, StoreDown, open_store
from storage.vault import Vault

PATIENCE = 20  # seconds for a bucket
BY_HAND = (
    "LINE Developers Console, Messaging API: 'Webhook redelivery' is on",
    "LINE Official Account Manager, response settings: 'Auto-response messages' is off",
    "LINE Official Account Manager, response settings: 'Greeting message' is off",
    "LINE Developers Console, Messaging API: 'Allow bot to join group chats' is off",
)
LIFF_BY_HAND = "LINE Developers Console, LIFF app {id}: the endpoint is {address}/p/f and the scope is openid"


async def doctor(args: argparse.Namespace) -> int:
    """1 when anything is a fault. What LINE's API does not show comes last, to be ticked by hand."""
    settings, wrong = look_over()
    for fault in wrong:
        _say(Finding("FAULT", "settings", fault))
    faults = len(wrong)
    if settings is not None:
        if not wrong:
            _say(Finding("ok", "settings", "complete"))
        async for finding in findings(settings):
            _say(finding)
            faults += finding.verdict == "FAULT"
        print("LINE's API does not show these. Look at them and tick them:")
        for item in by_hand(settings):
            print(f"[ ]    {item}")
    return 1 if faults else 0


def _say(finding: Finding) -> None:
    print(f"{finding.verdict:5}  {finding.check}: {finding.words}", flush=True)


def by_hand(settings: Settings) -> list[str]:
    liff = LIFF_BY_HAND.format(id=settings.liff_id, address=_public(settings))
    return [*BY_HAND, liff] if settings.liff_id and settings.login_channel_id else list(BY_HAND)


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Every check but that of the settings themselves, as each is done."""
    line = Line(settings.line_api_url, settings.line_data_url, settings.line_channel_access_token.get_secret_value())
    await line.start()
    try:
        async for finding in of_line(line, f"{_public(settings)}/line/webhook"):
            yield finding
    finally:
        await line.stop()
    async for finding in _of_database(settings):
        yield finding
    yield await _of_files(settings.files())


def _public(settings: Settings) -> str:
    return settings.public_url.rstrip("/")


async def _of_database(settings: Settings) -> AsyncIterator[Finding]:
    """Whether what is acknowledged is on disk, the schema is ours, and DATA_KEYS open what is kept."""
    url = settings.database_url
    path = url.removeprefix("sqlite:///")
    if path != url and (fault := await asyncio.to_thread(sqlite_file.unfit, path)):  # opening would make or migrate it
        yield Finding("FAULT", "database", fault)
        return
    try:
        vault = Vault(settings.keys())
    except Unfit:
        yield Finding("FAULT", "keys", "DATA_KEYS cannot be read, so nothing that is kept can be opened")
        return
    try:
        store = await open_store(url, vault, now)
    except Exception as error:
        yield Finding("FAULT", "database", _why(error))
        return
    try:
        yield Finding("ok", "database", "durable, and its schema is up to date")
        yield await _of_keys(store)
        yield await _of_parked(store)
    finally:
        await store.close()


def _why(error: Exception) -> str:
    """In words. A text that is not known to be free of the address, which holds a password, is left out."""
    if isinstance(error, ValueError):
        return (
            "DATABASE_URL is no address: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME (write @ / as %40 %2F)"
        )
    known = isinstance(error, StoreDown | RuntimeError | sqlite3.Error)
    return str(error) if known else f"DATABASE_URL cannot be opened: {type(error).__name__}"


async def _of_keys(store: Store) -> Finding:
    """Tries every key that is kept, some at a time."""
    seen, locked = await store.look(keys.locked_own)
    for owners in keys.OWNERS:
        after = ""
        while True:
            some, shut, after = await store.look(
                lambda unit, owners=owners, after=after: keys.locked(unit, owners, after)  # type: ignore[misc]
            )
            seen, locked = seen + some, locked + shut
            if not after:
                break
    if locked:
        return Finding(
            "FAULT", "keys", f"DATA_KEYS do not open {locked} of {seen} keys: the key those were made with is missing"
        )
    return Finding("ok", "keys", f"DATA_KEYS open all {seen} keys")


async def _of_parked(store: Store) -> Finding:
    """What LINE would not take. Nothing of the settings is wrong with it, but people wait for it."""
    found = await store.look(aside.by_reason)
    if not found:
        return Finding("ok", "parked", "no message waits for somebody to look at it")
    said = ", ".join(f"{count} ({why})" for why, count in found.items())
    if aside.QUOTA in found:
        again = f"the month's quota of LINE was used up: with room again, `events replay --parked {aside.QUOTA}`"
    else:
        again = "`events parked` lists them, `events replay` sends them"
    return Finding("warn", "parked", f"messages that LINE would not take: {said}. {again}")


async def _of_files(url: str) -> Finding:
    """Writes something and takes it away again."""
    try:
        if url.startswith("file://"):
            await asyncio.to_thread(_try_folder, Path(url.removeprefix("file://")))
        else:
            async with asyncio.timeout(PATIENCE):
                await _try_bucket(Files(url))
    except Exception as error:  # each kind of bucket has its own
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        return Finding("FAULT", "files", f"FILES_URL cannot be written: {reason}")
    return Finding("ok", "files", "FILES_URL can be written")


def _try_folder(folder: Path) -> None:
    """Raises OSError. A folder that is not there yet would be made by the service: the one above is tried."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    with tempfile.TemporaryFile(dir=folder) as trial:
        trial.write(b"doctor")
        trial.flush()
        os.fsync(trial.fileno())


async def _try_bucket(files: Files) -> None:
    id = await files.put(b"doctor", "text/plain")
    await files.delete(id)


__all__ = ["doctor"]
