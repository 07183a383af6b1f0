"""The whole story with files in a bucket instead of a folder: it comes to its end and every file is there, whole."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from bot.commands.demo import Stage
from bot.settings import Settings
from storage import files, registrations
from storage.files import Files, Kept
from storage.store import Unit
from tests.s3 import bucket as bucket
from tests.s3 import s3_server as s3_server
from tests.whole import conftest
from tests.whole.behind import ending
from tests.whole.conftest import living
from tests.whole.story import STORY, play


async def noted(unit: Unit) -> list[Kept]:
    return [file async for it in registrations.every(unit) for file in await files.of_person(unit, it.person)]


async def test_the_story_with_files_in_a_bucket(tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class InBucket(Stage):
        """As `Stage`, with FILES_URL set."""

        def settings(self) -> Settings:
            return Stage.settings(self).model_copy(update={"files_url": bucket})

    monkeypatch.setattr(conftest, "Stage", InBucket)
    async with living(tmp_path) as town:
        await play(town, *STORY)
        assert [each[0] for each in await ending(town)] == ["REGISTERED"]
        kept, shelf = await town.store.look(noted), Files(bucket)
        assert len(kept) >= 3
        for file in kept:
            assert sha256(await shelf.read(file.id)).hexdigest() == file.sha256
    assert not (tmp_path / "files").exists()
