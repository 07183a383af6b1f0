"""The month's messages are used up: notices wait and are spoken of, answers go on, and with room again all arrive."""

from __future__ import annotations

import asyncio

from bot.commands.keep import replayed
from storage import aside
from tests.whole.behind import owing
from tests.whole.conftest import Town
from tests.whole.phone import words
from tests.whole.story import SENT, play

NOTICE = "承認のお願いが1件あります"


def chat(town: Town, user: str) -> str:
    """Everything the account has said to somebody."""
    said = town.stage.line.world.person(user).chat
    return "\n".join(" ".join(words(message.body)) for message in said if message.sender == "bot")


async def quiet(town: Town) -> None:
    """Nothing is owed to anybody any more."""
    async with asyncio.timeout(60):
        while await owing(town):
            await town.agency.idle()


async def test_a_notice_that_the_months_limit_holds_back_is_seen_in_menus_and_arrives_later(town: Town) -> None:
    await play(town, *SENT[:-1])
    ledger, clock = town.stage.line.ledger, town.stage.clock
    ledger.quota = ledger.used(clock.now())
    await town.expert.tap("送信する")
    await quiet(town)
    assert "送信しました" in chat(town, town.stage.expert), "an answer is free"
    assert await town.store.look(aside.by_reason) == {"quota": 1}
    assert NOTICE not in chat(town, town.stage.agency)
    await town.agency.type("承認待ち")
    assert "試験 太郎 様" in chat(town, town.stage.agency)
    await town.secretariat.type("承認待ち")
    assert "お知らせ1件が送信待ちです" in chat(town, town.stage.secretariat)
    assert NOTICE not in chat(town, town.stage.agency)
    ledger.quota = None
    assert await replayed(town.store, aside.QUOTA) == 1
    await quiet(town)
    assert NOTICE in chat(town, town.stage.agency)
