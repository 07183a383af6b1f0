"""Files in a bucket: what is put is there, whole, for everybody at once; what is not there is gone."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from bot.commands.doctor import _of_files
from storage import files, people
from storage.files import Files, Gone
from storage.store import Store
from tests.s3 import bucket as bucket
from tests.s3 import s3_server as s3_server

MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE  # what a person may send: the client puts it in parts


@pytest.fixture
def kept(bucket: str) -> Files:
    return Files(bucket)


async def test_a_file_is_put_read_and_deleted_as_in_a_folder(kept: Files) -> None:
    one, two = await kept.put(b"one", "image/jpeg"), await kept.put(b"two", "image/jpeg")
    assert (await kept.read(one), await kept.read(two)) == (b"one", b"two")
    await kept.delete(one)
    await kept.delete(one)
    with pytest.raises(Gone):
        await kept.read(one)
    assert await kept.read(two) == b"two"


@pytest.mark.parametrize("id", ["", "../../secret", "0" * 31, "0" * 32])
async def test_what_is_no_file_is_gone(kept: Files, id: str) -> None:
    with pytest.raises(Gone):
        await kept.read(id)


async def test_the_largest_file_and_an_empty_one_come_back_whole(kept: Files) -> None:
    for data in (b"", os.urandom(LARGEST)):
        assert await kept.read(await kept.put(data, "application/pdf")) == data


async def test_many_at_once_do_not_mix(kept: Files) -> None:
    sent = [f"{n}".encode() * (n * 1000 + 1) for n in range(30)]
    ids = await asyncio.gather(*(kept.put(data, "image/png") for data in sent))
    assert await asyncio.gather(*map(kept.read, ids)) == sent
    await asyncio.gather(*map(kept.delete, ids[::2]))
    assert [id async for id in kept.ids(datetime.now(UTC) + timedelta(minutes=1))] == sorted(ids[1::2])


async def test_a_file_without_a_row_is_found_as_an_orphan_once_it_is_old(kept: Files, sqlite: Store) -> None:
    person = await sqlite.do(lambda unit: people.meet(unit, "U1"))
    noted, orphan = await kept.put(b"noted", "image/png"), await kept.put(b"orphan", "image/png")
    digest = sha256(b"noted").hexdigest()
    await sqlite.do(lambda unit: files.note(unit, noted, person, "image/png", 5, digest, "photo"))
    soon, before = datetime.now(UTC) + timedelta(minutes=1), datetime.now(UTC) - timedelta(hours=1)
    assert await files.orphans(kept, sqlite, soon) == [orphan]
    assert await files.orphans(kept, sqlite, before) == []


async def test_the_doctor_writes_into_the_bucket_and_names_one_that_is_not_there(bucket: str) -> None:
    assert (await _of_files(bucket)).verdict == "ok"
    assert [id async for id in Files(bucket).ids(datetime.now(UTC) + timedelta(minutes=1))] == []
    assert (await _of_files("s3://another/of/people")).verdict == "FAULT"
