"""Every person hears everything in the order in which it was written, whoever wrote it."""

from __future__ import annotations

import orjson

from storage import outbox, people
from storage.store import Unit
from tests.whole.conftest import Town


async def test_what_somebody_else_wrote_before_is_not_overtaken_by_an_answer(town: Town) -> None:
    words = "先に書かれたお知らせ"

    async def work(unit: Unit) -> None:
        """As a page, a paper or an alarm does, whose process was killed before it could wake the lane."""
        agent = await people.meet(unit, town.stage.agency)
        body = orjson.dumps([{"type": "text", "text": words}])
        await outbox.add(unit, person=agent, event="page", n=0, kind="push", body=body)

    await town.agency.tap("専門家を招待")
    await town.store.do(work)
    await town.agency.type("11月10日")
    await town.agency.type("対面")
    heard = [message for message in await town.agency.heard() if words in message or "面談" in message]
    assert heard.index(words) == 1, heard
