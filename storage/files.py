"""Files: bytes in a folder or an S3-compatible bucket under random keys; what they are is in the database."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

from storage.store import Row, Store, Unit

_ID = re.compile("[0-9a-f]{32}")


class Gone(Exception):
    """No such file is kept (any more)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database knows of a file. kind: a media type; purpose: what it is for ("photo", "certificate", …)."""

    id: str
    person: str
    kind: str
    bytes: int
    sha256: str
    purpose: str
    created: int


class Files:
    """url: "file:///folder" or "s3://bucket/prefix"; options go to the S3 client. Never call it inside a unit."""

    def __init__(self, url: str, **options: Any) -> None:
        self._store: ObjectStore
        self._folder: Path | None = None
        if url.startswith("file://"):
            self._folder = Path(url.removeprefix("file://"))
            self._store = LocalStore(self._folder, mkdir=True)
        else:
            self._store = from_url(url, **options)

    async def put(self, data: bytes, kind: str) -> str:
        """Keeps it durably under a new random id."""
        id = secrets.token_hex(16)
        await obstore.put_async(self._store, _path(id), data)
        if self._folder is not None:
            await asyncio.to_thread(_to_disk, self._folder / _path(id))
        return id

    async def read(self, id: str) -> bytes:
        """Gone when it is not there."""
        try:
            found = await obstore.get_async(self._store, _path(id))
            return bytes(await found.bytes_async())
        except FileNotFoundError:
            raise Gone(id) from None

    async def delete(self, id: str) -> None:
        """No fault when it is gone already."""
        try:
            await obstore.delete_async(self._store, _path(id))
        except FileNotFoundError:
            return

    async def ids(self, older_than: datetime) -> AsyncIterator[str]:
        """Ids of the files last written before that time, to find what no row knows."""
        async for chunk in obstore.list(self._store):
            for each in chunk:
                if each["last_modified"] < older_than:
                    yield each["path"].replace("/", "")


async def orphans(kept: Files, store: Store, older_than: datetime) -> list[str]:
    """Ids of files that no row knows although they are old enough to have one."""
    found = []
    async for id in kept.ids(older_than):
        if await store.look(lambda unit, id=id: one(unit, id)) is None:  # type: ignore[misc]
            found.append(id)
    return found


async def note(unit: Unit, id: str, person: str, kind: str, bytes: int, sha256: str, purpose: str) -> None:
    """Puts the row beside the bytes; a file without one is an orphan and will be collected."""
    await unit.run(
        "files.note", id=id, person=person, kind=kind, bytes=bytes, sha256=sha256, purpose=purpose, now=unit.now
    )


async def one(unit: Unit, id: str) -> Kept | None:
    row = await unit.row("files.one", id=id)
    return _kept(row) if row is not None else None


async def of_person(unit: Unit, person: str) -> list[Kept]:
    """Oldest first."""
    return [_kept(row) for row in await unit.rows("files.of_person", person=person)]


async def drop(unit: Unit, id: str) -> bool:
    """Takes the row away; delete the bytes after the commit (if that is missed, they are an orphan)."""
    return bool(await unit.run("files.drop", id=id))


def _path(id: str) -> str:
    if not _ID.fullmatch(id):
        raise Gone(id)
    return f"{id[:2]}/{id[2:]}"


def _to_disk(path: Path) -> None:
    """obstore leaves a local file in the page cache: a power cut would take what the database already speaks of."""
    for each in (path, path.parent, path.parent.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _kept(row: Row) -> Kept:
    return Kept(row["id"], row["person"], row["kind"], row["bytes"], row["sha256"], row["purpose"], row["created"])
