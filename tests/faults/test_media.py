"""The service is killed while it downloads somebody's photo, again and again: every photo is there once and whole."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path

from bot.local_line.faults import Fault
from bot.local_line.phone import Attachment
from storage import files, people
from storage.files import Files, Kept
from storage.store import Unit
from tests.faults.rig import rigged
from tests.faults.test_crash_points import Told
from tests.whole.story import CONSENTED, INVITED, QUALIFIED, photo, play

CONTENT = "GET /v2/bot/message/*/content"
WAYS = (("hang_before",), ("cut", "hang_after"), ("202_content", "cut", "500_before", "hang_before"))


async def test_a_photo_whose_download_is_killed_is_there_once_and_whole(tmp_path: Path) -> None:
    async with rigged(tmp_path) as rig:
        await play(Told(rig), *INVITED, *CONSENTED, *QUALIFIED[:4])
        expert, line = Told(rig).expert, rig.stage.line
        for n, kinds in enumerate(WAYS):
            line.faults.planned = [Fault(CONTENT, kind) for kind in kinds]
            line.phone(expert.user).attach([Attachment(f"{n}.jpg", photo(("red", "green", "blue")[n]))])
            async with asyncio.timeout(30):
                while any(fault.times for fault in line.faults.planned):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            await rig.kill()
            await rig.settle()
        line.faults.planned = [Fault(CONTENT, "410_content")]
        await expert.upload(("3.jpg", photo("gray"), "image/jpeg"))
        assert "LINEからファイルを受け取れませんでした。" in await expert.words()
        await expert.tap("入力を終える")
        assert "補助" in await expert.last()

        async def of_expert(unit: Unit) -> list[Kept]:
            return await files.of_person(unit, await people.meet(unit, expert.user))

        kept, shelf = await rig.store.do(of_expert), Files(rig.stage.settings().files())
        assert len({file.sha256 for file in kept}) == len(kept) == len(WAYS)
        for file in kept:
            assert sha256(await shelf.read(file.id)).hexdigest() == file.sha256
        assert len(rig.deaths) == len(WAYS)
        await rig.verify()
