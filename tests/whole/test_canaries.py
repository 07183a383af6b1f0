"""What people write, send and are called stands in no log, no figure and, unsealed, in no byte of the database."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from bot.local_line.events import message_event
from bot.local_line.faults import Fault
from bot.local_line.world import Message
from flex_messages.words import MENU_WORDS
from tests.faults.rig import rigged
from tests.faults.test_crash_points import Told
from tests.whole.story import CODE, STORY

KINDS = ("500_before", "reset_after", "429", "401", "reset_before")
PLACE = Message("77", "", "user", 0, {})
_PUBLIC = {*MENU_WORDS.values(), "以上"}


def canaries() -> set[str]:
    """Everything the expert types in the story that is nobody else's word."""
    said = (deed.__name__.partition("expert type ")[2] for deed in STORY)
    return {text for text in said if len(text) >= 5 and text not in _PUBLIC}


async def test_nothing_that_people_wrote_stands_where_it_can_be_read(tmp_path: Path) -> None:
    async with rigged(tmp_path) as rig:
        for n, deed in enumerate(STORY):
            rig.points.arm(n % 5 * 9)
            rig.stage.line.faults.planned = [Fault("POST /v2/bot/message/*", KINDS[n % 5])]
            await deed(Told(rig))
            rig.points.arm(0)
        await Told(rig).expert.upload(("ひみつの証明書.pdf", b"%PDF-1.4 broken", "application/pdf"))
        line = rig.stage.line
        senseless = {"id": "77", "type": "text", "words": "北緯三十五度"}  # a text without its text
        line.webhooks.emit(message_event(line, line.world.person(rig.stage.expert), PLACE, senseless))
        async with asyncio.timeout(60):
            while "KeyError" not in (tmp_path / "log").read_text():
                await rig.settle()
        async with rig.session.get(f"{rig.stage.address}/metrics") as got:
            figures = await got.text()
        codes = set(CODE.findall("\n".join(await Told(rig).agency.heard())))
        words = canaries() | codes | {re.sub("-", "", code) for code in codes}
        words |= {"試験 太郎", "ひみつの証明書", "北緯三十五度"}
        users = {rig.stage.expert, rig.stage.agency, rig.stage.secretariat}
        logged = (tmp_path / "log").read_text()
        kept = b"".join(file.read_bytes() for file in sorted(tmp_path.glob("senmonka.db*")))
        assert "parcel_later" in logged, "the log is looked at, so it must have something in it"
        assert kept
        assert {word for word in words | users if word in logged or word in figures} == set()
        assert {word for word in words if word.encode() in kept} == set()
        assert "Traceback" not in logged
        assert len(words) > 8
