"""The first journey as people live it: three phones, real HTTP, from the invitation to the final approval."""

from __future__ import annotations

from tests.whole.conftest import Town
from tests.whole.story import APPROVED, CONSENTED, INVITED, MENDED, RETURNED, SENT, play


async def test_an_expert_is_invited_registers_is_returned_mends_and_is_approved_twice(town: Town) -> None:
    await play(town, *SENT)
    assert "支援機関の確認中" in await town.expert.words()
    assert "承認のお願いが1件あります" in await town.agency.last()
    assert "試験" not in await town.agency.last(), "a push gives no name away"
    await play(town, *RETURNED)
    assert "差し戻しました" in await town.agency.words()
    await play(town, *MENDED)
    await town.agency.tap("開く")
    assert "と原価改善" in await town.agency.words()
    await play(town, *APPROVED[1:])
    assert "登録" in await town.expert.last()
    menu = (await town.expert.chat())["menu"]
    assert "チェックイン" in [area["action"].get("displayText") for area in menu["areas"]]


async def test_the_greeting_asks_for_the_code_and_the_code_opens_the_first_question(town: Town) -> None:
    await play(town, *INVITED)
    assert "招待コード" in (await town.expert.heard())[0]
    assert "ご用意いただくもの" in await town.expert.words()
    await play(town, *CONSENTED)
    assert "どの登録要件に当てはまりますか" in await town.expert.words()


async def test_a_running_service_says_that_it_is_alive_and_ready(town: Town) -> None:
    for path in ("/health/live", "/health/ready"):
        async with town.session.get(town.stage.address + path) as got:
            assert (got.status, await got.text()) == (200, "ok"), path
